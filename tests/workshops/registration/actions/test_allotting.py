"""Ranking, looking at the allotment, releasing it."""

from datetime import UTC, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from tests.workshops.registration.samples import NINE, make_desk, make_session, register_one
from workshops.registration.actions import allotting, ending, seats
from workshops.registration.enums import SeatMode
from workshops.registration.models import Booking, Preference, RegistrationDesk
from workshops.registration.refusals import (
    NotActive,
    Overlooked,
    RankingClosed,
    SeatsAreAllotted,
    StillRanking,
)

pytestmark = pytest.mark.django_db
BEFORE, AFTER = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)
DEADLINE = datetime(2027, 3, 15, tzinfo=UTC)


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk(seat_mode=SeatMode.RANKED, ranking_closes_at=DEADLINE)


def test_seats_are_ranked_and_not_booked(desk: RegistrationDesk) -> None:
    one, two = make_session(desk), make_session(desk)
    ona = register_one(desk)
    with time_machine.travel(BEFORE):
        with pytest.raises(SeatsAreAllotted):
            seats.book(ona, one)
        allotting.rank(ona, [two.pk, one.pk, two.pk, 999_999])
        allotting.rank(ona, [two.pk, one.pk])
    assert list(Preference.objects.values_list("session", "rank")) == [(two.pk, 1), (one.pk, 2)]


def test_after_the_deadline_nobody_ranks_and_before_it_nobody_allots(desk: RegistrationDesk) -> None:
    one = make_session(desk)
    ona = register_one(desk)
    with time_machine.travel(AFTER), pytest.raises(RankingClosed):
        allotting.rank(ona, [one.pk])
    with time_machine.travel(BEFORE), pytest.raises(StillRanking):
        allotting.preview(desk.edition_id)


def test_who_cancelled_ranks_nothing(desk: RegistrationDesk) -> None:
    one = make_session(desk)
    ona = register_one(desk)
    ending.cancel(ona)
    with time_machine.travel(BEFORE), pytest.raises(NotActive):
        allotting.rank(ona, [one.pk])


def test_what_was_looked_at_is_released_and_told(desk: RegistrationDesk, mailoutbox: list[object]) -> None:
    one, two = make_session(desk, seats=1), make_session(desk, seats=1)
    people = [register_one(desk, f"person{number}@example.org") for number in range(3)]
    with time_machine.travel(BEFORE):
        for person in people:
            allotting.rank(person, [one.pk, two.pk])
    mailoutbox.clear()
    with time_machine.travel(AFTER):
        seen = allotting.preview(desk.edition_id)
        assert not Booking.objects.exists()
        assert seen.by_rank() == {1: 1, 2: 1}
        allotting.release(desk.edition_id, seen.seed, seen.digest, by=None)
        with pytest.raises(StillRanking):
            allotting.release(desk.edition_id, seen.seed, seen.digest, by=None)
    rows = Booking.objects.values_list("session", "state").order_by("state", "session")
    assert list(rows) == [(one.pk, "confirmed"), (two.pk, "confirmed"), (one.pk, "waiting")]
    assert len(mailoutbox) == 3
    desk.refresh_from_db()
    assert desk.allotment_seed == seen.seed
    told = set(Preference.objects.exclude(outcome="").values_list("outcome", flat=True))
    assert "You got a seat: it was number 1 on your list." in told
    assert "You got no seat at that time. 3 people wished it, and it had 1 seats." in told


def test_the_same_seed_gives_the_same_and_a_change_is_noticed(desk: RegistrationDesk) -> None:
    one = make_session(desk, seats=1)
    people = [register_one(desk, f"person{number}@example.org") for number in range(5)]
    with time_machine.travel(BEFORE):
        for person in people:
            allotting.rank(person, [one.pk])
    with time_machine.travel(AFTER):
        seen = allotting.preview(desk.edition_id, seed="published")
        assert allotting.preview(desk.edition_id, seed="published").allotment == seen.allotment
        ending.cancel(people[0])
        with pytest.raises(Overlooked):
            allotting.release(desk.edition_id, seen.seed, seen.digest, by=None)
    assert not Booking.objects.exists()


def test_afterwards_seats_are_booked_one_by_one(desk: RegistrationDesk) -> None:
    one = make_session(desk, seats=2)
    ona = register_one(desk)
    with time_machine.travel(AFTER):
        seen = allotting.preview(desk.edition_id)
        allotting.release(desk.edition_id, seen.seed, seen.digest, by=None)
        assert seats.book(ona, one).state == "confirmed"


def test_a_seed_that_was_drawn_stays_and_is_the_one_that_counts(desk: RegistrationDesk) -> None:
    one = make_session(desk, seats=1)
    people = [register_one(desk, f"person{number}@example.org") for number in range(5)]
    with time_machine.travel(BEFORE):
        for person in people:
            allotting.rank(person, [one.pk])
        with pytest.raises(StillRanking):
            allotting.draw_seed(desk.edition_id, by=None)
    with time_machine.travel(AFTER):
        elsewhere = allotting.preview(desk.edition_id, seed="another")
        seed = allotting.draw_seed(desk.edition_id, by=None)
        assert allotting.draw_seed(desk.edition_id, by=None) == seed
        assert allotting.preview(desk.edition_id, seed="another").seed == seed
        with pytest.raises(Overlooked):
            allotting.release(desk.edition_id, "another", elsewhere.digest, by=None)
        seen = allotting.preview(desk.edition_id)
        assert allotting.release(desk.edition_id, seed, seen.digest, by=None).seed == seed


def test_what_has_begun_is_not_allotted(desk: RegistrationDesk) -> None:
    RegistrationDesk.objects.update(ranking_closes_at=NINE)
    begun, later = make_session(desk), make_session(desk, hour=2)
    ona = register_one(desk)
    with time_machine.travel(BEFORE):
        allotting.rank(ona, [begun.pk, later.pk])
    with time_machine.travel(NINE):
        seen = allotting.preview(desk.edition_id)
    assert seen.allotment.seats == {ona.pk: (later.pk,)}


def test_it_costs_the_same_for_few_and_many(
    desk: RegistrationDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 6):
        with time_machine.travel(BEFORE):
            made = [make_session(desk, hour=number + each) for each in range(number)]
            for one in made:
                allotting.rank(register_one(desk, f"p{one.pk}@example.org"), [one.pk])
        with time_machine.travel(AFTER), django_assert_num_queries(7):
            allotting.preview(desk.edition_id)
