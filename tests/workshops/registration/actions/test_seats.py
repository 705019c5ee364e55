"""Seats are given in order, never more than there are, and nobody has two at the same time."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cooperation.agenda.models import Slot
from cooperation.editions.models import Edition
from tests.factories import MemberFactory
from tests.workshops.registration.samples import NINE, make_desk, make_session, register_one
from workshops.registration.actions import capacity, ending, seats
from workshops.registration.actions.lines import settle
from workshops.registration.actions.locking import lock
from workshops.registration.enums import BookingState, Participation, RegistrationState, SeatMode
from workshops.registration.models import Booking, Registration, RegistrationDesk, SeatEvent
from workshops.registration.refusals import (
    AlreadyBooked,
    NoSeat,
    NotActive,
    Overlaps,
    SeatsAreAllotted,
    TooLate,
)
from workshops.registration.rules import Reserve

pytestmark = pytest.mark.django_db


def states(session: object) -> list[tuple[str, str]]:
    rows = Booking.objects.filter(session=session).order_by("pk")
    return [(row.registration.badge_name, row.state) for row in rows.select_related("registration")]


def some(desk: RegistrationDesk, *names: str) -> list[Registration]:
    return [register_one(desk, f"{name}@example.org") for name in names]


def move(session: Any, hour: int) -> None:
    """As the agenda does, which knows nothing of seats."""
    start = NINE + timedelta(hours=hour)
    Slot.objects.filter(pk=session.slot_id).update(starts_at=start, ends_at=start + timedelta(hours=1))


def test_who_comes_after_the_last_seat_waits_and_moves_up(mailoutbox: list[object]) -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    ona, jonas, rasa = some(desk, "ona", "jonas", "rasa")
    for one in (ona, jonas, rasa):
        seats.book(one, session)
    assert states(session) == [("Ona", "confirmed"), ("Jonas", "waiting"), ("Rasa", "waiting")]
    seats.leave(ona, session)
    assert states(session) == [("Ona", "released"), ("Jonas", "confirmed"), ("Rasa", "waiting")]
    assert len(mailoutbox) == 3 + 3 + 2


def test_nobody_books_twice() -> None:
    desk = make_desk()
    session = make_session(desk, seats=5)
    ona = register_one(desk, sessions=(session.pk,))
    assert ona.bookings.get().state == BookingState.CONFIRMED
    with pytest.raises(AlreadyBooked):
        seats.book(ona, session)


def test_two_seats_at_the_same_time_are_refused_with_both_names() -> None:
    desk = make_desk()
    first, second = make_session(desk, title="Fair play"), make_session(desk, title="Open data")
    after = make_session(desk, hour=1, title="Right after")
    ona = register_one(desk)
    seats.book(ona, first)
    with pytest.raises(Overlaps) as refused:
        seats.book(ona, second)
    assert "Fair play" in str(refused.value)
    assert "Open data" in str(refused.value)
    assert seats.book(ona, after).state == BookingState.CONFIRMED


def test_a_cancelled_session_stands_in_nobody_s_way() -> None:
    desk = make_desk()
    first, second = make_session(desk), make_session(desk)
    ona = register_one(desk, sessions=(first.pk,))
    Slot.objects.filter(pk=first.slot_id).update(is_cancelled=True)
    assert seats.book(ona, second).state == BookingState.CONFIRMED


@pytest.mark.parametrize("state", [RegistrationState.WAITING, RegistrationState.CANCELLED])
def test_who_has_no_place_at_the_edition_books_no_seat(state: str) -> None:
    desk = make_desk()
    session = make_session(desk)
    ona = register_one(desk)
    Registration.objects.filter(pk=ona.pk).update(state=state)
    with pytest.raises(NotActive):
        seats.book(ona, session)
    assert not Booking.objects.exists()


def test_an_erased_registration_is_refused() -> None:
    desk = make_desk()
    session = make_session(desk)
    ona = register_one(desk)
    ghost = Registration(pk=ona.pk + 1, edition=desk.edition, form_key=uuid.uuid4())
    with pytest.raises(NotActive):
        seats.book(ghost, session)


def test_a_session_of_another_edition_is_not_there() -> None:
    desk, other = make_desk(), make_desk()
    ona = register_one(desk)
    with pytest.raises(NoSeat):
        seats.book(ona, make_session(other))


def test_seats_that_are_allotted_are_not_booked_before() -> None:
    desk = make_desk(seat_mode=SeatMode.RANKED)
    session = make_session(desk)
    ona = register_one(desk)
    with pytest.raises(SeatsAreAllotted):
        seats.book(ona, session)
    RegistrationDesk.objects.update(allotted_at=timezone.now())
    assert seats.book(ona, session).state == BookingState.CONFIRMED


def test_what_has_begun_changes_no_more() -> None:
    desk = make_desk()
    session, later = make_session(desk), make_session(desk, hour=5)
    ona, jonas, rasa = some(desk, "ona", "jonas", "rasa")
    seats.book(ona, session)
    seats.book(jonas, session)
    with time_machine.travel(NINE, tick=False):
        for change in (
            lambda: seats.book(rasa, session),
            lambda: seats.leave(ona, session),
            lambda: seats.swap(ona, session, later),
        ):
            with pytest.raises(TooLate):
                change()
        assert seats.book(ona, later).state == BookingState.CONFIRMED
    assert states(session) == [("Ona", "confirmed"), ("Jonas", "waiting")]


@pytest.mark.parametrize("field", ["cancelled_at", "archived_at"])
def test_nothing_changes_in_an_edition_that_does_not_take_place(field: str) -> None:
    desk = make_desk()
    session = make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, session)
    Edition.objects.update(**{field: timezone.now()})
    with pytest.raises(TooLate):
        seats.book(jonas, session)
    with pytest.raises(TooLate):
        seats.leave(ona, session)


def test_a_seat_in_a_cancelled_session_can_be_given_up_and_goes_to_nobody() -> None:
    desk = make_desk()
    session = make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, session)
    seats.book(jonas, session)
    Slot.objects.filter(pk=session.slot_id).update(is_cancelled=True)
    seats.leave(ona, session)
    assert states(session) == [("Ona", "released"), ("Jonas", "waiting")]
    with pytest.raises(TooLate):
        seats.book(ona, session)


def test_who_leaves_where_they_have_nothing_is_told_so() -> None:
    desk = make_desk()
    session = make_session(desk)
    ona = register_one(desk)
    with pytest.raises(NoSeat):
        seats.leave(ona, session)
    with pytest.raises(NoSeat):
        seats.accept(ona, session)


def test_a_registration_that_ends_gives_all_its_seats_to_those_who_wait() -> None:
    desk = make_desk()
    first, second = make_session(desk), make_session(desk, hour=2)
    ona, jonas = some(desk, "ona", "jonas")
    for session in (first, second):
        seats.book(ona, session)
        seats.book(jonas, session)
    ending.cancel(ona)
    assert states(first) == states(second) == [("Ona", "released"), ("Jonas", "confirmed")]
    with pytest.raises(NotActive):
        seats.book(ona, first)


def test_the_line_passes_over_who_has_another_seat_at_the_same_time() -> None:
    """The agenda was moved since they joined the line; they keep their place in it."""
    desk = make_desk()
    wanted, other = make_session(desk), make_session(desk, hour=3)
    ona, jonas, rasa = some(desk, "ona", "jonas", "rasa")
    for one in (ona, jonas, rasa):
        seats.book(one, wanted)
    seats.book(jonas, other)
    move(other, 0)
    seats.leave(ona, wanted)
    assert states(wanted) == [("Ona", "released"), ("Jonas", "waiting"), ("Rasa", "confirmed")]


def test_who_was_passed_over_moves_up_when_the_other_seat_is_given_up() -> None:
    desk = make_desk()
    wanted, other = make_session(desk), make_session(desk, hour=3)
    ona, jonas = some(desk, "ona", "jonas")
    for one in (ona, jonas):
        seats.book(one, wanted)
    seats.book(jonas, other)
    move(other, 0)
    seats.leave(ona, wanted)
    assert states(wanted) == [("Ona", "released"), ("Jonas", "waiting")]
    seats.leave(jonas, other)
    assert states(wanted) == [("Ona", "released"), ("Jonas", "confirmed")]


def test_nobody_books_before_somebody_whom_nothing_keeps_back_any_more() -> None:
    """The agenda was moved back, which no decision about seats has noticed yet."""
    desk = make_desk()
    wanted, other = make_session(desk), make_session(desk, hour=3)
    ona, jonas, rasa = some(desk, "ona", "jonas", "rasa")
    for one in (ona, jonas):
        seats.book(one, wanted)
    seats.book(jonas, other)
    move(other, 0)
    seats.leave(ona, wanted)
    move(other, 3)
    seats.book(rasa, wanted)
    assert states(wanted) == [("Ona", "released"), ("Jonas", "confirmed"), ("Rasa", "waiting")]


def test_reserved_seats_are_for_those_they_are_kept_for() -> None:
    desk = make_desk()
    member = MemberFactory()
    session = make_session(desk, seats=2)
    capacity.set_reserves(session, [Reserve(1, member_id=member.pk)], None)
    ona, jonas = some(desk, "ona", "jonas")
    own = register_one(desk, "own@example.org", member=member)
    assert seats.book(ona, session).state == BookingState.CONFIRMED
    assert seats.book(jonas, session).state == BookingState.WAITING
    assert seats.book(own, session).state == BookingState.CONFIRMED


def test_a_reserved_seat_passes_over_those_it_is_not_kept_for() -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    capacity.set_reserves(session, [Reserve(1, role=Participation.SPEAKER)], None)
    ona = register_one(desk)
    first = register_one(desk, "first@example.org", Participation.SPEAKER)
    second = register_one(desk, "second@example.org", Participation.SPEAKER)
    for one in (first, ona, second):
        seats.book(one, session)
    seats.leave(first, session)
    assert states(session) == [("First", "released"), ("Ona", "waiting"), ("Second", "confirmed")]


def test_a_registration_without_a_place_moves_up_nowhere() -> None:
    desk = make_desk()
    session = make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, session)
    seats.book(jonas, session)
    Registration.objects.filter(pk=jonas.pk).update(state=RegistrationState.CANCELLED)
    seats.leave(ona, session)
    assert states(session) == [("Ona", "released"), ("Jonas", "waiting")]


def test_settling_again_changes_nothing() -> None:
    desk = make_desk()
    session = make_session(desk)
    for one in some(desk, "ona", "jonas"):
        seats.book(one, session)
    before = SeatEvent.objects.count()
    assert settle(lock(desk.edition_id), [session.pk, session.pk]) == 0
    assert SeatEvent.objects.count() == before
