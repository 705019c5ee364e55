"""Seats follow the agenda, which knows nothing of them; once, and everybody is told."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.agenda import actions as agenda
from cooperation.agenda.models import Slot
from cooperation.editions.models import Edition
from tests.workshops.registration.actions.test_seats import move, some, states
from tests.workshops.registration.samples import NINE, make_desk, make_session
from workshops.registration.actions import seats
from workshops.registration.actions.following import follow_agenda
from workshops.registration.enums import Promotion
from workshops.registration.models import SeatEvent

pytestmark = pytest.mark.django_db


def call_off(session: Any) -> None:
    agenda.cancel_slot(Slot.objects.get(pk=session.slot_id), by=None)


def kinds() -> list[str]:
    return list(SeatEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_a_cancelled_session_ends_its_bookings_and_tells_everybody_once(mailoutbox: list[Any]) -> None:
    desk = make_desk()
    session, other = make_session(desk, title="Open data"), make_session(desk, hour=3)
    for one in some(desk, "ona", "jonas"):
        seats.book(one, session)
        seats.book(one, other)
    call_off(session)
    mailoutbox.clear()
    assert follow_agenda() == 2
    assert follow_agenda() == 0
    assert states(session) == [("Ona", "released"), ("Jonas", "released")]
    assert states(other) == [("Ona", "confirmed"), ("Jonas", "waiting")]
    assert sorted(message.to for message in mailoutbox) == [["jonas@example.org"], ["ona@example.org"]]
    for message in mailoutbox:
        assert "“Open data”" in message.body
        assert "does not take place" in message.body


def test_who_loses_two_seats_gets_one_mail(mailoutbox: list[Any]) -> None:
    desk = make_desk()
    sessions = [make_session(desk, hour=hour, title=f"Talk {hour}") for hour in (0, 2)]
    (ona,) = some(desk, "ona")
    for session in sessions:
        seats.book(ona, session)
        call_off(session)
    mailoutbox.clear()
    assert follow_agenda() == 2
    (message,) = mailoutbox
    assert "Talk 0" in message.body
    assert "Talk 2" in message.body


def test_the_seat_that_was_booked_later_ends_when_two_come_to_be_at_the_same_time(
    mailoutbox: list[Any],
) -> None:
    desk = make_desk()
    first, second = make_session(desk, title="Fair play"), make_session(desk, hour=3, title="Open data")
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, second)
    seats.book(ona, first)
    seats.book(jonas, first)
    move(second, 0)
    mailoutbox.clear()
    assert follow_agenda() == 2
    assert follow_agenda() == 0
    assert states(second) == [("Ona", "confirmed")]
    assert states(first) == [("Ona", "released"), ("Jonas", "confirmed")]
    told = {message.to[0]: message.body for message in mailoutbox}
    assert set(told) == {"ona@example.org", "jonas@example.org"}
    assert "at the same time as “Open data”" in told["ona@example.org"]
    assert "have none in “Fair play”" in told["ona@example.org"]
    assert kinds()[-2:] == ["displaced", "promoted"]


def test_of_three_at_the_same_time_the_first_stays() -> None:
    desk = make_desk()
    sessions = [make_session(desk, hour=hour) for hour in (0, 2, 4)]
    (ona,) = some(desk, "ona")
    for session in sessions:
        seats.book(ona, session)
    move(sessions[1], 0)
    move(sessions[2], 0)
    assert follow_agenda() == 2
    assert [states(session)[0][1] for session in sessions] == ["confirmed", "released", "released"]


def test_a_seat_between_two_others_goes_and_both_stay() -> None:
    """The middle one was booked last and overlaps with both, which do not overlap with each other."""
    desk = make_desk()
    first, last, middle = (make_session(desk, hour=hour, hours=2) for hour in (0, 2, 6))
    (ona,) = some(desk, "ona")
    for session in (first, last, middle):
        seats.book(ona, session)
    start = NINE + timedelta(hours=1)
    Slot.objects.filter(pk=middle.slot_id).update(starts_at=start, ends_at=start + timedelta(hours=2))
    assert follow_agenda() == 1
    assert [states(session)[0][1] for session in (first, last, middle)] == [
        "confirmed",
        "confirmed",
        "released",
    ]


def test_what_has_begun_stays_and_the_other_seat_goes() -> None:
    desk = make_desk()
    first, second = make_session(desk, hour=3), make_session(desk, hours=3)
    (ona,) = some(desk, "ona")
    seats.book(ona, first)
    seats.book(ona, second)
    move(first, 1)
    with time_machine.travel(NINE + timedelta(minutes=5), tick=False):
        assert follow_agenda() == 1
    assert (states(first), states(second)) == ([("Ona", "released")], [("Ona", "confirmed")])


def test_what_an_organiser_tries_out_costs_nobody_a_seat() -> None:
    """A slot that was released counts as cancelled or moved once a release says so."""
    desk = make_desk()
    first, second, third = (make_session(desk, hour=hour) for hour in (0, 2, 4))
    (ona,) = some(desk, "ona")
    for session in (first, second, third):
        seats.book(ona, session)
    agenda.release(desk.edition, "", None)
    call_off(first)
    move(third, 2)
    assert follow_agenda() == 0
    agenda.release(desk.edition, "", None)
    assert follow_agenda() == 2
    assert [states(session)[0][1] for session in (first, second, third)] == [
        "released",
        "confirmed",
        "released",
    ]


def test_what_was_released_and_taken_back_in_the_draft_costs_nobody_a_seat() -> None:
    desk = make_desk()
    session, other = make_session(desk), make_session(desk, hour=3)
    (ona,) = some(desk, "ona")
    seats.book(ona, session)
    seats.book(ona, other)
    call_off(session)
    move(other, 0)
    agenda.release(desk.edition, "", None)
    agenda.restore_slot(Slot.objects.get(pk=session.slot_id), by=None)
    move(other, 3)
    assert follow_agenda() == 0
    assert states(session) == states(other) == [("Ona", "confirmed")]


def test_who_was_passed_over_moves_up_when_the_agenda_makes_way() -> None:
    desk = make_desk()
    wanted, other = make_session(desk), make_session(desk, hour=3)
    ona, jonas = some(desk, "ona", "jonas")
    for one in (ona, jonas):
        seats.book(one, wanted)
    seats.book(jonas, other)
    move(other, 0)
    seats.leave(ona, wanted)
    assert follow_agenda() == 0
    move(other, 3)
    assert follow_agenda() == 1
    assert states(wanted) == [("Ona", "released"), ("Jonas", "confirmed")]


def test_an_offered_swap_is_no_second_seat() -> None:
    desk = make_desk(promotion=Promotion.BY_OFFER)
    old, new = make_session(desk), make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, old)
    seats.book(jonas, new)
    seats.swap(ona, old, new)
    seats.leave(jonas, new)
    assert follow_agenda() == 0
    assert states(new)[-1] == ("Ona", "offered")
    assert states(old) == [("Ona", "confirmed")]


@pytest.mark.parametrize("field", ["cancelled_at", "archived_at"])
def test_an_edition_that_does_not_take_place_keeps_its_seats_as_they_are(field: str) -> None:
    desk = make_desk()
    session = make_session(desk)
    (ona,) = some(desk, "ona")
    seats.book(ona, session)
    call_off(session)
    Edition.objects.update(**{field: timezone.now()})
    assert follow_agenda() == 0
    assert states(session) == [("Ona", "confirmed")]


def test_it_costs_three_queries_when_there_is_nothing_to_do() -> None:
    counts = []
    for number in (1, 5):
        desk = make_desk()
        session = make_session(desk, seats=3)
        for one in some(desk, *(f"one{number}{place}" for place in range(number))):
            seats.book(one, session)
        with CaptureQueriesContext(connection) as captured:
            assert follow_agenda() == 0
        counts.append(len(captured))
    assert counts == [3, 3]


def test_the_worker_follows_the_agenda_by_itself() -> None:
    assert ("workshops.registration.actions.following.follow_agenda", 60) in settings.WORKER_JOBS
