"""The audit trail in the admin: addresses, its place at the desk, and the lines about what is gone."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import Page

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area
from cooperation.pages.models import EditionPage
from home.trail.views import EXPORTED, TrailExportView, TrailView

PAGE_DELETED = "home.delete_page"


@hooks.register("register_admin_urls")
def register_addresses() -> list[Any]:
    """The trail of an edition, to read and to take along."""
    return [
        path("editions/<int:pk>/trail/", TrailView.as_view(), name="trail"),
        path("editions/<int:pk>/trail.csv", TrailExportView.as_view(), name="trail_export"),
    ]


@hooks.register("register_log_actions")
def register_log_lines(actions: LogActionRegistry) -> None:
    """Word what this app writes into the log."""
    actions.register_action(EXPORTED, _("Export the audit trail"), _("Audit trail exported"))
    actions.register_action(PAGE_DELETED, _("Delete a page of an edition"), _("Page deleted"))


@hooks.register("register_desk_place")
def register_desk_place() -> DeskPlace:
    """Who did what, for whoever leads."""
    return DeskPlace(
        phase=Phase.HAND_OVER,
        order=80,
        label=_("Audit trail"),
        words=_("Who did what and when"),
        url_name="trail",
        area=Area.TRAIL,
    )


def tell_the_editions(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Write to which edition each of ``pages`` belonged: when it is gone, nothing leads there any more."""
    for page in pages:
        start_page = page if isinstance(page, EditionPage) else _start_page_above(page)
        if start_page is not None:
            data = {"page": page.pk, "title": page.title}
            log(start_page.edition, PAGE_DELETED, user=request.user, data=data)


def _start_page_above(page: Page) -> EditionPage | None:
    return EditionPage.objects.ancestor_of(page).select_related("edition").first()


@hooks.register("after_delete_page")
def tell_of_one(request: HttpRequest, page: Page) -> None:
    """One page is gone."""
    tell_the_editions(request, [page])


@hooks.register("after_bulk_action")
def tell_of_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Several pages are gone."""
    if action_type == "delete":
        tell_the_editions(request, [one for one in objects if isinstance(one, Page)])
