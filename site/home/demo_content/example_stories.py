"""Exhibition, practical information and news of the invented edition."""

from datetime import timedelta
from functools import partial

from django.utils import timezone
from wagtail.models import Collection

from cooperation.editions.models import Edition
from cooperation.pages.models import (
    EditionPage,
    ExhibitionPage,
    ExhibitionPicture,
    NewsIndexPage,
    NewsPage,
    PracticalPage,
)
from core.publishing.models import Picture
from home.demo_content.drawings.doors import door, open_door
from home.demo_content.drawings.patterns import programme
from home.demo_content.drawings.towns import FOCUS, town
from home.demo_content.making import put_picture, story
from home.page_tree import put_page

DOORS = (
    ("Green door", "The door of the baker, who gets up first"),
    ("Yellow door", "Six planks and a handle"),
    ("Door with a round window", "Somebody looks out of it, but not today"),
    ("White door with two wings", "The left wing sticks in winter"),
    ("Door in a pale wall", "Painted every spring"),
    ("Door in a dark wall", "The last one before the river"),
    ("Door in a yellow wall", "Two wings, three panels each, one bell"),
    ("Pale door", "It closes by itself"),
)
"""What the doors of the exhibition are called, and what is said of them; all of it is invented."""


def put_stories(page: EditionPage, collection: Collection) -> None:
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
        gallery=_doors(page.edition.accent_colour, collection),
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


def _doors(colour: str, collection: Collection) -> list[ExhibitionPicture]:
    return [
        ExhibitionPicture(
            picture=put_picture(
                f"{title}, drawn",
                f"Drawing of a closed front door: {title.lower()}.",
                partial(door, colour, seed),
                collection,
            ),
            caption=caption,
        )
        for seed, (title, caption) in enumerate(DOORS)
    ]


def _news_pictures(colour: str, collection: Collection) -> dict[str, Picture]:
    """A picture for each piece of news, by the last part of its address."""
    return {
        "example-registration-is-open": put_picture(
            "Open door, drawn",
            "Drawing of a house front with an arched door that stands open; light falls out.",
            partial(open_door, colour),
            collection,
            (820, 440, 420, 620),
        ),
        "example-agenda-is-released": put_picture(
            "Two days in blocks, drawn",
            "Drawing of a programme: blocks of different lengths in two columns.",
            partial(programme, colour),
            collection,
        ),
        "example-host-is-found": put_picture(
            "Vilnius in the evening, drawn",
            "Drawing of a tower on a hill above lit windows, under stars.",
            partial(town, colour, "castle hill", 28, evening=True),
            collection,
            FOCUS["castle hill"],
        ),
    }


def put_news(news: NewsIndexPage, edition: Edition, collection: Collection) -> None:
    drawn = _news_pictures(edition.accent_colour, collection)
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
            lead_picture=drawn[slug],
            teaser="News of an invented edition.",
            body=story(text),
        )
