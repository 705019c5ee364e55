"""Puts more content into the demo's database than a small meeting has, and words that are hard to break."""

from datetime import date, timedelta

from cooperation.agenda.models import Speaker
from cooperation.network.models import Member
from cooperation.pages.models import (
    EditionPage,
    ExhibitionPage,
    ExhibitionPicture,
    LookBackFigure,
    LookBackPage,
    NewsIndexPage,
    NewsPage,
    Tribute,
)
from core.publishing.models import Picture
from tests.journeys.every_kind import BULGARIAN, GREEK, LONG
from workshops.pages.models import ActionItem, Decision, WorkshopIndexPage, WorkshopPage

TITLES = (GREEK, BULGARIAN, f"A piece of news about {LONG}")
MANY = 40


def put_much() -> None:
    """Fill the example's workshops, exhibition and news, and the look-back of 2024."""
    pictures = list(Picture.objects.order_by("pk"))
    put_workshops(pictures)
    put_gallery(pictures)
    put_look_back(pictures)
    put_news(pictures)


def put_workshops(pictures: list[Picture]) -> None:
    """Many of them, one with portraits, decisions and actions."""
    index = WorkshopIndexPage.objects.get(path__startswith=EditionPage.objects.get(slug="2027").path)
    for number in range(MANY):
        index.add_child(
            instance=WorkshopPage(
                title=TITLES[number % 3], slug=f"many-{number}", summary=LONG, language=LONG
            )
        )
    full = WorkshopPage.objects.get(slug="parcels")
    for facilitator in full.facilitators.all():
        Speaker.objects.filter(pk=facilitator.speaker_id).update(portrait=pictures[0], function=GREEK)
    Decision.objects.create(page=full, text=GREEK)
    owner = Member.objects.order_by("pk").first()
    ActionItem.objects.create(page=full, text=BULGARIAN, owner=owner, due_on=date(2027, 9, 1), is_done=True)


def put_gallery(pictures: list[Picture]) -> None:
    """Six pictures in the example's exhibition in place of its own, and a name that is hard to break."""
    page = ExhibitionPage.objects.get(path__startswith=EditionPage.objects.get(slug="2027").path)
    page.artist, page.book_title = BULGARIAN, GREEK
    page.save()
    ExhibitionPicture.objects.filter(page=page).delete()
    for number in range(6):
        caption = ("", "A gate by the river", GREEK)[number % 3]
        picture = pictures[number % len(pictures)]
        ExhibitionPicture.objects.create(page=page, picture=picture, caption=caption, sort_order=number)


def put_look_back(pictures: list[Picture]) -> None:
    """Many numbers, and a farewell with a portrait."""
    page = LookBackPage.objects.get()
    for number in range(7):
        LookBackFigure.objects.create(page=page, value=f"{number} 234 567", label=BULGARIAN)
    Tribute.objects.create(
        page=page, name=GREEK, function=LONG, text="<p>Thank you.</p>", picture=pictures[0]
    )


def put_news(pictures: list[Picture]) -> None:
    """News of several years and editions, every other one with a picture."""
    index = NewsIndexPage.objects.get()
    editions = [page.edition for page in EditionPage.objects.filter(slug__in=["2019", "2024", "2027"])]
    for number in range(MANY):
        news = NewsPage(
            title=TITLES[number % 3],
            slug=f"many-{number}",
            teaser="What it says in a sentence or two.",
            published_on=date(2026, 11, 1) - timedelta(days=30 * number),
            edition=editions[number % 3],
            lead_picture=pictures[number % len(pictures)] if number % 2 else None,
            body=[("paragraph", f"<p>{LONG}</p>")],
        )
        news.tags.add(("Dates", "Places", LONG)[number % 3])
        index.add_child(instance=news)
