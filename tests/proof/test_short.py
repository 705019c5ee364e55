"""The short form of what ``./run proof`` shows, and that it would notice the opposite."""

import os
from pathlib import Path

import pytest

from tests.proof.crowds import Answer
from tests.proof.forms import killed_while_registering, rows_complaints, sent_ten_times, tickets_in
from tests.proof.seats import Rush, rush

KIND = os.environ.get("TEST_DATABASE_URL") or "sqlite"


@pytest.mark.processes
def test_seats_are_given_in_order_by_several_processes(tmp_path: Path) -> None:
    assert rush(KIND, tmp_path, people=60, seats=7, at_once=30).complaints() == []


@pytest.mark.processes
def test_a_form_that_is_sent_ten_times_registers_once(tmp_path: Path) -> None:
    assert sent_ten_times(KIND, tmp_path, people=3) == []


@pytest.mark.processes
def test_nothing_that_was_answered_is_lost_when_the_site_is_killed(tmp_path: Path) -> None:
    storm = killed_while_registering(KIND, tmp_path, kills=2, forms_each=15)
    assert storm.complaints == []
    assert storm.acknowledged + storm.unanswered == 30


def answer(who: str, status: int = 303, location: str = "/registrations/t/") -> Answer:
    return Answer(who, status, location, 0.1)


@pytest.mark.parametrize(
    ("states", "statuses", "complaint"),
    [
        (["confirmed", "confirmed", "waiting"], [303, 303, 303], "2 seats given of 1"),
        (["waiting", "confirmed", "waiting"], [303, 303, 303], "somebody waits who came before"),
        (["confirmed", "waiting", "waiting"], [303, 500, 303], "answers [500]"),
    ],
)
def test_a_rush_that_went_wrong_is_noticed(states: list[str], statuses: list[int], complaint: str) -> None:
    answers = [answer(str(number), status) for number, status in enumerate(statuses)]
    rows = [{"person": str(number), "state": state} for number, state in enumerate(states)]
    found = Rush(answers, seats=1, rows=rows, seconds=1).complaints()
    assert [one for one in found if complaint in one], found


def test_what_was_lost_and_what_was_told_twice_is_noticed() -> None:
    rows = {
        "registrations": [["guest1@example.org", "t"], ["guest1@example.org", "u"]],
        "mails": ["registration:1"],
        "expected": ["registration:1", "registration:2"],
    }
    found = " ".join(rows_complaints(rows, {"guest2": "gone"}))
    assert "registered twice" in found
    assert "1 were told of a ticket that is not there" in found
    assert "1 mails about 2 registrations" in found
    told = [answer("guest1", location="/registrations/t/"), answer("guest1", location="/registrations/u/")]
    assert tickets_in(told)[1] == ["guest1 was told of 2 tickets"]
