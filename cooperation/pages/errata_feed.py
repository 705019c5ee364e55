"""Errata of archived editions as an Atom feed. Source: RFC 4287."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cooperation.editions.models import Erratum
from cooperation.network.models import NetworkSettings
from cooperation.pages.models.edition import EditionPage
from cooperation.pages.news_feed import FullTextFeed
from cooperation.pages.tree import visible
from core.publishing.routing import know_roots
from core.serving.caching import mark_public

MOST = 50


def response(index: Any, network: NetworkSettings) -> HttpResponse:
    """The feed of ``index`` with the newest errata of all editions. Three queries, however many there are."""
    address = f"{index.full_url}{index.reverse_subpage('errata_feed')}"
    feed = FullTextFeed(
        title=_("%(event)s: errata") % {"event": network.event_name},
        link=index.full_url,
        feed_url=address,
        description=_("What was wrong in archived editions, and what is right."),
        language=index.locale.language_code,
        author_name=network.name,
        feed_guid=address,
    )
    errata = list(Erratum.objects.select_related("edition").order_by("-published_at", "-pk")[:MOST])
    pages = list(visible(EditionPage.objects.filter(edition__in={row.edition_id for row in errata})))
    know_roots(pages)
    leads_to = {page.edition_id: page.full_url for page in pages}
    for row in errata:
        words = {"wrong": row.was_wrong, "right": row.is_right, "by": row.decided_by}
        feed.add_item(
            title=row.edition.title,
            link=leads_to.get(row.edition_id, index.full_url),
            description=_("Wrong: %(wrong)s Right: %(right)s Decided by: %(by)s") % words,
            content="",
            unique_id=f"{address}#{row.pk}",
            pubdate=row.published_at,
            updateddate=row.published_at,
            author_name=network.name,
        )
    return mark_public(
        HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    )
