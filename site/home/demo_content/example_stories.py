"""Exhibition, practical information and news of the invented edition."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cooperation.editions.models import Edition
from cooperation.pages.models import (
    EditionPage,
    ExhibitionPage,
    ExhibitionPicture,
    NewsIndexPage,
    NewsPage,
    PracticalPage,
)
from home.demo_content.making import story
from home.page_tree import put_page


def put_stories(page: EditionPage, ornament: Any) -> None:
    last_day = page.edition.ends_on
    put_page(
        page,
        ExhibitionPage,
        "exhibition",
        title="Doors of a town (example)",
        show_in_menus=True,
        artist="An invented artist",
        place="Invented gallery",
        place_address="2 Example Street\nVilnius",
        opens_on=page.edition.starts_on,
        closes_on=last_day + timedelta(days=30) if last_day else None,
        opening_hours="Every day from 10:00 to 18:00",
        body=story("<p>Forty doors, drawn from memory. None of them leads anywhere: this is an example.</p>"),
        gallery=[ExhibitionPicture(picture=ornament, caption="One of the invented doors, seen from near")],
    )
    put_page(
        page,
        PracticalPage,
        "practical",
        title="Practical information",
        show_in_menus=True,
        body=story(
            "# Where to stay",
            "<p>Three invented hotels lie within ten minutes on foot. Mention the example when you book, "
            "and nothing will happen.</p>",
            "# What to bring",
            "<ul><li>something to write</li><li>a coat: evenings by the river are cool</li><li>your "
            "hardest case, without names</li></ul>",
            "# Meals",
            "<p>Lunch is vegetarian on the first day. Tell us when you register what you cannot eat.</p>",
        ),
    )


def put_news(news: NewsIndexPage, edition: Edition, ornament: Any) -> None:
    items = [
        (0, "example-registration-is-open", "Example: registration is open",
         "<p>From today everyone can try out the registration of the invented edition.</p>"),
        (6, "example-agenda-is-released", "Example: the agenda is released",
         "<p>Two days, three workshops, one dinner. Take the agenda into your calendar and see what "
         "happens when it changes.</p>"),
        (20, "example-host-is-found", "Example: Vilnius is the host",
         "<p>The makers of this demonstration chose Vilnius because Lithuania holds the presidency in the "
         "first half of 2027. The network decided nothing of the kind.</p>"),
    ]  # fmt: skip
    for days_ago, slug, title, text in items:
        put_page(
            news,
            NewsPage,
            slug,
            title=title,
            published_on=timezone.localdate() - timedelta(days=days_ago),
            edition=edition,
            author="The Cooperation Day project",
            lead_picture=edition.hero_picture if days_ago else ornament,
            teaser="News of an invented edition.",
            body=story(text),
        )
