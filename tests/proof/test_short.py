"""The short form of what ``./run proof`` shows, and that it would notice the opposite."""

import os
from collections.abc import Iterator

import pytest

from tests.proof.crowds import Answer
from tests.proof.forms import kill_while_registering, rows_complaints, send_ten_times, tickets_in
from tests.proof.mixed import Mix, mix
from tests.proof.proofs import PROOFS, Shown
from tests.proof.report import Line
from tests.proof.seats import Rush, press_for_seats
from tests.proof.sites import Site, site

KIND = os.environ.get("TEST_DATABASE_URL") or "sqlite"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all, because each start of one takes seconds; the tests use it in their order."""
    with site(KIND, tmp_path_factory.mktemp("site"), people=40, seats=7, sessions=4, keys=40) as made:
        made.start_web(3)
        yield made


@pytest.mark.processes
class TestRunning:
    """What a site in several processes withstands."""

    def test_seats_are_given_in_order(self, running: Site) -> None:
        assert press_for_seats(running, seats=7, at_once=30).complaints() == []

    def test_mixed_wishes_break_no_law(self, running: Site) -> None:
        mixed = mix(running, operations=80, guests=range(10))
        assert mixed.complaints() == []
        assert {"booked", "queued", "left"} <= set(mixed.events)

    def test_a_form_that_is_sent_ten_times_registers_once(self, running: Site) -> None:
        assert send_ten_times(running, range(10, 13)) == []

    def test_nothing_that_was_answered_is_lost_when_the_site_is_killed(self, running: Site) -> None:
        running.kill(running.processes[0])
        storm = kill_while_registering(running, range(20, 40), kills=1)
        assert storm.complaints == []
        assert storm.acknowledged + storm.unanswered == 20


def answer(who: str, status: int = 303, location: str = "/registrations/t/") -> Answer:
    return Answer(who, status, location, 0.1)


@pytest.mark.parametrize(
    ("states", "statuses", "complaint"),
    [
        (["confirmed", "confirmed", "waiting"], [303, 303, 303], "2 seats given of 1"),
        (["waiting", "confirmed", "waiting"], [303, 303, 303], "somebody waits who came before"),
        (["confirmed", "waiting", "waiting"], [303, 500, 303], "1 answers 500"),
    ],
)
def test_a_rush_that_went_wrong_is_noticed(states: list[str], statuses: list[int], complaint: str) -> None:
    answers = [answer(str(number), status) for number, status in enumerate(statuses)]
    rows = [{"person": str(number), "state": state} for number, state in enumerate(states)]
    found = Rush(answers, seats=1, rows=rows, seconds=1).complaints()
    assert [one for one in found if complaint in one], found


def test_a_mix_that_went_wrong_is_noticed() -> None:
    answers = [answer("book"), answer("book", 409), answer("swap", 500), answer("swap", 0)]
    found = Mix(answers, 1, {}, {}, ["Event 7: came before [3]"]).complaints()
    assert found == ["1 answers 0", "1 answers 500", "1 broken laws, the first: Event 7: came before [3]"]


def test_a_row_whose_opposite_nobody_noticed_does_not_hold() -> None:
    shown = Shown("7 wishes for 1 seat", [])
    assert Line(PROOFS[0], "SQLite", shown, ["2 seats given of 1"]).holds
    assert not Line(PROOFS[0], "SQLite", shown, []).holds
    assert not Line(PROOFS[0], "SQLite", Shown("", ["2 seats given of 1"]), ["2 seats given of 1"]).holds


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
