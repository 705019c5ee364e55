"""This app's pages in the admin: rights that follow a new start page, and the list of news."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cooperation.editions.queries import is_secretariat
from cooperation.editions.teams import groups_of, update_groups
from cooperation.pages.models import EditionPage, NewsPage
from cooperation.pages.viewsets import NewsListView


@hooks.register("after_create_page")
def open_to_organisers(request: HttpRequest, page: Page) -> None:
    """Give those who organise the edition already their rights on its new start page."""
    if isinstance(page, EditionPage) and groups_of(page.edition).exists():
        update_groups(page.edition)


@hooks.register("register_admin_urls")
def news_urls() -> list[URLPattern]:
    """The list of news."""
    return [
        path("news/", NewsListView.as_view(), name="own_news"),
        path("news/results/", NewsListView.as_view(results_only=True), name="own_news_results"),
    ]


class NewsMenuItem(MenuItem):
    """Shown to those who may write news."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it stands in the menu."""
        return NewsListView.permission_policy.user_has_permission(request.user, "change")


@hooks.register("register_admin_menu_item")
def news_menu_item() -> MenuItem:
    """After the agenda and what belongs to it."""
    return NewsMenuItem(_("News"), reverse("own_news"), name="own-news", icon_name="doc-full", order=140)


@hooks.register("after_publish_page")
def back_to_the_news(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Bring organisers back to their list: the explorer does not show them where news lie."""
    if isinstance(page, NewsPage) and not is_secretariat(request.user):
        return redirect("own_news")
    return None
