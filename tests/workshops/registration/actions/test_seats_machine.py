"""Whatever people and the host do, in whatever order: the laws of seats hold after each step."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.workshops.registration.history import HOURS, Hall
from workshops.registration.enums import Promotion
from workshops.registration.models import SeatEvent

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]

PEOPLE = 5
MODEST = settings(
    max_examples=25,
    stateful_step_count=18,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
person = st.integers(0, PEOPLE - 1)
session = st.integers(0, len(HOURS) - 1)


class Seats(RuleBasedStateMachine):
    """Each example begins with the same people and empty sessions, and is undone at its end."""

    prepared: Hall

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.hall = self.prepared.again()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @rule(who=person, where=session)
    def book(self, who: int, where: int) -> None:
        self.hall.book(who, where)

    @rule(where=session)
    def everybody_books(self, where: int) -> None:
        for who in range(PEOPLE):
            self.hall.book(who, where)

    @rule(who=person, where=session)
    def leave(self, who: int, where: int) -> None:
        self.hall.leave(who, where)

    @rule(who=person, old=session, new=session)
    def swap(self, who: int, old: int, new: int) -> None:
        self.hall.swap(who, old, new)

    @rule(who=person, where=session)
    def accept(self, who: int, where: int) -> None:
        self.hall.accept(who, where)

    @rule()
    def lapse(self) -> None:
        self.hall.lapse()

    @rule(where=session, seats=st.integers(1, 4))
    def raise_or_lower(self, where: int, seats: int) -> None:
        self.hall.set_seats(where, seats)

    @rule(where=session, member=st.integers(0, 1), number=st.integers(0, 2), speakers=st.integers(0, 1))
    def reserve(self, where: int, member: int, number: int, speakers: int) -> None:
        self.hall.reserve(where, member, number, speakers)

    @rule(who=person)
    def cancel_registration(self, who: int) -> None:
        self.hall.cancel(who)

    @rule(promotion=st.sampled_from(list(Promotion)))
    def promote_by(self, promotion: str) -> None:
        self.hall.promote_by(promotion)

    @rule(where=session, hour=st.integers(0, 4))
    def move(self, where: int, hour: int) -> None:
        self.hall.move(where, hour)

    @rule(where=session, is_cancelled=st.booleans())
    def call_off(self, where: int, is_cancelled: bool) -> None:
        self.hall.call_off(where, is_cancelled)

    @rule()
    def follow(self) -> None:
        self.hall.follow()

    @invariant()
    def the_laws_hold(self) -> None:
        assert self.hall.violations() == []


@pytest.fixture
def machine() -> Any:
    Seats.prepared = Hall(PEOPLE, seats_each=1)
    return Seats


def test_the_laws_hold_after_every_step(machine: Any) -> None:
    run_state_machine_as_test(machine, settings=MODEST)
    assert not SeatEvent.objects.exists(), "an example was not undone"


def test_a_line_that_begins_with_the_youngest_is_noticed(
    machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the order of the line, the same machine fails."""
    from workshops.registration.actions import lines
    from workshops.registration.models import Booking

    def youngest(session: Any, _holders: Any, _reserves: Any) -> Booking | None:
        waiting = Booking.objects.filter(session=session, state="waiting").order_by("-pk")
        return waiting.select_related("registration__edition", "session__slot").first()

    monkeypatch.setattr(lines, "next_in_line", youngest)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=settings(MODEST, max_examples=60))
