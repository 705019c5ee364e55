"""What the pages for errors lead on to."""

from django import template
from django.conf import settings
from django.template.context import Context

from cooperation.editions.queries import current_edition
from cooperation.pages.models import EditionPage
from cooperation.pages.tree import visible
from core.serving.caching import cached_fragment
from home.models import SiteSettings
from home.queries import Link

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """The site's name as the settings know it: it can be told while the database is away."""
    return settings.WAGTAIL_SITE_NAME


@register.simple_tag(takes_context=True)
def current_edition_link(context: Context) -> Link | None:
    """The start page of the edition that counts now; None when it has none that everybody sees."""
    request = context["request"]

    def make() -> Link | None:
        edition = current_edition(SiteSettings.for_request(request).current_edition)
        page = visible(EditionPage.objects.filter(edition=edition)).first() if edition else None
        return Link(page.title, page.get_url(request) or "/") if page else None

    return cached_fragment(f"current-edition-link:{request.get_host()}", make)
