"""The audit trail of an edition in the admin."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.views import signed_in
from home.trail.exports import as_csv
from home.trail.forms import WantedForm
from home.trail.queries import (
    PER_PAGE,
    Entry,
    Trail,
    kinds_of_records,
    known_people,
    people_to_choose,
    titles_of_pages,
    titles_of_tasks,
)
from home.trail.wording import Line, Words, line_of

EXPORTED = "home.export_trail"


class TrailMixin(OfEditionMixin):
    """What page and export have in common."""

    area = Area.TRAIL
    edition_key = "pk"

    def editions(self) -> QuerySet[Edition]:
        return super().editions().select_related("page")

    @cached_property
    def known(self) -> set[int]:
        """The keys of those who may be named."""
        return known_people(self.edition)

    @cached_property
    def form(self) -> WantedForm:
        """How the trail is narrowed."""
        return WantedForm(self.request.GET, people=list(people_to_choose(self.edition, self.known)))

    @cached_property
    def trail(self) -> Trail:
        """The lines that are wanted."""
        return Trail(self.edition, self.form.wanted())

    def in_words(self, entries: list[Entry]) -> list[Line]:
        """``entries`` in words. Three queries, however many there are."""
        words = Words(
            known=self.known,
            tasks=titles_of_tasks(self.edition, entries),
            pages=titles_of_pages(entries),
            models=kinds_of_records(entries),
        )
        return [line_of(entry, words) for entry in entries]


class TrailView(TrailMixin, WagtailAdminTemplateMixin, TemplateView):
    """Who did what and when in this edition."""

    template_name = "home/admin/trail.html"
    page_title = gettext_lazy("Audit trail")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.trail.lines, PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(
            form=self.form,
            page=page,
            lines=self.in_words(self.trail.entries(list(page.object_list))),
            query=query.urlencode(),
            **kwargs,
        )

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": reverse("desk", args=[self.edition.pk]), "label": str(self.edition)},
        ]


class TrailExportView(TrailMixin, View):
    """The lines that are wanted as CSV, and a line that tells of it."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | StreamingHttpResponse:
        parts = list(self.trail.everything())
        count = sum(len(part) for part in parts)
        log(self.edition, EXPORTED, user=signed_in(request), data={"count": count})
        answer = StreamingHttpResponse(
            as_csv(self._lines(parts), self.edition.zone), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="trail-{self.edition.pk}.csv"'
        answer["Cache-Control"] = "no-store"
        return answer

    def _lines(self, parts: Iterable[list[Entry]]) -> Iterator[Line]:
        for part in parts:
            yield from self.in_words(part)
