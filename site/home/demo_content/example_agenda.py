"""The invented agenda of the example edition: rooms, speakers and slots as plain rows."""

from dataclasses import dataclass
from typing import Any

from cooperation.agenda.enums import SlotKind, SpeakerRole
from core.publishing.enums import Audience

ROOMS = [
    ("Great hall", "ground floor, opposite the entrance", 120),
    ("Amber room", "first floor, left of the lift", 40),
    ("Birch room", "first floor, right of the lift", 40),
    ("Harbour room", "second floor, at the end of the corridor", 30),
]

SPEAKERS = [
    ("Example speaker A.", "Head of an invented centre", "Opens and closes meetings in this example."),
    ("Example speaker B.", "Invented case handler", "Knows every kind of parcel that never arrived."),
    ("Example speaker C.", "Invented facilitator", "Asks questions and writes the answers on cards."),
    ("Example speaker D.", "Invented lawyer", "Explains procedures in plain words."),
    ("Example speaker E.", "Invented data analyst", "Draws dashboards on paper first."),
    ("Example speaker F.", "Invented official", "Came from the capital of an invented country."),
]
"""Name, function and biography; nobody of that name exists."""


@dataclass(frozen=True, slots=True)
class Row:
    """A slot: day counted from 1, clock times at the venue; an end before the start is after midnight."""

    day: int
    starts: str
    ends: str
    kind: SlotKind
    title: str
    room: str = ""
    place: str = ""
    abstract: str = ""
    audience: Audience = Audience.PUBLIC
    speakers: tuple[tuple[str, SpeakerRole], ...] = ()
    workshop: str = ""
    seats: int = 0
    is_cancelled: bool = False


def speaks(letter: str) -> tuple[str, SpeakerRole]:
    return f"Example speaker {letter}.", SpeakerRole.SPEAKER


def leads(letter: str) -> tuple[str, SpeakerRole]:
    return f"Example speaker {letter}.", SpeakerRole.FACILITATOR


def chairs(letter: str) -> tuple[str, SpeakerRole]:
    return f"Example speaker {letter}.", SpeakerRole.CHAIR


HALL, AMBER, BIRCH, HARBOUR = (name for name, _where, _places in ROOMS)
PLENARY, WORKSHOP, BREAK = SlotKind.PLENARY, SlotKind.WORKSHOP, SlotKind.BREAK
SOCIAL, VISIT, CEREMONY = SlotKind.SOCIAL, SlotKind.VISIT, SlotKind.CEREMONY
INSIDE = Audience.ATTENDEES

FIRST_DAY = [
    Row(1, "08:30", "09:15", BREAK, "Registration and coffee", place="Foyer"),
    Row(1, "09:15", "09:30", CEREMONY, "Words of welcome", HALL, speakers=(speaks("A"), speaks("F"))),
    Row(
        1,
        "09:30",
        "10:30",
        PLENARY,
        "Consumers in another country: what has changed",
        HALL,
        abstract="A look at the questions that reached the centres in the last year, all of them invented.",
        speakers=(speaks("B"), chairs("A")),
    ),
    Row(1, "10:30", "11:00", BREAK, "Coffee", place="Foyer"),
    Row(
        1,
        "11:00",
        "12:30",
        WORKSHOP,
        "Parcels that never arrive",
        AMBER,
        speakers=(leads("B"),),
        workshop="parcels",
        seats=24,
    ),
    Row(
        1,
        "11:00",
        "12:30",
        WORKSHOP,
        "A dashboard on one page",
        BIRCH,
        speakers=(leads("E"),),
        workshop="dashboard",
        seats=20,
    ),
    Row(
        1,
        "11:00",
        "12:30",
        WORKSHOP,
        "Plain words for hard rules",
        HARBOUR,
        speakers=(leads("C"), speaks("D")),
        workshop="plain-words",
        seats=16,
    ),
    Row(1, "12:30", "13:45", BREAK, "Lunch", place="Winter garden"),
    Row(
        1,
        "13:45",
        "15:15",
        WORKSHOP,
        "Parcels that never arrive",
        AMBER,
        speakers=(leads("B"),),
        workshop="parcels",
        seats=24,
    ),
    Row(
        1,
        "13:45",
        "15:15",
        WORKSHOP,
        "A dashboard on one page",
        BIRCH,
        speakers=(leads("E"),),
        workshop="dashboard",
        seats=20,
    ),
    Row(
        1,
        "13:45",
        "15:15",
        WORKSHOP,
        "Plain words for hard rules",
        HARBOUR,
        speakers=(leads("C"),),
        workshop="plain-words",
        seats=16,
    ),
    Row(1, "15:15", "15:45", BREAK, "Tea", place="Foyer"),
    Row(
        1,
        "15:45",
        "16:45",
        PLENARY,
        "What we heard in the workshops",
        HALL,
        speakers=(speaks("B"), speaks("C"), speaks("E"), chairs("A")),
    ),
    Row(
        1,
        "17:00",
        "17:45",
        WORKSHOP,
        "Meeting of the directors",
        HARBOUR,
        audience=INSIDE,
        speakers=(chairs("A"),),
    ),
    Row(
        1,
        "17:00",
        "18:00",
        VISIT,
        "A walk through the old town",
        place="Meeting point at the main entrance",
        abstract="Without steps; the guide speaks slowly and stops often.",
    ),
    Row(
        1,
        "19:30",
        "00:30",
        SOCIAL,
        "Dinner, music and dancing",
        place="Invented restaurant by the river",
        abstract="Open end: the last bus to the hotels leaves half an hour after midnight.",
        audience=INSIDE,
    ),
]

