"""Seats are given in order, never more than there are."""

import pytest

from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import seats
from workshops.registration.enums import BookingState
from workshops.registration.models import Booking
from workshops.registration.refusals import AlreadyBooked, Overlaps

pytestmark = pytest.mark.django_db


def states(session: object) -> list[tuple[str, str]]:
    rows = Booking.objects.filter(session=session).order_by("pk")
    return [(row.registration.badge_name, row.state) for row in rows.select_related("registration")]


def test_who_comes_after_the_last_seat_waits_and_moves_up(mailoutbox: list[object]) -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    ona, jonas, rasa = (register_one(desk, f"{name}@example.org") for name in ("ona", "jonas", "rasa"))
    for one in (ona, jonas, rasa):
        seats.book(one, session)
    assert states(session) == [("Ona", "confirmed"), ("Jonas", "waiting"), ("Rasa", "waiting")]
    seats.leave(ona, session)
    assert states(session) == [("Ona", "released"), ("Jonas", "confirmed"), ("Rasa", "waiting")]
    assert len(mailoutbox) == 3 + 3 + 2


def test_a_swap_into_a_full_session_keeps_the_old_seat_until_one_moves_up() -> None:
    desk = make_desk()
    old, new = make_session(desk), make_session(desk)
    ona, jonas, rasa = (register_one(desk, f"{name}@example.org") for name in ("ona", "jonas", "rasa"))
    seats.book(ona, old)
    seats.book(jonas, new)
    seats.book(rasa, old)
    with pytest.raises(Overlaps):
        seats.book(ona, new)
    seats.swap(ona, old, new)
    assert states(old) == [("Ona", "confirmed"), ("Rasa", "waiting")]
    seats.leave(jonas, new)
    assert states(new) == [("Jonas", "released"), ("Ona", "confirmed")]
    assert states(old) == [("Ona", "released"), ("Rasa", "confirmed")]


def test_nobody_books_twice() -> None:
    desk = make_desk()
    session = make_session(desk, seats=5)
    ona = register_one(desk, sessions=(session.pk,))
    assert ona.bookings.get().state == BookingState.CONFIRMED
    with pytest.raises(AlreadyBooked):
        seats.book(ona, session)
