"""News as an Atom feed. Source: RFC 4287."""

from datetime import UTC, datetime, time
from typing import Any

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Page

from cooperation.network.models import NetworkSettings
from core.publishing import links

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was last changed: a moment that does not move."""


class FullTextFeed(Atom1Feed):
    """An Atom feed whose entries carry their whole text, as HTML, beside the summary, as plain text."""

    def latest_post_date(self) -> datetime:
        """The newest change of an entry, whatever the clock says now."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        # Django would call the summary HTML, and readers would take what looks like a tag for one.
        super().add_item_elements(handler, item | {"description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


def response(index: Page, news: list[Any], network: NetworkSettings) -> HttpResponse:
    """The feed of ``index`` with ``news``, pieces of news that everybody may see."""
    feed = FullTextFeed(
        title=f"{network.event_name}: {index.title}",
        link=index.full_url,
        feed_url=f"{index.full_url}feed/",
        description=index.search_description,
        language=index.locale.language_code,
        author_name=network.name,
        feed_guid=index.full_url,
    )
    with links.read_together(text for page in news for text in links.strings(list(page.body.raw_data))):
        _add_items(feed, news, network)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add_items(feed: FullTextFeed, news: list[Any], network: NetworkSettings) -> None:
    for page in news:
        published = datetime.combine(page.published_on, time(), UTC)
        feed.add_item(
            title=page.title,
            link=page.full_url,
            description=page.teaser,
            content=page.body.render_as_block(),
            unique_id=page.full_url,
            pubdate=published,
            updateddate=page.last_published_at or published,
            author_name=page.author or network.name,
            categories=[tag.name for tag in page.tags.all()],
        )
