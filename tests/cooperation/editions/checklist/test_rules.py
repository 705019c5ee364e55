"""The pure decisions about a checklist."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperation.editions.checklist.enums import AppliesTo, Due, TaskState
from cooperation.editions.checklist.rules import (
    applies,
    closes_a_circle,
    due_group,
    due_on,
    reasons_against_ticking,
)
from cooperation.editions.enums import Mode

FIRST, LAST, OWN = date(2027, 5, 12), date(2027, 5, 13), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("weeks", "own", "first", "last", "expected"),
    [
        (-52, None, FIRST, LAST, date(2026, 5, 13)),
        (0, None, FIRST, LAST, FIRST),
        (1, None, FIRST, LAST, date(2027, 5, 20)),
        (1, None, FIRST, None, date(2027, 5, 19)),
        (-4, OWN, FIRST, LAST, OWN),
        (None, OWN, None, None, OWN),
        (None, None, FIRST, LAST, None),
        (-4, None, None, None, None),
    ],
)
def test_a_task_is_due_so_many_weeks_before_or_after(
    weeks: int | None, own: date | None, first: date | None, last: date | None, expected: date | None
) -> None:
    assert due_on(weeks, own, first, last) == expected


@pytest.mark.parametrize(
    ("applies_to", "modes"),
    [
        (AppliesTo.ALL, {"", Mode.IN_PERSON, Mode.ONLINE, Mode.HYBRID}),
        (AppliesTo.ON_SITE, {"", Mode.IN_PERSON, Mode.HYBRID}),
        (AppliesTo.ONLINE, {Mode.ONLINE, Mode.HYBRID}),
        (AppliesTo.INTERPRETED, {"", Mode.IN_PERSON, Mode.ONLINE, Mode.HYBRID}),
    ],
)
def test_a_task_applies_where_people_meet_so(applies_to: str, modes: set[str]) -> None:
    assert {mode for mode in ("", *Mode) if applies(applies_to, mode)} == modes


@pytest.mark.parametrize(
    ("due", "state", "expected"),
    [
        (date(2027, 4, 30), TaskState.OPEN, Due.OVERDUE),
        (date(2027, 5, 1), TaskState.OPEN, Due.SOON),
        (date(2027, 5, 31), TaskState.OPEN, Due.SOON),
        (date(2027, 6, 1), TaskState.OPEN, Due.LATER),
        (None, TaskState.OPEN, Due.UNDATED),
        (date(2027, 4, 30), TaskState.DONE, Due.CLOSED),
        (None, TaskState.NOT_NEEDED, Due.CLOSED),
    ],
)
def test_a_task_stands_under_when_it_is_due(due: date | None, state: str, expected: Due) -> None:
    assert due_group(due, state, date(2027, 5, 1)) == expected


def test_what_waits_is_done_with_a_word_why() -> None:
    told = " ".join(map(str, reasons_against_ticking(TaskState.DONE, ["Sign with the venue"], " ")))
    assert "Sign with the venue" in told
    assert not reasons_against_ticking(TaskState.DONE, ["Sign with the venue"], "Signed by phone")
    assert not reasons_against_ticking(TaskState.DONE, [], "")


def test_what_is_not_needed_says_why_and_what_opens_again_does_not() -> None:
    assert reasons_against_ticking(TaskState.NOT_NEEDED, [], "")
    assert not reasons_against_ticking(TaskState.NOT_NEEDED, [], "Nobody speaks another language")
    assert not reasons_against_ticking(TaskState.OPEN, ["Something"], "")


def test_a_circle_is_found_however_long_it_is() -> None:
    assert closes_a_circle(1, [1], {})
    assert closes_a_circle(1, [2], {2: [3], 3: [1]})
    assert not closes_a_circle(1, [2], {2: [3], 3: [4], 4: [2]})
    assert not closes_a_circle(1, [], {2: [1]})


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=12), st.integers(1, 6))
def test_the_search_for_a_circle_ends_and_is_right(pairs: set[tuple[int, int]], task: int) -> None:
    known: dict[int, set[int]] = {}
    for one, before_it in pairs:
        known.setdefault(one, set()).add(before_it)
    reached, before = set(known.get(task, ())), set[int]()
    while reached != before:
        before = set(reached)
        reached |= {far for near in before for far in known.get(near, ())}
    assert closes_a_circle(task, known.get(task, set()), known) == (task in reached)
