"""Where Wagtail hands its pages to us."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks
from wagtail.models import Page

from core.serving.caching import end_of, is_anonymous, mark_public

Serve = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponseBase]


@hooks.register("on_serve_page", order=1000)  # innermost: below the one that asks for passwords
def keep_public_pages(serve: Serve) -> Serve:
    """Let every page and every route of it be kept that an anonymous visitor sees.

    A page with view restrictions asks for a session before it comes here, so whoever has none and comes
    this far sees what everyone may see. A page that says itself how long it lives is left alone.
    """

    def serve_and_mark(
        page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        response = serve(page, request, args, kwargs)
        is_whole = request.method in ("GET", "HEAD") and response.status_code == 200
        if is_whole and is_anonymous(request) and "Cache-Control" not in response.headers:
            mark_public(response, end_of(request))
        return response

    return serve_and_mark
