"""The frame of a meeting of two days, for those who have no earlier edition to begin from.

Plain rows in the words of this project. Days count from 1, hours are those of the clocks at the venue. The
rows are models that are never saved: what reads an earlier edition reads them alike, so keys are made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Room, Slot
from cooperation.editions.day_shift import Days
from cooperation.pages.models import EditionPage, PracticalPage
from core.publishing.enums import Audience
from home.starting.sources import Source
from workshops.pages.models import WorkshopIndexPage, WorkshopPage
from workshops.programme.models import Session
from workshops.registration.enums import QuestionKind
from workshops.registration.models import Extra, Question, RegistrationDesk

FIRST = date(2001, 1, 3)
DAYS = Days(FIRST, FIRST + timedelta(days=1), ZoneInfo("UTC"))
Words = str | Promise

HALL, LEFT, RIGHT, UPPER = _("Plenary hall"), _("Workshop room A"), _("Workshop room B"), _("Workshop room C")
ROOMS: Sequence[tuple[Words, int]] = ((HALL, 120), (LEFT, 30), (RIGHT, 30), (UPPER, 24))

WORKSHOPS: Sequence[tuple[str, Words, Words]] = (
    ("cases", _("Hard cases, solved together"), _("Small groups work on cases that cross a border.")),
    ("reaching-people", _("Reaching people"), _("What works when we explain rights, and how we know.")),
    ("tools", _("Tools of our daily work"), _("Colleagues show what saves them time, and how it is used.")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A slot of the frame; ``workshop`` is the address of a page in ``WORKSHOPS``."""

    day: int
    starts: str
    ends: str
    kind: SlotKind
    title: Words
    room: Words = ""
    place: Words = ""
    workshop: str = ""
    seats: int = 0
    audience: Audience = Audience.PUBLIC


def _round(day: int, starts: str, ends: str) -> list[Row]:
    """All workshops side by side."""
    rooms = zip(WORKSHOPS, (LEFT, RIGHT, UPPER), (28, 28, 22), strict=True)
    return [
        Row(day, starts, ends, SlotKind.WORKSHOP, title, room, workshop=slug, seats=seats)
        for (slug, title, _summary), room, seats in rooms
    ]


PLENARY, BREAK = SlotKind.PLENARY, SlotKind.BREAK
ROWS: Sequence[Row] = (
    Row(1, "08:30", "09:15", BREAK, _("Arrival, badges, coffee"), place=_("Foyer")),
    Row(1, "09:15", "09:45", SlotKind.CEREMONY, _("Welcome by the host"), HALL),
    Row(1, "09:45", "10:45", PLENARY, _("Where we stand: the year of the network"), HALL),
    Row(1, "10:45", "11:15", BREAK, _("Coffee"), place=_("Foyer")),
    *_round(1, "11:15", "12:45"),
    Row(1, "12:45", "14:00", BREAK, _("Lunch"), place=_("Foyer")),
    *_round(1, "14:00", "15:30"),
    Row(1, "15:30", "16:00", BREAK, _("Coffee"), place=_("Foyer")),
    Row(1, "16:00", "17:00", PLENARY, _("What we heard in the workshops"), HALL),
    Row(1, "17:15", "18:15", SlotKind.VISIT, _("A walk through the town"), place=_("Main entrance")),
    Row(
        *(1, "19:30", "22:30", SlotKind.SOCIAL, _("Dinner together")),
        place=_("To be chosen"),
        audience=Audience.ATTENDEES,
    ),
    Row(2, "09:00", "10:00", PLENARY, _("A question for all of us"), HALL),
    *_round(2, "10:00", "11:15"),
    Row(2, "11:15", "11:45", BREAK, _("Coffee"), place=_("Foyer")),
    Row(2, "11:45", "12:30", PLENARY, _("What we take home: decisions and next steps"), HALL),
    Row(2, "12:30", "12:45", SlotKind.CEREMONY, _("Handing over to the next host"), HALL),
    Row(2, "12:45", "14:00", BREAK, _("Lunch and farewell"), place=_("Foyer")),
)

