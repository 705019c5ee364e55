"""The list of news in the admin, for those who see a part of them only."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn

from cooperation.editions.duties import Area
from cooperation.editions.policies import EditionPolicy
from cooperation.editions.queries import is_secretariat
from cooperation.pages.models import NewsIndexPage, NewsPage
from core.publishing.viewsets import ReachableIndexView


class NewsPolicy(EditionPolicy):
    """An edition's news are its organisers'; news of no edition, or an archived one, the secretariat's."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        if is_secretariat(user):
            return NewsPage.objects.all()
        return super().instances_user_has_any_permission_for(user, actions).filter(edition__archived_at=None)


class NewsListView(ReachableIndexView):
    """The news that the user edits, newest first, and the way to write another."""

    model = NewsPage
    permission_policy = NewsPolicy(NewsPage, area=Area.NEWS)
    any_permission_required: ClassVar[list[str]] = ["change"]
    index_url_name = "own_news"
    index_results_url_name = "own_news_results"
    page_title = _("News")
    add_item_label = _("Write news")
    header_icon = "doc-full"
    default_ordering = "-published_on"
    paginate_by = 50
    is_searchable = True
    search_fields: ClassVar[list[str]] = ["title"]
    search_backend_name = None
    select_related = ("edition", "content_type")
    columns: ClassVar = [
        TitleColumn("title", label=_("Title"), url_name="wagtailadmin_pages:edit"),
        Column("edition", label=_("Edition")),
        DateColumn("published_on", label=_("Date")),
        PageStatusColumn("status", label=_("Status")),
    ]

    def get_add_url(self) -> str | None:
        index = NewsIndexPage.objects.first()
        if index is None:
            return None
        meta = NewsPage._meta
        return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, index.pk])
