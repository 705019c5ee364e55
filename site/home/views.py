"""Answers of the website that are no pages."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap

from core.serving.caching import is_anonymous, mark_public
from home import style_samples
from home.models import SiteSettings
from home.search import finding, matching
from home.search.forms import SearchForm
from home.sitemaps import PageSitemap

HITS_ON_A_PAGE = 10
SECURITY_CONTACT_HOLDS = timedelta(days=180)
"""How long security.txt is good for; RFC 9116 advises less than a year."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the form and what it finds; 400 with a message beside the field for what cannot be looked for."""
    # A NUL separates words like everything that is no letter; the form itself would refuse it.
    form = SearchForm({"q": request.GET.get("q", "").replace("\x00", " ")})
    query = form.cleaned_data["q"] if form.is_valid() else ""
    found = finding.find(request, query) if query else []
    page = Paginator(found, HITS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "query": query,
        "results": page,
        "hits": [matching.show(each, query) for each in finding.with_texts(list(page))],
    }
    response = render(request, "search/search.html", context, status=200 if form.is_valid() else 400)
    return mark_public(response) if is_anonymous(request) and form.is_valid() else response


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page (https://www.sitemaps.org/protocol.html)."""
    return mark_public(wagtail_sitemap(request, {"pages": PageSitemap(request)}))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemap is and what is of no use to them."""
    return _text(request, "robots.txt", {"origin": settings.SITE_ORIGIN})


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116).

    Raises:
        Http404: no contact is set; the address would be of no use without.
    """
    contact = SiteSettings.for_request(request).security_contact
    if not contact:
        raise Http404
    expires = (datetime.now(UTC) + SECURITY_CONTACT_HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    context = {"contact": contact, "expires": expires.isoformat().replace("+00:00", "Z")}
    return _text(request, "security.txt", context | {"origin": settings.SITE_ORIGIN})


def _text(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    body = loader.render_to_string(template, context)
    return mark_public(HttpResponse(body, content_type="text/plain; charset=utf-8"))


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every block and component with sample data; on a developer's machine only."""
    return render(request, "home/styleguide.html", style_samples.context(request))
