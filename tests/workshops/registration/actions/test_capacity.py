"""The host sets seats and reserves; the line moves up by itself, and nobody loses a seat."""

from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.editions.models import Edition
from tests.factories import MemberFactory, SlotFactory, UserFactory
from tests.workshops.registration.actions.test_seats import some, states
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration import audit
from workshops.registration.actions import capacity, seats
from workshops.registration.enums import Participation, Promotion
from workshops.registration.models import SeatReserve
from workshops.registration.refusals import BelowTaken, NoSeat, ReservesExceedSeats, TooLate
from workshops.registration.rules import Reserve

pytestmark = pytest.mark.django_db


def audited(session: Session, action: str) -> list[dict[str, Any]]:
    lines = ModelLogEntry.objects.filter(object_id=session.pk, action=action).order_by("pk")
    return [line.data for line in lines]


def test_more_seats_let_the_line_move_up_in_its_order(mailoutbox: list[Any]) -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    for one in some(desk, "ona", "jonas", "rasa", "vytas"):
        seats.book(one, session)
    mailoutbox.clear()
    by = UserFactory()
    assert capacity.set_seats(session, 3, by).seats == 3
    assert [state for _name, state in states(session)] == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert [message.to for message in mailoutbox] == [["jonas@example.org"], ["rasa@example.org"]]
    assert audited(session, audit.SEATS_SET) == [{"before": 1, "seats": 3}]
    assert ModelLogEntry.objects.get(action=audit.SEATS_SET).user == by


def test_more_seats_are_offered_where_the_host_chose_that() -> None:
    desk = make_desk(promotion=Promotion.BY_OFFER)
    session = make_session(desk, seats=1)
    for one in some(desk, "ona", "jonas"):
        seats.book(one, session)
    capacity.set_seats(session, 2, None)
    assert states(session) == [("Ona", "confirmed"), ("Jonas", "offered")]


def test_fewer_seats_than_are_taken_are_refused_with_the_names() -> None:
    desk = make_desk(promotion=Promotion.BY_OFFER)
    session = make_session(desk, seats=2)
    for one in some(desk, "ona", "jonas", "rasa"):
        seats.book(one, session)
    seats.leave(session.bookings.first().registration, session)  # Rasa is offered the seat: it is taken
    with pytest.raises(BelowTaken) as refused:
        capacity.set_seats(session, 1, None)
    assert refused.value.names == ["Jonas", "Rasa"]
    assert "Jonas, Rasa" in str(refused.value)
    session.refresh_from_db()
    assert session.seats == 2
    assert audited(session, audit.SEATS_SET) == []


def test_as_few_seats_as_are_taken_are_fine() -> None:
    desk = make_desk()
    session = make_session(desk, seats=5)
    for one in some(desk, "ona", "jonas"):
        seats.book(one, session)
    assert capacity.set_seats(session, 2, None).seats == 2


def test_the_same_number_leaves_no_line_in_the_history() -> None:
    session = make_session(make_desk(), seats=5)
    capacity.set_seats(session, 5, None)
    capacity.set_reserves(session, [Reserve(0, role=Participation.GUEST)], None)
    assert not ModelLogEntry.objects.exists()


def test_reserves_are_kept_and_told_in_the_history() -> None:
    session, member = make_session(make_desk(), seats=5), MemberFactory()
    capacity.set_reserves(
        session, [Reserve(1, role=Participation.GUEST), Reserve(2, member.pk), Reserve(1, member.pk)], None
    )
    kept = SeatReserve.objects.filter(session=session).values_list("seats", "member", "role")
    assert set(kept) == {(1, None, "guest"), (3, member.pk, "")}
    told = [{"seats": 1, "member": None, "role": "guest"}, {"seats": 3, "member": member.pk, "role": ""}]
    assert audited(session, audit.RESERVES_SET) == [{"reserves": told}]


def test_a_reserve_that_ends_lets_the_line_move_up() -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    capacity.set_reserves(session, [Reserve(1, role=Participation.SPEAKER)], None)
    seats.book(register_one(desk), session)
    assert states(session) == [("Ona", "waiting")]
    capacity.set_reserves(session, [], None)
    assert states(session) == [("Ona", "confirmed")]


def test_nobody_loses_a_seat_to_a_reserve() -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    seats.book(register_one(desk), session)
    capacity.set_reserves(session, [Reserve(1, role=Participation.SPEAKER)], None)
    assert states(session) == [("Ona", "confirmed")]


def test_more_reserved_seats_than_seats_are_refused() -> None:
    session = make_session(make_desk(), seats=2)
    with pytest.raises(ReservesExceedSeats):
        capacity.set_reserves(session, [Reserve(3, role=Participation.SPEAKER)], None)
    capacity.set_reserves(session, [Reserve(2, role=Participation.SPEAKER)], None)
    with pytest.raises(ReservesExceedSeats):
        capacity.set_seats(session, 1, None)
    assert SeatReserve.objects.get().seats == 2


def test_nobody_moves_up_into_a_seat_that_is_kept_from_the_same_moment() -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    ona, jonas = some(desk, "ona", "jonas")
    speaker = register_one(desk, "speaker@example.org", Participation.SPEAKER)
    seats.book(ona, session)
    seats.book(jonas, session)
    capacity.set_capacity(session, 2, [Reserve(1, role=Participation.SPEAKER)], None)
    assert states(session) == [("Ona", "confirmed"), ("Jonas", "waiting")]
    seats.book(speaker, session)
    assert states(session)[-1] == ("Speaker", "confirmed")


def test_an_archived_edition_keeps_its_seats() -> None:
    session = make_session(make_desk(), seats=2)
    Edition.objects.update(archived_at=timezone.now())
    with pytest.raises(TooLate):
        capacity.set_seats(session, 3, None)


def test_seats_are_set_before_anybody_thought_of_registration() -> None:
    session = Session.objects.create(slot=SlotFactory(kind="workshop"), seats=2)
    assert capacity.set_seats(session, 3, None).seats == 3


def test_a_session_that_was_deleted_meanwhile_is_not_there() -> None:
    session = make_session(make_desk())
    Session.objects.filter(pk=session.pk).delete()
    with pytest.raises(NoSeat):
        capacity.set_seats(session, 3, None)
