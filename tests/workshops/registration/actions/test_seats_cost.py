"""A decision about a seat costs the same queries for few and for many, and not more than ten."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.serving.content_version import read_version
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import seats
from workshops.registration.actions.locking import lock
from workshops.registration.enums import BookingState, Way
from workshops.registration.models import Booking, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


def crowd(desk: RegistrationDesk, session: Session, number: int, seats_taken: int) -> None:
    """``number`` people in ``session``, of whom the first ``seats_taken`` have seats."""
    start = Registration.objects.count()
    people = Registration.objects.bulk_create(
        Registration(
            edition=desk.edition, email=f"one{start + place}@example.org", badge_name="One", way=Way.OPEN
        )
        for place in range(number)
    )
    Booking.objects.bulk_create(
        Booking(
            registration=person,
            session=session,
            state=BookingState.CONFIRMED if place < seats_taken else BookingState.WAITING,
        )
        for place, person in enumerate(people)
    )


def queries_of(action: Callable[[], object]) -> int:
    """Without those that begin and end a transaction."""
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        action()
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


def decide(registration: Registration, session: Session) -> None:
    seats.book_locked(lock(registration.edition_id), registration, session.pk)


@pytest.mark.parametrize("has_seats", [True, False])
def test_a_decision_costs_at_most_ten_queries(has_seats: bool) -> None:
    counts = {}
    for number in (3, 200):
        desk = make_desk()
        session = make_session(desk, seats=number + has_seats)
        crowd(desk, session, number, number)
        ona = register_one(desk, f"ona{number}@example.org")
        counts[number] = queries_of(partial(decide, ona, session))
        assert ona.bookings.get().state == (BookingState.CONFIRMED if has_seats else BookingState.WAITING)
    assert counts[3] == counts[200]
    assert counts[3] <= 10


@pytest.mark.usefixtures("through_outbox")
def test_registering_with_a_seat_costs_the_same_queries_for_few_and_for_many() -> None:
    """Account, place, seat, audit line and mail among them; what is read once for all people is not."""
    counts = {}
    for number in (3, 200):
        desk = make_desk()
        session = make_session(desk, seats=number + 1)
        crowd(desk, session, number, number)
        read_version()  # as of content that stands
        register_one(desk, "first@example.org")
        counts[number] = queries_of(
            partial(register_one, desk, f"ona{number}@example.org", sessions=(session.pk,))
        )
        assert session.bookings.filter(state=BookingState.CONFIRMED).count() == number + 1
    assert counts[3] == counts[200]
    assert counts[3] <= 26


@pytest.mark.parametrize("action", ["book", "leave", "swap"])
def test_what_people_do_costs_the_same_with_a_long_line(action: str) -> None:
    """Their mails and those of whoever moves up among it."""
    counts = {}
    for number in (3, 200):
        desk = make_desk()
        session, other = make_session(desk, seats=2), make_session(desk)
        ona = register_one(desk, f"ona{number}@example.org")
        if action != "book":
            seats.book(ona, session)
        crowd(desk, session, number, 1)
        does = {
            "book": partial(seats.book, ona, session),
            "leave": partial(seats.leave, ona, session),
            "swap": partial(seats.swap, ona, session, other),
        }[action]
        counts[number] = queries_of(does)
        assert session.bookings.filter(state=BookingState.CONFIRMED).count() == 2
    assert counts[3] == counts[200]
