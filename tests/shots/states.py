"""What stands on the sheet beside the demo's own pages: many of a kind, and every state of an edition."""

from datetime import timedelta

from django.utils import timezone

from cooperation.pages.models import NewsIndexPage, NewsPage
from core.publishing.models import Picture
from home.demo_content.making import story
from home.page_tree import put_page
from tests.bench import large_edition
from tests.journeys import every_kind

NEWS = 40


def put_states() -> None:
    """Make it all in the data of this process's settings."""
    every_kind.put_everything()
    large_edition.load()
    put_much_news()


def put_much_news() -> None:
    """A long list, in which titles and pictures differ as they do in life."""
    news, pictures = NewsIndexPage.objects.get(), [None, *Picture.objects.order_by("pk")[:3]]
    for number in range(NEWS):
        put_page(
            news,
            NewsPage,
            f"news-{number}",
            title=f"News {number}: {every_kind.LONG}"
            if number % 9 == 2
            else f"What happened on day {number}",
            published_on=timezone.localdate() - timedelta(days=30 + 11 * number),
            teaser="A sentence or two that say what it is about." if number % 3 else "",
            lead_picture=pictures[number % len(pictures)],
            body=story("<p>A paragraph.</p>"),
        )
