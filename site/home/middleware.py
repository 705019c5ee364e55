"""Keeps what is the whole site's from people of one edition, and what is archived as it is."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from cooperation.editions import files
from cooperation.editions.queries import is_secretariat
from cooperation.pages.archived import closed_because
from core.publishing.models import DocumentFile, Picture
from home.others import is_foreign

FOR_THE_SECRETARIAT = frozenset({"wagtailadmin_reports"})
"""Wagtail's reports list every edition's changes to whoever may change one."""

WHOLE_LIBRARIES = frozenset({"images", "documents"})
"""Parts of the admin's programming interface that tell of all editions' files; no page of it asks."""


class WholeSiteViewsMiddleware:
    """Keeps the admin's views of the whole site for those who keep it, and what is archived as it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer as if there were no such page, or say what an archive keeps closed.

        Raises:
            Http404: the view tells of all editions or of another one, and the user does not keep all of them.
        """
        match = request.resolver_match
        if match is None:
            return None
        if _tells_of_all(match.namespaces) and not is_secretariat(request.user):
            raise Http404
        if is_foreign(request, args, kwargs):
            raise Http404
        closed = CLOSED_BY_AN_ARCHIVE.get(match.view_name)
        if closed is None or request.method != "POST":
            return None
        reasons = closed(next(iter(kwargs.values())))
        return _refusal(request, reasons) if reasons else None


def _tells_of_all(namespaces: list[str]) -> bool:
    names = set(namespaces)
    return bool(FOR_THE_SECRETARIAT & names) or (
        "wagtailadmin_api" in names and bool(WHOLE_LIBRARIES & names)
    )


def _refusal(request: HttpRequest, reasons: list[str]) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponseForbidden(" ".join(reasons))
    messages.error(request, " ".join(reasons))
    return redirect("wagtailadmin_home")


def _reasons_of_page(key: int) -> list[str]:
    page = Page.objects.filter(pk=key).first()
    return closed_because(page) if page else []


def _reasons_of_picture(key: int) -> list[str]:
    picture = Picture.objects.filter(pk=key).select_related("collection").first()
    return files.closed_because(picture.collection) if picture else []


def _reasons_of_document(key: int) -> list[str]:
    document = DocumentFile.objects.filter(pk=key).select_related("collection").first()
    return files.closed_because(document.collection) if document else []


CLOSED_BY_AN_ARCHIVE: dict[str, Callable[[int], list[str]]] = {
    "wagtailadmin_pages:set_page_position": _reasons_of_page,
    "wagtailimages:delete": _reasons_of_picture,
    "wagtailimages:delete_multiple": _reasons_of_picture,
    "wagtaildocs:delete": _reasons_of_document,
    "wagtaildocs:delete_multiple": _reasons_of_document,
}
"""Views that write without a form or a hook in which an archive could refuse."""
