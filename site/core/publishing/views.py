"""Shows pages."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail import views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from core.publishing import colours
from core.publishing.routing import is_restricted
from core.publishing.sites import know_site
from core.serving.caching import cached_fragment

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def accent(request: HttpRequest, colour: str, digest: str) -> HttpResponse:
    """The style sheet that draws a page in ``colour``, six hexadecimal digits.

    The policy forbids styles inside of pages. ``digest`` is that of the content, so that browsers may keep
    it for good.

    Raises:
        Http404: ``digest`` is not that of today's content.
    """
    if digest != colours.digest(f"#{colour}"):
        raise Http404
    response = HttpResponse(colours.style_sheet(f"#{colour}"), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a page as Wagtail does, without asking anew for the site and its home page each time.

    Raises:
        Http404: nothing lies at ``path``.
    """
    site = know_site(request)
    if site is None:
        raise Http404
    request._wagtail_route_for_request = _route(site, request, path)  # type: ignore[attr-defined]
    return views.serve(request, path)


def _route(site: Site, request: HttpRequest, path: str) -> RouteResult | None:
    components = [component for component in path.split("/") if component]
    is_way = bool(components)
    home: Page = cached_fragment(f"home:{site.pk}:{is_way}", lambda: _home(site, is_way=is_way))
    try:
        return home.route(request, components)
    except Http404:
        return None


def _home(site: Site, *, is_way: bool) -> Page:
    """The home page of ``site``; of one that is only the way to another page the own fields are of no use."""
    home: Page = site.root_page
    if len(settings.WAGTAIL_CONTENT_LANGUAGES) > 1:
        home = home.localized
    if is_way:
        return home.specific_deferred
    page: Page = home.specific_class._default_manager.annotate(is_restricted=is_restricted()).get(pk=home.pk)
    page.is_known_open = not page.is_restricted and not page.alias_of_id
    return page
