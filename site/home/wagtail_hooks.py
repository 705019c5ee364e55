"""The admin as a whole: its start page, its menu, its style, and what an archive keeps closed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Collection, Page

from cooperation.editions import files
from cooperation.editions.duties import Area
from cooperation.editions.queries import editions_of, is_secretariat
from cooperation.pages.archived import closed_because
from cooperation.pages.models import AgendaPage, EditionPage, SpeakerPage
from core.publishing.keys import as_key
from core.publishing.models import DocumentFile, Picture
from home import desk_places  # noqa: F401 - it registers a hook of its own
from home.desk.panel import EditionsPanel
from home.desk.views import DeskView
from home.edition_pages import MakeEditionPagesView
from home.others import linkable_pages
from home.starting import admin  # noqa: F401 - it registers hooks of its own
from home.trail import wagtail_hooks as trail_hooks  # noqa: F401 - they register themselves

CLUTTER = {"help"}
"""Entries of Wagtail's menu that tell of Wagtail and not of this site."""

FOR_THE_SECRETARIAT = {"reports"}


@hooks.register("construct_homepage_panels")
def lead_with_the_editions(request: HttpRequest, panels: list[Any]) -> None:
    """Put the editions first on the admin's start page."""
    panels.insert(0, EditionsPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request: HttpRequest, items: list[Any]) -> None:
    """Numbers of pages and pictures help nobody who prepares a meeting."""
    items.clear()


@hooks.register("construct_main_menu")
def clear_the_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave people with what they need."""
    unwanted = CLUTTER if is_secretariat(request.user) else CLUTTER | FOR_THE_SECRETARIAT
    items[:] = [item for item in items if item.name not in unwanted]


ADMIN_SHEETS = ("tokens", "admin", "admin_home", "desk", "desk_rows", "edition_desk", "accent")
"""In the order in which they count."""


@hooks.register("insert_global_admin_css")
def add_style() -> str:
    """The site's colours and typeface, the admin's dress, and the pages that are this site's own."""
    sheets = [(static(f"css/{name}.css"),) for name in ADMIN_SHEETS]
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', sheets)


def preview_draft(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The draft of an edition's agenda as its page would show it, for those who organise it."""
    edition = get_object_or_404(editions_of(request.user, Area.AGENDA), pk=edition_id)
    start_page = getattr(edition, "page", None)
    agenda = AgendaPage.objects.child_of(start_page).first() if start_page else None
    if agenda:
        return agenda.make_preview_request(request, "draft")
    messages.warning(request, _("The edition has no agenda page yet. Make one below its start page."))
    return redirect("agenda:desk", edition.pk)


@hooks.register("register_admin_urls")
def register_pages_of_the_admin() -> list[Any]:
    """The desk of an edition, the preview of its agenda, and where its pages are made."""
    return [
        path("agenda/<int:edition_id>/preview/", preview_draft, name="agenda_preview"),
        path("editions/<int:pk>/pages/", MakeEditionPagesView.as_view(), name="make_edition_pages"),
        path("editions/<int:pk>/desk/", DeskView.as_view(), name="desk"),
    ]


@hooks.register("register_log_actions")
def register_log_lines(actions: LogActionRegistry) -> None:
    """Word the making of an edition's pages in the audit log."""
    actions.register_action("home.make_edition_pages", _("Make the pages"), _("Pages made"))


@hooks.register("construct_page_chooser_queryset")
def offer_own_and_public_pages(pages: Any, request: HttpRequest) -> Any:
    """Whoever links to a page chooses among those that everybody sees, and those that they edit."""
    if is_secretariat(request.user):
        return pages
    return linkable_pages(pages, request.user)


def _refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not (reasons := closed_because(page)):
        return None
    messages.error(request, " ".join(reasons))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_edit_page")
def refuse_editing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Pages of an archived edition stay as they are."""
    return _refuse(request, page)


@hooks.register("before_delete_page")
def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Pages of an archived edition stay."""
    return _refuse(request, page)


@hooks.register("before_unpublish_page")
def refuse_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Pages of an archived edition stay visible."""
    return _refuse(request, page)


@hooks.register("before_create_page")
def refuse_adding(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    """Nothing is added to an archived edition."""
    if not (reasons := closed_because(parent_page)):
        return None
    messages.error(request, " ".join(reasons))
    return redirect("wagtailadmin_explore", parent_page.pk)


@hooks.register("before_move_page")
def refuse_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Nothing moves out of an archived edition, or into one."""
    return _refuse(request, page) or refuse_adding(request, destination, type(page))


@hooks.register("before_copy_page")
def refuse_copying(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page of an archived edition has no copy beside it, and what exists once is not made twice."""
    if refusal := _refuse(request, page):
        return refusal
    below = page.get_descendants(inclusive=True)
    if not below.type(EditionPage, SpeakerPage).exists():
        return None
    messages.error(
        request,
        _(
            "An edition has one start page, and a speaker one page, so these cannot be copied. "
            "Make a new page instead."
        ),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def refuse_bulk_actions(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """What cannot be done to one page, picture or document cannot be done to many at once."""
    for one in objects:
        if isinstance(one, Page) and (refusal := _refuse(request, one)):
            return refusal
    touched = {one.collection for one in objects if isinstance(one, Picture | DocumentFile)}
    touched |= set(Collection.objects.filter(pk=as_key(request.POST.get("collection", ""))))
    if reasons := {reason for collection in touched for reason in files.closed_because(collection)}:
        messages.error(request, " ".join(reasons))
        return redirect("wagtailadmin_home")
    return None
