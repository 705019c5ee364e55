"""Answers that are no pages of their own."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cooperation.network.models import NetworkSettings
from cooperation.pages import link_pictures
from cooperation.pages.tree import visible
from core.publishing.sites import know_site

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def link_picture(request: HttpRequest, page_id: int, digest: str) -> HttpResponseBase:
    """The picture of a page for those who share its link. Its address changes when it does.

    Raises:
        Http404: the public may not see the page, it has no picture of its own, or ``digest`` is not
            that of today's picture.
    """
    site = know_site(request)
    found = visible(Page.objects.filter(pk=page_id)).first()
    page: Any = found.specific if found else None
    if site is None or page is None or getattr(page, "is_under_embargo", False):
        raise Http404
    if link_pictures.owner(page, site.root_page).pk != page.pk:
        raise Http404
    made = link_pictures.drawing(page, NetworkSettings.for_site(site))
    if made.digest != digest:
        raise Http404
    png, is_complete = link_pictures.drawn(made)
    # Streamed, because what is streamed is not kept a second time in the cache of pages.
    response = FileResponse(BytesIO(png), content_type="image/png")
    kept = f"max-age={A_YEAR}, immutable" if is_complete else "max-age=60"
    response.headers["Cache-Control"] = f"public, {kept}"
    return response
