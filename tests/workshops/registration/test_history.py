"""Mixed operations keep the laws of seats, and a history in which one is broken is noticed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.workshops.registration.history import run_mixed
from tests.workshops.registration.laws import Event, History, Terms, violations
from tests.workshops.registration.samples import NINE
from workshops.registration.rules import Person, Reserve, Times

PEOPLE = {person: Person(None, "delegate") for person in (1, 2, 3, 4)} | {5: Person(None, "speaker")}
SESSION, PARALLEL = 100, 200


def terms(session: int, seats: int, since: int = 0, reserves: tuple[Reserve, ...] = ()) -> Terms:
    return Terms(since, session, seats, Times(NINE, NINE + timedelta(hours=1)), reserves)


def history(*told: tuple[int, int, str], seats: int = 1, **fields: object) -> History:
    """A history of one session with these events (session, person, kind), and one at the same time."""
    events = [Event(number, *one) for number, one in enumerate(told, 1)]
    made = History(events, [terms(SESSION, seats), terms(PARALLEL, 1)], PEOPLE, {}, [])
    return replace(made, **fields)


HONEST = (
    (SESSION, 1, "booked"),
    (SESSION, 2, "queued"),
    (SESSION, 3, "queued"),
    (SESSION, 1, "left"),
    (SESSION, 2, "promoted"),
)
ROWS = [(SESSION, 2, "confirmed"), (SESSION, 3, "waiting")]


def test_an_honest_history_breaks_no_law() -> None:
    assert violations(history(*HONEST, rows=ROWS)) == []


def doctored(place: int, *instead: tuple[int, int, str]) -> list[tuple[int, int, str]]:
    return [*HONEST[:place], *instead]


DOCTORED: list[tuple[str, Callable[[], History]]] = [
    ("had waited longer", lambda: history(*doctored(4, (SESSION, 3, "promoted")))),
    ("had waited longer", lambda: history(*doctored(4, (SESSION, 4, "booked")))),
    ("more seats are taken", lambda: history(*doctored(3, (SESSION, 2, "promoted")))),
    ("more seats are taken", lambda: history(*doctored(1, (SESSION, 2, "booked")))),
    ("not free for them", lambda: history((SESSION, 1, "booked"), (SESSION, 2, "booked"))),
    ("a seat was free", lambda: history((SESSION, 1, "queued"))),
    ("already", lambda: history((SESSION, 1, "booked"), (SESSION, 1, "booked"), seats=2)),
    ("already", lambda: history((SESSION, 1, "booked"), (SESSION, 1, "queued"))),
    ("at the same time", lambda: history((SESSION, 1, "booked"), (PARALLEL, 1, "booked"))),
    (
        "at the same time",  # the old seat of a swap ends with the very next event
        lambda: history(
            (SESSION, 1, "booked"), (PARALLEL, 1, "booked"), (SESSION, 2, "queued"), (SESSION, 1, "swapped")
        ),
    ),
    ("did not stand", lambda: history((SESSION, 1, "promoted"))),
    ("not offered", lambda: history((SESSION, 1, "queued"), (SESSION, 1, "accepted"))),
    ("what ended was None", lambda: history((SESSION, 1, "left"))),
    ("what ended was waiting", lambda: history(*HONEST[:2], (SESSION, 2, "lapsed"))),
    ("otherwise than the events", lambda: history(*HONEST, rows=ROWS[:1])),
    ("otherwise than the events", lambda: history(*HONEST, rows=[(SESSION, 3, "confirmed")])),
    (
        "the lines stand otherwise",
        lambda: history(
            *HONEST[:3], rows=[(SESSION, 1, "confirmed"), *[(SESSION, n, "waiting") for n in (3, 2)]]
        ),
    ),
    ("a seat is free for them", lambda: history(*HONEST[:4], rows=[(SESSION, n, "waiting") for n in (2, 3)])),
    ("lowered below", lambda: history(*HONEST, rows=ROWS, terms=[terms(SESSION, 1), terms(SESSION, 0, 5)])),
    (
        "not free for them",
        lambda: history((SESSION, 1, "booked"), terms=[terms(SESSION, 1, 0, (Reserve(1, role="speaker"),))]),
    ),
]


@pytest.mark.parametrize(("what", "made"), DOCTORED)
def test_a_doctored_history_is_noticed(what: str, made: Callable[[], History]) -> None:
    assert any(what in found for found in violations(made())), violations(made())


def test_who_cannot_have_the_seat_may_be_passed_over() -> None:
    """The negative of the doctored ones: a seat kept for speakers, and one held at the same time."""
    kept = [terms(SESSION, 1, 0, (Reserve(1, role="speaker"),))]
    told = [(SESSION, 1, "queued"), (SESSION, 5, "booked")]
    rows = [(SESSION, 1, "waiting"), (SESSION, 5, "confirmed")]
    assert violations(history(*told, rows=rows, terms=kept)) == []


@pytest.mark.sweeps
@pytest.mark.django_db
def test_mixed_operations_keep_the_laws() -> None:
    run = run_mixed(seed=20270512, operations=150, people=9, seats_each=2)
    assert run.violations == []
    assert {"book", "leave", "swap", "accept", "lapse", "cancel", "set seats", "reserve", "follow"} <= set(
        run.done
    )


@pytest.mark.sweeps
@pytest.mark.django_db
def test_the_same_seed_does_the_same() -> None:
    first, second = (run_mixed(seed=5, operations=25, people=4) for _number in range(2))
    assert first.done == second.done


@pytest.mark.sweeps
@pytest.mark.django_db
def test_mixed_operations_in_which_the_line_is_ignored_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the order of the line and without regard to other seats, the laws are broken."""
    from workshops.registration.actions import lines
    from workshops.registration.models import Booking

    def youngest(session: object, _holders: object, _reserves: object) -> Booking | None:
        waiting = Booking.objects.filter(session=session, state="waiting").order_by("-pk")
        return waiting.select_related("registration__edition", "session__slot").first()

    monkeypatch.setattr(lines, "next_in_line", youngest)
    run = run_mixed(seed=1, operations=80, people=9, seats_each=2)
    assert any("had waited longer" in found for found in run.violations)