SECOND_DAY = [
    Row(2, "08:00", "08:45", SOCIAL, "Morning run along the river", place="Bridge behind the venue"),
    Row(
        2,
        "09:00",
        "10:00",
        PLENARY,
        "Going to court without a lawyer",
        HALL,
        speakers=(speaks("D"), chairs("F")),
    ),
    Row(
        2,
        "10:00",
        "11:00",
        WORKSHOP,
        "Parcels that never arrive",
        AMBER,
        speakers=(leads("B"),),
        workshop="parcels",
        seats=24,
    ),
    Row(
        2,
        "10:00",
        "11:00",
        WORKSHOP,
        "Clinic: bring your hardest case",
        BIRCH,
        audience=INSIDE,
        speakers=(leads("D"),),
        abstract="Cases stay in the room, so this slot is for attendees.",
    ),
    Row(
        2,
        "10:00",
        "11:00",
        WORKSHOP,
        "Pictures that explain",
        HARBOUR,
        speakers=(leads("C"),),
        is_cancelled=True,
        abstract="Cancelled, to show how that looks in the agenda and in calendars.",
    ),
    Row(2, "11:00", "11:30", BREAK, "Coffee", place="Foyer"),
    Row(2, "11:30", "12:15", PLENARY, "A guest from an invented authority", HALL, speakers=(speaks("F"),)),
    Row(2, "12:15", "13:15", BREAK, "Lunch", place="Winter garden"),
    Row(2, "12:30", "13:15", SOCIAL, "Newcomers ask, old hands answer", AMBER, speakers=(chairs("C"),)),
    Row(
        2,
        "13:15",
        "14:15",
        VISIT,
        "Exhibition “Doors of a town”",
        place="Invented gallery, five minutes on foot",
    ),
    Row(2, "14:30", "15:15", PLENARY, "What we take home", HALL, speakers=(speaks("C"), speaks("E"))),
    Row(2, "15:15", "15:30", CEREMONY, "The baton goes to the next host", HALL, speakers=(speaks("A"),)),
    Row(2, "15:30", "16:30", BREAK, "Farewell coffee", place="Foyer"),
    Row(2, "15:30", "16:15", WORKSHOP, "Steering group", HARBOUR, audience=INSIDE, speakers=(chairs("A"),)),
]

ROWS = [*FIRST_DAY, *SECOND_DAY]

FIRST_RELEASE: dict[str, dict[str, Any] | None] = {
    "Going to court without a lawyer": {"starts": "09:15", "ends": "10:00"},
    "Morning run along the river": None,
    "Pictures that explain": {"is_cancelled": False},
}
"""How the first release differed, so that the second has something to tell; ``None``: it was not there."""
