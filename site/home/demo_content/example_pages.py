"""The pages of the invented edition: workshops, agenda with two releases, exhibition, practical, news."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from wagtail.models import Collection

from cooperation.agenda.actions import release
from cooperation.agenda.models import Release, Room, Slot, SlotSpeaker, Speaker
from cooperation.editions.models import Edition
from cooperation.editions.teams import own_collection
from cooperation.network.models import Member
from cooperation.pages.models import (
    AgendaPage,
    EditionPage,
    NewsIndexPage,
    SpeakerPage,
)
from core.accounts.models import User
from core.publishing.enums import Audience
from home.demo_content.drawings import patterns
from home.demo_content.drawings.people import portrait
from home.demo_content.example_agenda import FIRST_RELEASE, ROOMS, ROWS, SPEAKERS, Row
from home.demo_content.example_stories import put_news, put_stories
from home.demo_content.making import moment, put_document, put_picture, story
from home.models import HomePage
from home.page_tree import Report, put_page
from workshops.pages.models import (
    ActionItem,
    Decision,
    Facilitator,
    Material,
    RegistrationPage,
    WorkshopIndexPage,
    WorkshopPage,
)
from workshops.programme.models import Session

WORKSHOPS = [
    (
        "parcels",
        "Parcels that never arrive",
        "Who pays when a parcel is lost between two countries? Five invented cases, solved together.",
        "B",
        "<p>In small groups we follow a parcel from the shop to the door that it never reached, and ask at "
        "every stop: who knows what, and who has to act?</p><p>Bring a pen. No case in this workshop is "
        "real.</p>",
    ),
    (
        "dashboard",
        "A dashboard on one page",
        "What does a team need to see on Monday morning? Everyone draws a dashboard, and we compare.",
        "E",
        "<p>We begin with paper, go on with sticky notes, and end with one page that a team would read "
        "every week.</p>",
    ),
    (
        "plain-words",
        "Plain words for hard rules",
        "A rule, a reader and twenty minutes: how to say it so that it is understood the first time.",
        "C",
        "<p>Each group gets a sentence from an invented regulation and rewrites it for somebody who waits "
        "for a refund.</p>",
    ),
]


def load_example_pages(
    home: HomePage, news: NewsIndexPage, edition: Edition, by: User, report: Report
) -> EditionPage:
    """Make every page of the invented edition; ``by`` releases its agenda."""
    collection = own_collection(edition)
    page = put_page(
        home,
        EditionPage,
        str(edition.year),
        title=edition.title,
        edition=edition,
        teaser="An invented edition with everything filled in, to try out what the site does.",
        teaser_picture=edition.hero_picture,
        body=story(
            "# What waits for you",
            "<p>Two days, three workshops that are given several times, a walk, a dinner and an "
            "exhibition. The agenda below is complete, so that you can see how it looks on a phone, on "
            "paper and in your calendar.</p>",
        ),
    )
    workshops = _put_workshops(page, collection)
    _put_agenda(page, workshops, by)
    put_page(
        page,
        RegistrationPage,
        RegistrationPage.fixed_slug,
        title="Registration",
        show_in_menus=True,
        introduction="<p>Try it: everything here is invented, and mails stay on this machine.</p>",
    )
    put_stories(page, collection)
    put_news(news, edition, collection)
    slots = Slot.objects.filter(edition=edition).count()
    report(
        f"{edition.title}: pages, {slots} slots, {Release.objects.filter(edition=edition).count()} releases"
    )
    return page


def _put_workshops(page: EditionPage, collection: Collection) -> dict[str, WorkshopPage]:
    edition = page.edition
    _put_speakers(edition, collection)
    drawings = _workshop_drawings(edition.accent_colour)
    index = put_page(page, WorkshopIndexPage, "workshops", title="Workshops", show_in_menus=True)
    made = {}
    for slug, title, summary, letter, body in WORKSHOPS:
        workshop = WorkshopPage.objects.child_of(index).filter(slug=slug).first()
        made[slug] = workshop or put_page(
            index,
            WorkshopPage,
            slug,
            title=title,
            summary=summary,
            language="English",
            teaser_picture=put_picture(f"{title}, drawn", *drawings[slug], collection),
            body=story(body),
            facilitators=[
                Facilitator(speaker=Speaker.objects.get(edition=edition, name=f"Example speaker {letter}."))
            ],
            materials=_materials(title, collection),
            **_plans(slug),
        )
    return made


def _put_speakers(edition: Edition, collection: Collection) -> None:
    for seed, (name, function, biography) in enumerate(SPEAKERS, 11):
        picture = put_picture(
            f"{name.rstrip('.')}, cut out of paper",
            "Portrait without a face, cut out of coloured paper: nobody looks like this.",
            partial(portrait, edition.accent_colour, seed),
            collection,
        )
        Speaker.objects.get_or_create(
            edition=edition,
            name=name,
            defaults={"function": function, "biography": biography, "portrait": picture},
        )


def _workshop_drawings(colour: str) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """For each workshop what is drawn, in words, and what draws it."""
    return {
        "parcels": ("Drawing of parcels, stacked to the ceiling.", partial(patterns.parcels, colour, 1)),
        "dashboard": ("Drawing of bars, a ring and a line.", partial(patterns.dashboard, colour)),
        "plain-words": (
            "Drawing of a page full of long lines, one of them short and bright.",
            partial(patterns.words, colour, 2),
        ),
    }


def _materials(title: str, collection: Collection) -> list[Material]:
    handout = put_document(
        f"Handout: {title}",
        "A handout for everyone, made for the example edition. Read it before the workshop.",
        Audience.PUBLIC,
        collection,
    )
    cases = put_document(
        f"Cases: {title}",
        "Invented cases for those who take part. Only attendees of the edition can download this file.",
        Audience.ATTENDEES,
        collection,
    )
    return [Material(title="Handout", document=handout), Material(title="Cases", document=cases)]


def _plans(slug: str) -> dict[str, list[Any]]:
    """What one of the workshops already agreed on, to show how decisions and actions look."""
    if slug != "parcels":
        return {}
    lead = Member.objects.filter(slug="ecc-lithuania").first()
    return {
        "decisions": [Decision(text="The cases of this workshop are shared before the meeting.")],
        "action_items": [
            ActionItem(text="Collect invented cases from all centres", owner=lead, is_done=True),
            ActionItem(text="Print the cards for the groups", other_owner="The organisers"),
        ],
    }


def _put_agenda(page: EditionPage, workshops: dict[str, WorkshopPage], by: User) -> None:
    edition = page.edition
    agenda = put_page(
        page,
        AgendaPage,
        "agenda",
        title="Agenda",
        show_in_menus=True,
        introduction="<p>Invented from the first coffee to the last bus.</p>",
    )
    for name, function, biography in SPEAKERS:
        put_page(
            agenda,
            SpeakerPage,
            f"speaker-{name.removeprefix('Example speaker ').rstrip('.').lower()}",
            title=name,
            speaker=Speaker.objects.get(edition=edition, name=name),
            body=story(f"<p>{biography} {function}, for this example only.</p>"),
        )
    if Slot.objects.filter(edition=edition).exists():
        return
    rooms = _put_rooms(edition)
    slots = {row: _make_slot(edition, earlier, rooms, workshops) for row in ROWS if (earlier := _first(row))}
    release(edition, "First complete agenda.", by=by)
    for row in ROWS:
        if row in slots:
            Slot.objects.filter(pk=slots[row].pk).update(
                **_moments(edition, row), is_cancelled=row.is_cancelled
            )
        else:
            _make_slot(edition, row, rooms, workshops)
    release(edition, "A longer morning, a run by the river, and one workshop less.", by=by)


def _put_rooms(edition: Edition) -> dict[str, Room]:
    return {
        name: Room.objects.get_or_create(
            edition=edition,
            name=name,
            defaults={"location": location, "places": places, "sort_order": order},
        )[0]
        for order, (name, location, places) in enumerate(ROOMS)
    }


def _first(row: Row) -> Row | None:
    """How ``row`` stood in the first release; ``None`` when it was not there."""
    changes = FIRST_RELEASE.get(row.title, {})
    return None if changes is None else replace(row, **changes)


def _make_slot(
    edition: Edition, row: Row, rooms: dict[str, Room], workshops: dict[str, WorkshopPage]
) -> Slot:
    slot = Slot(
        edition=edition,
        kind=row.kind,
        title=row.title,
        abstract=row.abstract,
        room=rooms.get(row.room),
        place=row.place,
        language="English" if row.room else "",
        audience=row.audience,
        page=workshops.get(row.workshop),
        is_cancelled=row.is_cancelled,
        **_moments(edition, row),
    )
    people = {speaker.name: speaker for speaker in Speaker.objects.filter(edition=edition)}
    slot.speaker_links = [
        SlotSpeaker(speaker=people[name], role=role, sort_order=order)
        for order, (name, role) in enumerate(row.speakers)
    ]
    slot.save()
    if row.seats:
        Session.objects.create(slot=slot, seats=row.seats)
    return slot


def _moments(edition: Edition, row: Row) -> dict[str, datetime]:
    ends_day = row.day + (row.ends <= row.starts)
    return {
        "starts_at": moment(edition, row.day, row.starts),
        "ends_at": moment(edition, ends_day, row.ends),
    }
