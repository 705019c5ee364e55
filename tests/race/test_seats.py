"""Sixty people want five seats at the same moment: five get one, and the rest stand in line in order.

Each thread has a connection of its own to a real database: PostgreSQL, or a file of SQLite. With the lock
taken out the same storm gives more seats than there are, or errors, and the test says so.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from tests.workshops.registration.history import mails_by_address
from tests.workshops.registration.laws import Terms, read, violations
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import lines, locking, seats
from workshops.registration.enums import BookingState, Promotion
from workshops.registration.models import Booking, Registration, RegistrationDesk
from workshops.registration.queries import place_in_line, times_of
from workshops.registration.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweeps]

PEOPLE, SEATS = 60, 5
Answer = Any


class Storm:
    """Runs actions at the same moment, each with a connection of its own."""

    def __init__(self, folder: Path) -> None:
        self.transaction_mode: str | None = None
        self.file: Path | None = None
        if connection.vendor == "sqlite":  # in memory, where nothing waits for a lock
            self.file = folder / "storm.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.file)])
        elif pool := getattr(connection, "pool", None):
            pool.timeout = 60  # so many as here wait longer for a connection than people should

    @contextmanager
    def connected(self) -> Iterator[None]:
        """This thread's connection leads to the database of the storm."""
        if self.file is not None:
            options = connection.settings_dict["OPTIONS"]
            if self.transaction_mode:
                options = options | {"transaction_mode": self.transaction_mode}
            connection.settings_dict = connection.settings_dict | {
                "NAME": str(self.file),
                "OPTIONS": options,
            }
        try:
            yield
        finally:
            connection.close()

    def run(self, actions: list[Callable[[], Answer]]) -> list[Answer]:
        """What each action gave back, or the type of the error that stopped it."""
        answers: list[Answer] = [None] * len(actions)
        start = threading.Barrier(len(actions))

        def one(place: int) -> None:
            start.wait(timeout=60)
            with self.connected():
                try:
                    answers[place] = actions[place]()
                except (Refused, DatabaseError) as error:
                    answers[place] = type(error)

        threads = [threading.Thread(target=one, args=(place,)) for place in range(len(actions))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        return answers

    def look(self, at: Callable[[], Answer]) -> Answer:
        """What ``at`` reads when everything is over."""
        (answer,) = self.run([at])
        return answer


class Crowd:
    """An edition with sessions at the same time and people who want to be in them."""

    def __init__(self, people: int, seats_of: list[int]) -> None:
        self.desk: RegistrationDesk = make_desk()
        self.people = [register_one(self.desk, f"one{number}@example.org") for number in range(people)]
        self.sessions = [make_session(self.desk, number) for number in seats_of]
        self.terms = [Terms(0, session.pk, session.seats, times_of(session)) for session in self.sessions]

    def violations(self) -> list[str]:
        return violations(read(self.desk, self.terms))


@pytest.fixture
def _real_outbox(settings: Any) -> None:
    """Mails are rows, written in the transaction of what they tell."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.fixture
def _no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk is read without a lock, and whoever has counted takes a moment before they write."""
    is_free_for = seats.is_free_for

    def read_only(edition_id: int) -> RegistrationDesk:
        return RegistrationDesk.objects.select_related("edition").get(edition=edition_id)

    def slowly(*arguments: Any) -> bool:
        answer = is_free_for(*arguments)
        time.sleep(0.05)
        return answer

    assert seats.lock is locking.lock
    monkeypatch.setattr(seats, "lock", read_only)
    monkeypatch.setattr(seats, "is_free_for", slowly)
    monkeypatch.setattr(lines, "is_free_for", slowly)


def book(registration: Registration, session: Session) -> tuple[int, str]:
    booking = seats.book(registration, session)
    return booking.pk, str(booking.state)


def rows_of(session: Session) -> list[tuple[int, str]]:
    return list(Booking.objects.filter(session=session).order_by("pk").values_list("pk", "state"))


def places_of(session: Session) -> list[int]:
    waiting = Booking.objects.filter(session=session, state=BookingState.WAITING).order_by("pk")
    return [place_in_line(booking) for booking in waiting]


@pytest.mark.usefixtures("_real_outbox")
def test_sixty_people_for_five_seats(tmp_path: Path) -> None:
    crowd = Crowd(PEOPLE, [SEATS])
    (session,) = crowd.sessions
    storm = Storm(tmp_path)
    written = storm.look(mails_by_address)
    answers = storm.run([lambda one=one: book(one, session) for one in crowd.people])
    states = Counter(state for _key, state in answers)
    assert states == {BookingState.CONFIRMED: SEATS, BookingState.WAITING: PEOPLE - SEATS}
    assert sorted(answers) == storm.look(lambda: rows_of(session))
    in_order = [state for _key, state in sorted(answers)]
    assert in_order == [BookingState.CONFIRMED] * SEATS + [BookingState.WAITING] * (PEOPLE - SEATS)
    assert storm.look(lambda: places_of(session)) == list(range(1, PEOPLE - SEATS + 1))
    assert storm.look(crowd.violations) == []
    sent = storm.look(mails_by_address) - written
    assert sent == {one.email: 1 for one in crowd.people}


@pytest.mark.usefixtures("_real_outbox", "_no_lock")
def test_without_the_lock_the_storm_breaks_the_laws(tmp_path: Path) -> None:
    crowd = Crowd(20, [SEATS])
    (session,) = crowd.sessions
    storm = Storm(tmp_path)
    storm.transaction_mode = "DEFERRED"
    answers = storm.run([lambda one=one: book(one, session) for one in crowd.people])
    errors = [answer for answer in answers if isinstance(answer, type)]
    given = [answer for answer in answers if not isinstance(answer, type) and answer[1] == "confirmed"]
    assert errors or len(given) > SEATS
    if not errors:
        assert any("more seats are taken" in found for found in storm.look(crowd.violations))


def test_a_storm_of_swaps_loses_no_seat_and_makes_none(tmp_path: Path) -> None:
    """All seats are taken; everybody wants the next session instead, most of them more than once."""
    crowd = Crowd(12, [3, 3, 3, 3])
    for place, one in enumerate(crowd.people):
        seats.book(one, crowd.sessions[place % 4])
    storm = Storm(tmp_path)

    def swap(one: Registration, old: Session, new: Session) -> str:
        return str(seats.swap(one, old, new).state)

    actions = [
        lambda one=one, old=crowd.sessions[place % 4], new=crowd.sessions[(place + step) % 4]: swap(
            one, old, new
        )
        for place, one in enumerate(crowd.people)
        for step in (1, 2)
    ]
    leaving = [
        lambda one=crowd.people[place], session=crowd.sessions[place]: seats.leave(one, session)
        for place in (0, 1)
    ]
    answers = storm.run([*actions, *leaving])
    assert storm.look(crowd.violations) == []
    assert not {
        answer for answer in answers if isinstance(answer, type) and issubclass(answer, DatabaseError)
    }
    held = storm.look(lambda: Booking.objects.filter(state=BookingState.CONFIRMED).count())
    lost = storm.look(lambda: Booking.objects.filter(state=BookingState.RELEASED).exists())
    assert held <= 12
    assert lost


def test_one_person_twice_at_once_gets_one_seat(tmp_path: Path) -> None:
    crowd = Crowd(1, [5, 5])
    (one,), (first, second) = crowd.people, crowd.sessions
    storm = Storm(tmp_path)
    storm.run([lambda session=session: book(one, session) for session in (first, second) * 5])
    taken = storm.look(lambda: Booking.objects.filter(state=BookingState.CONFIRMED).count())
    assert taken == 1
    assert storm.look(crowd.violations) == []


@pytest.mark.usefixtures("_real_outbox")
def test_an_offer_ends_once_however_many_workers_and_clicks_meet(tmp_path: Path) -> None:
    crowd = Crowd(3, [1])
    (session,) = crowd.sessions
    for one in crowd.people:
        seats.book(one, session)
    RegistrationDesk.objects.update(promotion=Promotion.BY_OFFER)
    seats.leave(crowd.people[0], session)
    offer = Booking.objects.get(state=BookingState.OFFERED)
    Booking.objects.filter(pk=offer.pk).update(offered_until=offer.created_at)
    storm = Storm(tmp_path)
    written = storm.look(mails_by_address)
    storm.run(
        [
            *[lambda: seats.accept(crowd.people[1], session)] * 3,
            *[seats.lapse_offers] * 3,
            *[lambda: seats.leave(crowd.people[1], session)] * 2,
        ]
    )
    states = storm.look(lambda: [state for _key, state in rows_of(session)])
    assert states == [BookingState.RELEASED, BookingState.RELEASED, BookingState.OFFERED]
    assert storm.look(crowd.violations) == []
    assert storm.look(mails_by_address) - written == {"one1@example.org": 1, "one2@example.org": 1}
