"""Seats are allotted as well as can be, and the same each time."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from workshops.registration.allotment import Offered, Wish, allot, rounds
from workshops.registration.rules import Person, Reserve, Times

NINE = datetime(2027, 5, 12, 6, 0, tzinfo=UTC)


def session(key: int, seats: int, hour: int = 0, hours: int = 1, *reserves: Reserve) -> Offered:
    start = NINE + timedelta(hours=hour)
    return Offered(key, Times(start, start + timedelta(hours=hours)), seats, reserves)


def wish(key: int, *ranked: int, member: int | None = None, role: str = "delegate") -> Wish:
    return Wish(key, Person(member, role), ranked)


def test_who_can_have_their_first_choice_gets_it() -> None:
    made = allot([session(1, 1), session(2, 1)], [wish(10, 1, 2), wish(11, 2, 1)], "seed")
    assert made.seats == {10: (1,), 11: (2,)}
    assert made.lines == {}


def test_as_many_as_can_be_get_a_seat_even_if_it_costs_a_first_choice() -> None:
    made = allot([session(1, 1), session(2, 1)], [wish(10, 1, 2), wish(11, 1)], "seed")
    assert made.seats == {10: (2,), 11: (1,)}


def test_who_gets_none_stands_in_the_line_of_what_they_wanted_most() -> None:
    made = allot([session(1, 1)], [wish(10, 1), wish(11, 1), wish(12, 1)], "seed")
    assert len(made.seats) == 1
    assert sorted([*made.seats, *made.lines[1]]) == [10, 11, 12]


def test_nobody_gets_two_seats_that_overlap_and_everybody_one_in_each_round() -> None:
    sessions = [session(1, 5), session(2, 5), session(3, 5, hour=1)]
    made = allot(sessions, [wish(10, 1, 2, 3)], "seed")
    assert made.seats == {10: (1, 3)}


def test_what_overlaps_through_a_third_is_one_round() -> None:
    sessions = [session(1, 1), session(2, 1, hour=1), session(3, 1, hour=0, hours=2), session(4, 1, hour=2)]
    assert [[one.id for one in part] for part in rounds(sessions)] == [[1, 3, 2], [4]]


def test_seats_that_are_kept_go_to_those_they_are_kept_for() -> None:
    kept = session(1, 2, 0, 1, Reserve(1, member_id=7))
    made = allot([kept], [wish(10, 1), wish(11, 1), wish(12, 1, member=7)], "seed")
    assert made.seats[12] == (1,)
    assert len(made.seats) == 2
    nobody_of_seven = allot([kept], [wish(10, 1), wish(11, 1)], "seed")
    assert len(nobody_of_seven.seats) == 1


def test_seats_are_spread_over_members() -> None:
    """Six of one member and two of two others: the others are in, whatever the seed says."""
    wishes = [wish(10 + number, 1, member=1) for number in range(6)]
    wishes += [wish(20, 1, member=2), wish(21, 1, member=3)]
    for seed in ("a", "b", "c", "d"):
        made = allot([session(1, 3)], wishes, seed)
        assert {20, 21} <= set(made.seats), seed


def test_the_seed_decides_what_is_left_and_decides_it_again() -> None:
    sessions, wishes = [session(1, 1)], [wish(number, 1) for number in range(1, 9)]
    winners = {seed: tuple(allot(sessions, wishes, seed).seats) for seed in map(str, range(20))}
    assert len(set(winners.values())) > 3
    for seed, winner in winners.items():
        again = allot(list(reversed(sessions)), list(reversed(wishes)), seed)
        assert tuple(again.seats) == winner


@given(
    seats=some.lists(some.integers(0, 2), min_size=1, max_size=3),
    ranks=some.lists(some.permutations([1, 2, 3]), min_size=1, max_size=4),
    lengths=some.lists(some.integers(1, 3), min_size=4, max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_no_other_allotment_is_better(seats: list[int], ranks: list[list[int]], lengths: list[int]) -> None:
    """Against all that there are, for small numbers."""
    sessions = [session(key, number) for key, number in enumerate(seats, 1)]
    wishes = [
        wish(number, *[key for key in ranked[: lengths[number]] if key <= len(seats)])
        for number, ranked in enumerate(ranks)
    ]
    wishes = [one for one in wishes if one.ranked]
    made = allot(sessions, wishes, "seed")
    got = [made.seats.get(one.id, (None,))[0] for one in wishes]
    assert quality(wishes, got) == best(sessions, wishes)
    for one in sessions:
        assert got.count(one.id) <= one.seats


def quality(wishes: list[Wish], got: list[int | None]) -> tuple[int, int]:
    """Fewer without a seat first, then a smaller sum of squares."""
    squares = sum((one.ranked.index(key) + 1) ** 2 for one, key in zip(wishes, got, strict=True) if key)
    return sum(key is None for key in got), squares


def best(sessions: list[Offered], wishes: list[Wish]) -> tuple[int, int]:
    possible = [
        got
        for got in itertools.product(*[(None, *one.ranked) for one in wishes])
        if all(got.count(one.id) <= one.seats for one in sessions)
    ]
    return min((quality(wishes, list(got)) for got in possible), default=(0, 0))


@pytest.mark.parametrize("people", [300])
def test_a_whole_meeting_is_allotted(people: int) -> None:
    sessions = [session(key, 25) for key in range(1, 13)]
    wishes = [
        wish(number, *[(number * 5 + step) % 12 + 1 for step in range(4)], member=number % 30)
        for number in range(people)
    ]
    made = allot(sessions, wishes, "seed")
    assert len(made.seats) == people
