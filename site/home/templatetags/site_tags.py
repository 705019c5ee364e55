"""What every page shows of the site around it."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar
from wagtail.models import Page

from cooperation.network.models import NetworkSettings
from cooperation.network.queries import network_in_mails
from cooperation.pages import link_pictures, wording
from core.publishing import structured_data
from core.publishing.sites import know_site
from core.serving.caching import KeptPart, cached_fragment
from home import queries
from home.queries import Frame, Link

register = template.Library()
Value = TypeVar("Value")


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> Frame:
    """Names, menu and footer of the site."""
    request = context["request"]
    return _cached(request, "frame", lambda: queries.frame(request))


register.simple_tag(network_in_mails)


@register.simple_tag
def same_everywhere() -> KeptPart:
    """What of the frame is the same on every page."""
    return KeptPart("frame", dict)


@register.simple_tag(takes_context=True)
def same_below(context: Context) -> KeptPart:
    """What of the frame is the same on all pages that one entry of the menu leads to."""
    path, menu = context["request"].path, context["frame"].menu
    entries = [*(link.url for link in menu), reverse("search")]
    return KeptPart(f"menu:{[(url, url == path) for url in entries if leads_to(url, path)]}", dict)


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, path: str = "") -> str:
    """``path``, by default the present one, with the origin that people reach the site at."""
    return settings.SITE_ORIGIN + (path or context["request"].path)


@register.simple_tag(takes_context=True)
def link_picture(context: Context) -> tuple[str, str] | None:
    """Address, without the origin, and words of the picture for a shared link of the present page."""
    request, page = context["request"], context.get("page")
    site = know_site(request)
    if site is None:
        return None
    owner = link_pictures.owner(page, site.root_page) if page else site.root_page
    if owner.pk is None:  # the preview of a page that is not saved yet
        return None

    def make() -> tuple[str, str]:
        made = link_pictures.drawing(owner, NetworkSettings.for_site(site))
        return made.url, made.words

    if getattr(request, "is_preview", False):
        return make()
    return _cached(request, f"link-picture:{owner.pk}", make)


@register.filter
def leads_to(url: str, path: str) -> bool:
    """Whether ``path`` is the page at ``url`` or lies below it; the home page counts only as itself."""
    return path == url or (url != "/" and path.startswith(url))


@register.filter
def day(value: date | None) -> str:
    """A date in words, such as “12 May 2027”; empty for one that a preview does not have yet."""
    return wording.day(value) if value else ""


@register.simple_tag(takes_context=True)
def editor_bar(context: Context) -> str:
    """Wagtail's bar for editors: nothing for the anonymous, whose session is not even looked at."""
    request = context["request"]
    is_preview = getattr(request, "is_preview", False)
    if is_preview or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return str(wagtailuserbar(context))
    return ""


CRUMBS_IN_THE_BAND = 3
"""Home, the edition and one of its parts: what the band says already."""


@register.inclusion_tag("includes/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, title: str = "") -> dict[str, Any]:
    """The way from the home page to here, visible and for machines.

    Where the band of an edition stands above and names both its pages and the present one, for machines only.

    Args:
        title: what the present address shows when it is no page of its own, such as a member below the
            members' page or the search; it stands last.
    """
    request, page = context["request"], context.get("page")
    crumbs = [Link(_("Home"), "/")] if page is None else _trail(request, page)
    if title:
        crumbs.append(Link(str(title), request.path))
    if len(crumbs) < 2:
        return {"crumbs": []}
    absolute = [(crumb.title, settings.SITE_ORIGIN + crumb.url) for crumb in crumbs]
    return {
        "crumbs": crumbs[:-1],
        "current": crumbs[-1],
        "is_shown": title or "band" not in context or len(crumbs) > CRUMBS_IN_THE_BAND,
        "structured_data": structured_data.script(structured_data.breadcrumb_list(absolute)),
    }


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> tuple[tuple[str, str], ...]:
    """(language code, absolute address) of each published translation of the page, itself among them.

    Empty while the site has one language only.
    """
    request, page = context["request"], context.get("page")
    if page is None or len(settings.WAGTAIL_CONTENT_LANGUAGES) < 2:
        return ()

    def make() -> tuple[tuple[str, str], ...]:
        pages = page.get_translations(inclusive=True).live().select_related("locale")
        return tuple((each.locale.language_code, each.get_full_url(request)) for each in pages)

    return _cached(request, f"languages:{page.translation_key}", make)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """``data`` as a JSON-LD data block."""
    return structured_data.script(data)


def _trail(request: HttpRequest, page: Page) -> list[Link]:
    links = _cached(request, f"trail:{page.path}", lambda: queries.trail(page, request))
    return [*links, Link(page.title, page.get_url(request) or request.path)]


def _cached(request: HttpRequest, key: str, make: Callable[[], Value]) -> Value:
    """``make()``, kept until content changes, apart for each host and language."""
    return cached_fragment(f"{key}:{request.get_host()}", make)