QUESTIONS: Sequence[dict[str, Any]] = (
    {
        "key": "arrival",
        "label": _("When do you arrive?"),
        "kind": QuestionKind.DATE,
        "purpose": _("To plan rooms in the hotel."),
    },
    {
        "key": "departure",
        "label": _("When do you leave?"),
        "kind": QuestionKind.DATE,
        "purpose": _("To plan rooms in the hotel."),
    },
    {
        "key": "first-time",
        "label": _("Is it your first meeting?"),
        "kind": QuestionKind.CHOICE,
        "choices": _("Yes\nNo"),
        "purpose": _("To welcome newcomers."),
    },
)
EXTRAS: Sequence[tuple[Words, Words]] = (
    (_("Dinner together"), _("On the evening of the first day.")),
    (_("A walk through the town"), _("An hour, without steps.")),
)


def source() -> Source:
    """The frame, read as an earlier edition would be."""
    rooms = {
        str(name): Room(pk=-n, name=str(name), places=places, sort_order=n)
        for n, (name, places) in enumerate(ROOMS, 1)
    }
    pages, parents = _pages()
    by_slug = {page.slug: page.pk for page in pages}
    slots = [_slot(n, row, rooms, by_slug) for n, row in enumerate(ROWS, 1)]
    seats = [Session(pk=-n, slot_id=-n, seats=row.seats) for n, row in enumerate(ROWS, 1) if row.seats]
    return Source(
        label=_now("The frame of a meeting of two days"),
        days=DAYS,
        by_position=True,
        rooms=list(rooms.values()),
        slots=slots,
        sessions=seats,
        pages=pages,
        parents=parents,
        desk=RegistrationDesk(places_per_member=3),
        desk_rows={
            "questions": [
                Question(sort_order=n, **{name: _settled(value) for name, value in row.items()})
                for n, row in enumerate(QUESTIONS)
            ],
            "extras": [
                Extra(sort_order=n, title=str(title), description=str(words))
                for n, (title, words) in enumerate(EXTRAS)
            ],
        },
    )


def _settled(value: Any) -> Any:
    """Words in the language of whoever starts the edition."""
    return str(value) if isinstance(value, Promise) else value


def _slot(number: int, row: Row, rooms: dict[str, Room], pages: dict[str, int]) -> Slot:
    day = FIRST + timedelta(days=row.day - 1)
    starts, ends = (datetime.combine(day, time.fromisoformat(told), UTC) for told in (row.starts, row.ends))
    return Slot(
        pk=-number,
        kind=row.kind,
        title=str(row.title),
        starts_at=starts,
        ends_at=ends,
        room=rooms.get(str(row.room)),
        place=str(row.place),
        audience=row.audience,
        page_id=pages.get(row.workshop),
    )


def _pages() -> tuple[list[Page], dict[int, int]]:
    """The start page, practical information and the workshops, by made-up keys."""
    heading = [("heading", {"text": _now("Getting there"), "level": "2"})]
    todo = _now("Write how people reach the venue from station and airport, and which hotels are near.")
    workshops = [
        WorkshopPage(pk=-10 - n, title=str(title), slug=slug, summary=str(summary))
        for n, (slug, title, summary) in enumerate(WORKSHOPS)
    ]
    told = _now("Each workshop is given several times, so that everybody finds a seat.")
    index = WorkshopIndexPage(
        pk=-2,
        title=_now("Workshops"),
        slug=WorkshopIndexPage.fixed_slug,
        introduction=f"<p>{told}</p>",
    )
    practical = PracticalPage(
        pk=-3,
        title=_now("Practical information"),
        slug=PracticalPage.fixed_slug,
        body=[*heading, ("paragraph", f"<p>{todo}</p>")],
    )
    pages: list[Page] = [EditionPage(pk=-1, title="", slug=""), index, practical, *workshops]
    return pages, {-2: -1, -3: -1} | {page.pk: -2 for page in workshops}
