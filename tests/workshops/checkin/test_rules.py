"""Pure decisions about check-in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from types import SimpleNamespace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from workshops.checkin import rules
from workshops.checkin.enums import Direction, Result

NOW = datetime(2027, 5, 12, 6, 10, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Vilnius")
TICKET = "abcdefghijklmnopqrstuvwxyz-_0123"


@pytest.mark.parametrize("skew", [timedelta(0), timedelta(hours=5), timedelta(days=-900)])
def test_how_long_a_scan_waited_counts_whatever_the_clock_says(skew: timedelta) -> None:
    sent = NOW + skew
    assert rules.moment_of(sent - timedelta(minutes=30), sent, NOW) == NOW - timedelta(minutes=30)


@pytest.mark.parametrize(
    "waited", [timedelta(seconds=-1), timedelta(days=2, seconds=1), timedelta(days=9999)]
)
def test_a_clock_that_was_set_meanwhile_is_not_believed(waited: timedelta) -> None:
    assert rules.moment_of(NOW - waited, NOW, NOW) == NOW
    assert rules.moment_of(None, NOW, NOW) == rules.moment_of(NOW, None, NOW) == NOW


@pytest.mark.parametrize(
    "text", [TICKET, f" {TICKET}\n", f"https://x.example/registrations/{TICKET}/", f"/registrations/{TICKET}"]
)
def test_a_ticket_is_found_in_what_was_read(text: str) -> None:
    assert rules.ticket_in(text) == TICKET
    assert rules.looks_like_code(text)


@pytest.mark.parametrize("text", ["", "Ona", TICKET[1:], TICKET + "x", f"x/{TICKET}", "ą" * 32, "\0" * 32])
def test_what_is_no_code_is_a_name(text: str) -> None:
    assert rules.ticket_in(text) == ""
    assert not rules.looks_like_code(text)


def scan(number: int, minutes: int, **more: Any) -> Any:
    values = {"direction": Direction.IN, "result": Result.ARRIVED, "session_id": None, "undoes": None}
    moment = NOW + timedelta(minutes=minutes)
    return SimpleNamespace(pk=number, uid=UUID(int=number), scanned_at=moment, **values | more)


def test_the_first_by_the_door_s_time_counts_in_whatever_order_they_arrive() -> None:
    scans = [scan(1, 9), scan(2, 3), scan(3, 3), scan(4, 5, result=Result.AGAIN)]
    for order in permutations(scans):
        assert [one.pk for one in rules.present(order, ZONE).values()] == [2]


def test_what_was_taken_back_or_refused_makes_nobody_present() -> None:
    back = scan(3, 9, direction=Direction.BACK, result=Result.BACK, undoes=UUID(int=1))
    refused = [
        scan(number, 0, result=result) for number, result in enumerate(Result, 10) if "a" not in result
    ]
    for order in permutations([scan(1, 0), back]):
        assert rules.present([*order, *(one for one in refused if one.result != Result.BACK)], ZONE) == {}


def test_days_begin_at_midnight_at_the_venue_and_sessions_have_doors_of_their_own() -> None:
    evening = 14 * 60 + 35  # 23:45 in Vilnius
    found = rules.present([scan(1, evening), scan(2, evening + 60), scan(3, 0, session_id=7)], ZONE)
    assert [(session, day and day.day) for session, day in found] == [(7, None), (None, 12), (None, 13)]


@pytest.mark.parametrize(
    ("state", "bookings", "is_first", "result"),
    [
        ("confirmed", None, True, Result.ARRIVED),
        ("confirmed", None, False, Result.AGAIN),
        ("cancelled", ["confirmed"], True, Result.CANCELLED),
        ("waiting", None, False, Result.WAITING),
        ("confirmed", ["confirmed"], True, Result.ARRIVED),
        ("confirmed", ["offered"], False, Result.AGAIN),
        ("confirmed", ["waiting"], True, Result.WAITING),
        ("confirmed", [], True, Result.NO_SEAT),
    ],
)
def test_what_is_told_follows_from_registration_seat_and_earlier_scans(
    state: str, bookings: Any, is_first: bool, result: Result
) -> None:
    assert rules.result_of(state, bookings, is_first=is_first) == result
