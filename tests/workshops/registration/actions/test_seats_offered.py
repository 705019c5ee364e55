"""A seat that is offered is kept until it is accepted or declined, or until its time is over."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from cooperation.agenda.models import Slot
from tests.workshops.registration.actions.test_seats import move, some, states
from tests.workshops.registration.samples import NINE, make_desk, make_session
from workshops.programme.models import Session
from workshops.registration.actions import ending, seats
from workshops.registration.enums import Promotion
from workshops.registration.models import Booking, Registration
from workshops.registration.refusals import NoSeat, Overlaps, TooLate

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered() -> tuple[Session, list[Registration]]:
    """A session whose one seat Ona gave up; it is offered to Jonas for 24 hours, Rasa waits."""
    desk = make_desk(promotion=Promotion.BY_OFFER)
    session = make_session(desk, title="Open data")
    people = some(desk, "ona", "jonas", "rasa")
    for one in people:
        seats.book(one, session)
    seats.leave(people[0], session)
    assert states(session) == [("Ona", "released"), ("Jonas", "offered"), ("Rasa", "waiting")]
    return session, people


def later(hours: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False)


def test_an_offer_is_kept_from_others_and_can_be_accepted(
    offered: tuple[Session, list[Registration]], mailoutbox: list[Any]
) -> None:
    session, (ona, jonas, _rasa) = offered
    assert "is kept for you until" in mailoutbox[-1].body
    seats.book(ona, session)
    assert states(session)[-1] == ("Ona", "waiting")
    with later(23):
        assert seats.lapse_offers() == 0
        seats.accept(jonas, session)
    assert states(session)[1] == ("Jonas", "confirmed")
    assert mailoutbox[-1].to == ["jonas@example.org"]
    assert "You have a seat in “Open data”" in mailoutbox[-1].body
    with pytest.raises(NoSeat):
        seats.accept(jonas, session)


def test_an_offer_that_is_declined_goes_to_the_next(offered: tuple[Session, list[Registration]]) -> None:
    session, (_ona, jonas, _rasa) = offered
    seats.leave(jonas, session)
    assert states(session) == [("Ona", "released"), ("Jonas", "released"), ("Rasa", "offered")]


def test_an_offer_lapses_and_goes_to_the_next(
    offered: tuple[Session, list[Registration]], mailoutbox: list[Any]
) -> None:
    session, (_ona, jonas, _rasa) = offered
    mailoutbox.clear()
    with later(24):
        with pytest.raises(NoSeat):  # though nobody has taken it back yet
            seats.accept(jonas, session)
        assert seats.lapse_offers() == 1
        assert seats.lapse_offers() == 0
        with pytest.raises(NoSeat):
            seats.accept(jonas, session)
    assert states(session) == [("Ona", "released"), ("Jonas", "released"), ("Rasa", "offered")]
    assert [message.to for message in mailoutbox] == [["jonas@example.org"], ["rasa@example.org"]]


def test_an_offer_ends_when_the_session_begins(offered: tuple[Session, list[Registration]]) -> None:
    session, (_ona, _jonas, _rasa) = offered
    with time_machine.travel(NINE - timedelta(hours=2), tick=False):
        assert seats.lapse_offers() == 1
        offer = Booking.objects.get(session=session, state="offered")
        assert offer.offered_until == NINE
    with time_machine.travel(NINE, tick=False):
        assert seats.lapse_offers() == 1
    assert [state for _name, state in states(session)] == ["released"] * 3


def test_an_offer_ends_with_the_beginning_of_a_session_that_was_moved_ahead(
    offered: tuple[Session, list[Registration]],
) -> None:
    session, (_ona, jonas, _rasa) = offered
    start = timezone.now() + timedelta(hours=2)
    Slot.objects.filter(pk=session.slot_id).update(starts_at=start, ends_at=start + timedelta(hours=1))
    with later(3):
        with pytest.raises(TooLate):
            seats.accept(jonas, session)
        assert seats.lapse_offers() == 1
    assert [state for _name, state in states(session)] == ["released", "released", "waiting"]


def test_an_offer_of_a_cancelled_session_is_not_accepted(
    offered: tuple[Session, list[Registration]],
) -> None:
    session, (_ona, jonas, _rasa) = offered
    Slot.objects.filter(pk=session.slot_id).update(is_cancelled=True)
    with pytest.raises(TooLate):
        seats.accept(jonas, session)


def test_an_offer_of_somebody_who_cancels_goes_to_the_next(
    offered: tuple[Session, list[Registration]],
) -> None:
    session, (_ona, jonas, _rasa) = offered
    ending.cancel(jonas)
    assert states(session) == [("Ona", "released"), ("Jonas", "released"), ("Rasa", "offered")]


def test_an_offer_is_not_accepted_beside_a_seat_at_the_same_time(
    offered: tuple[Session, list[Registration]],
) -> None:
    session, (_ona, jonas, _rasa) = offered
    other = make_session(jonas.edition.desk, hour=3, title="Fair play")
    seats.book(jonas, other)
    move(other, 0)
    with pytest.raises(Overlaps) as refused:
        seats.accept(jonas, session)
    assert "Fair play" in str(refused.value)
    seats.leave(jonas, other)
    seats.accept(jonas, session)


def test_an_offered_swap_keeps_the_old_seat_until_it_is_accepted(
    offered: tuple[Session, list[Registration]],
) -> None:
    session, (ona, jonas, _rasa) = offered
    old = make_session(ona.edition.desk, hour=0)
    seats.book(ona, old)
    seats.swap(ona, old, session)
    seats.leave(jonas, session)
    seats.leave(_rasa, session)
    assert states(session)[-1] == ("Ona", "offered")
    assert states(old) == [("Ona", "confirmed")]
    seats.accept(ona, session)
    assert states(session)[-1] == ("Ona", "confirmed")
    assert states(old) == [("Ona", "released")]


def test_the_worker_takes_offers_back_by_itself() -> None:
    assert ("workshops.registration.actions.seats.lapse_offers", 60) in settings.WORKER_JOBS
