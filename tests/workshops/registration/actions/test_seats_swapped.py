"""A swap takes the new seat before it gives up the old one, at once or when somebody moves up."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cooperation.agenda.models import Slot
from tests.workshops.registration.actions.test_seats import move, some, states
from tests.workshops.registration.samples import NINE, make_desk, make_session, register_one
from workshops.registration.actions import ending, seats
from workshops.registration.enums import BookingState
from workshops.registration.refusals import AlreadyBooked, NoSeat, Overlaps, TooLate

pytestmark = pytest.mark.django_db


def test_a_swap_tells_of_both_seats(mailoutbox: list[Any]) -> None:
    desk = make_desk()
    old, new = make_session(desk, title="Fair play"), make_session(desk, title="Open data")
    ona = register_one(desk, sessions=(old.pk,))
    assert seats.swap(ona, old, new).state == BookingState.CONFIRMED
    assert states(old) == [("Ona", "released")]
    assert "You have a seat in “Open data”" in mailoutbox[-1].body
    assert "You have no seat in “Fair play”" in mailoutbox[-1].body
    assert len(mailoutbox) == 2


def test_a_swap_lets_the_next_in_line_have_the_old_seat() -> None:
    desk = make_desk()
    old, new = make_session(desk), make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, old)
    seats.book(jonas, old)
    seats.swap(ona, old, new)
    assert states(old) == [("Ona", "released"), ("Jonas", "confirmed")]


def test_a_swap_into_a_full_session_keeps_the_old_seat_until_one_moves_up() -> None:
    desk = make_desk()
    old, new = make_session(desk), make_session(desk)
    ona, jonas, rasa = some(desk, "ona", "jonas", "rasa")
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


def test_one_leaves_and_a_chain_of_swaps_moves_up() -> None:
    """Everybody waits for the seat of the next; the first to leave frees them all."""
    desk = make_desk()
    sessions = [make_session(desk) for _number in range(4)]
    people = some(desk, "ona", "jonas", "rasa", "vytas")
    for one, session in zip(people, sessions, strict=True):
        seats.book(one, session)
    for place in (1, 2, 3):
        seats.swap(people[place], sessions[place], sessions[place - 1])
    seats.leave(people[0], sessions[0])
    assert states(sessions[0]) == [("Ona", "released"), ("Jonas", "confirmed")]
    assert states(sessions[1]) == [("Jonas", "released"), ("Rasa", "confirmed")]
    assert states(sessions[2]) == [("Rasa", "released"), ("Vytas", "confirmed")]
    assert states(sessions[3]) == [("Vytas", "released")]


def test_who_waits_for_a_swap_may_give_up_the_old_seat_meanwhile() -> None:
    desk = make_desk()
    old, new = make_session(desk), make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, old)
    seats.book(jonas, new)
    seats.swap(ona, old, new)
    seats.leave(ona, old)
    seats.leave(jonas, new)
    assert states(old) == [("Ona", "released")]
    assert states(new) == [("Jonas", "released"), ("Ona", "confirmed")]


def test_an_old_seat_that_has_begun_is_kept_and_stands_in_the_way() -> None:
    """Nobody gives up a seat on which they sit: they are passed over, and keep their place in the line."""
    desk = make_desk()
    old, new = make_session(desk, hours=3), make_session(desk, hour=2)
    ona, jonas, rasa = some(desk, "ona", "jonas", "rasa")
    seats.book(ona, old)
    seats.book(jonas, new)
    seats.swap(ona, old, new)
    seats.book(rasa, new)
    with time_machine.travel(NINE + timedelta(hours=1), tick=False):
        seats.leave(jonas, new)
    assert states(old) == [("Ona", "confirmed")]
    assert states(new) == [("Jonas", "released"), ("Ona", "waiting"), ("Rasa", "confirmed")]


def test_an_old_seat_that_is_over_stays_with_its_owner() -> None:
    desk = make_desk()
    old, new = make_session(desk), make_session(desk, hour=3)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, old)
    seats.book(jonas, new)
    seats.swap(ona, old, new)
    with time_machine.travel(NINE + timedelta(hours=2), tick=False):
        seats.leave(jonas, new)
    assert states(old) == [("Ona", "confirmed")]
    assert states(new) == [("Jonas", "released"), ("Ona", "confirmed")]


def test_who_waits_takes_a_free_seat_at_the_same_time_and_leaves_the_line(mailoutbox: list[Any]) -> None:
    desk = make_desk()
    full, free = make_session(desk, 1), make_session(desk)
    jonas, ona = some(desk, "jonas", "ona")
    seats.book(jonas, full)
    seats.book(ona, full)
    with pytest.raises(Overlaps):
        seats.book(ona, free)
    mailoutbox.clear()
    assert seats.swap(ona, full, free).state == BookingState.CONFIRMED
    assert states(full) == [("Jonas", "confirmed"), ("Ona", "released")]
    assert states(free) == [("Ona", "confirmed")]
    (told,) = mailoutbox
    assert "You have a seat in" in told.body
    assert "You do not wait for" in told.body
    seats.leave(jonas, full)
    assert states(full) == [("Jonas", "released"), ("Ona", "released")], "nobody waits any more"


def test_who_waits_changes_to_another_line() -> None:
    desk = make_desk()
    one, other = make_session(desk, 1), make_session(desk, 1)
    jonas, petras, ona = some(desk, "jonas", "petras", "ona")
    seats.book(jonas, one)
    seats.book(petras, other)
    seats.book(ona, one)
    assert seats.swap(ona, one, other).state == BookingState.WAITING
    assert states(one) == [("Jonas", "confirmed"), ("Ona", "released")]
    seats.leave(petras, other)
    assert states(other) == [("Petras", "released"), ("Ona", "confirmed")]


def test_a_refused_change_keeps_the_place_in_the_line() -> None:
    desk = make_desk()
    full, free, third = make_session(desk, 1), make_session(desk, hours=4), make_session(desk, hour=3)
    jonas, ona = some(desk, "jonas", "ona")
    seats.book(jonas, full)
    seats.book(ona, full)
    seats.book(ona, third)
    with pytest.raises(Overlaps):
        seats.swap(ona, full, free)
    assert states(full) == [("Jonas", "confirmed"), ("Ona", "waiting")]


def test_a_swap_still_minds_the_other_seats() -> None:
    desk = make_desk()
    old, new, third = make_session(desk), make_session(desk, hour=3), make_session(desk, hour=3)
    ona = register_one(desk, sessions=(old.pk, third.pk))
    with pytest.raises(Overlaps):
        seats.swap(ona, old, new)
    assert states(old) == states(third) == [("Ona", "confirmed")]


def test_what_cannot_be_swapped_is_refused() -> None:
    desk = make_desk()
    old, new = make_session(desk), make_session(desk, hour=2)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(jonas, old)
    seats.book(ona, old)
    with pytest.raises(NoSeat):
        seats.swap(ona, new, old)
    with pytest.raises(AlreadyBooked):
        seats.swap(jonas, old, old)
    seats.book(jonas, new)
    with pytest.raises(AlreadyBooked):
        seats.swap(jonas, old, new)
    Slot.objects.filter(pk=new.slot_id).update(is_cancelled=True)
    with pytest.raises(TooLate):
        seats.swap(jonas, old, new)


def test_whoever_moved_the_agenda_gives_nobody_two_seats_by_a_swap() -> None:
    """The seat to be given up was moved away, another one came into its place."""
    desk = make_desk()
    old, new, other = make_session(desk), make_session(desk), make_session(desk, hour=3)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, old)
    seats.book(ona, other)
    seats.book(jonas, new)
    seats.swap(ona, old, new)
    move(old, 5)
    move(other, 0)
    seats.leave(jonas, new)
    assert states(new) == [("Jonas", "released"), ("Ona", "waiting")]
    assert states(old) == states(other) == [("Ona", "confirmed")]


def test_who_cancels_while_they_wait_for_a_swap_moves_up_nowhere() -> None:
    desk = make_desk()
    old, new = make_session(desk), make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, old)
    seats.book(jonas, new)
    seats.swap(ona, old, new)
    ending.cancel(ona)
    seats.leave(jonas, new)
    assert states(old) == [("Ona", "released")]
    assert states(new) == [("Jonas", "released"), ("Ona", "released")]
