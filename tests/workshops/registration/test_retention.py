"""When personal data ends: two clocks, at the venue."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from workshops.registration.retention import (
    NEEDS,
    REST,
    EndDates,
    days_left,
    end_dates,
    is_due,
    may_erase_now,
    months_after,
    purposes,
    purposes_of,
)

VILNIUS = ZoneInfo("Europe/Vilnius")


@dataclass
class Meeting:
    starts_on: date | None = date(2027, 5, 12)
    ends_on: date | None = date(2027, 5, 13)
    retention_months: int = 3
    zone: ZoneInfo = VILNIUS


def test_needs_end_a_month_after_the_last_day_and_the_rest_as_the_edition_says() -> None:
    assert end_dates(Meeting()) == EndDates(date(2027, 6, 13), date(2027, 8, 13))


def test_a_desk_has_the_dates_of_its_edition() -> None:
    assert end_dates(SimpleNamespace(edition=Meeting())) == end_dates(Meeting())


def test_a_meeting_of_one_day_counts_from_it() -> None:
    assert end_dates(Meeting(ends_on=None)).needs == date(2027, 6, 12)


def test_nothing_ends_while_the_days_are_not_set() -> None:
    undated = Meeting(starts_on=None, ends_on=None)
    assert end_dates(undated) == EndDates(None, None)
    assert not is_due(undated, NEEDS, datetime(2100, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 12, 31), 1, date(2028, 1, 31)),
        (date(2027, 8, 31), 1, date(2027, 9, 30)),
        (date(2027, 5, 13), 60, date(2032, 5, 13)),
    ],
)
def test_months_of_any_length(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end


@pytest.mark.parametrize("zone", ["Europe/Vilnius", "Atlantic/Reykjavik", "Pacific/Auckland", "America/Lima"])
def test_the_clock_is_that_of_the_venue(zone: str) -> None:
    meeting = Meeting(zone=ZoneInfo(zone))
    midnight = datetime(2027, 6, 13, tzinfo=ZoneInfo(zone))
    before = datetime(2027, 6, 12, 23, 59, 59, tzinfo=ZoneInfo(zone))
    assert is_due(meeting, NEEDS, midnight.astimezone(UTC))
    assert not is_due(meeting, NEEDS, before.astimezone(UTC))
    assert not is_due(meeting, REST, midnight)
    assert days_left(date(2027, 6, 13), meeting.zone, before) == 1


def test_nobody_keeps_needs_for_longer_than_the_rest() -> None:
    dates = end_dates(Meeting(retention_months=1))
    assert dates.needs == dates.rest


def test_each_group_of_fields_has_a_purpose() -> None:
    groups = ["identity", "needs", "pictures", "list", "answers", "extras", "seats", "mails"]
    assert list(purposes()) == groups
    assert [group for group, purpose in purposes().items() if purpose.clock == NEEDS] == ["needs"]
    assert all(str(purpose.why) and str(purpose.title) for purpose in purposes().values())


def test_only_the_purposes_of_what_is_asked_are_told() -> None:
    desk = SimpleNamespace(asks_diet=False, asks_access=False, asks_pictures=True, asks_list=False)
    assert [purpose.group for purpose in purposes_of(desk, {"seats"})] == [
        "identity",
        "pictures",
        "seats",
        "mails",
    ]


@pytest.mark.parametrize(
    ("is_over", "is_cancelled", "is_secretariat", "may"),
    [
        (False, False, False, False),
        (True, False, False, True),
        (False, True, False, True),
        (False, False, True, True),
    ],
)
def test_who_may_erase_before_the_time(
    is_over: bool, is_cancelled: bool, is_secretariat: bool, may: bool
) -> None:
    assert may_erase_now(is_over, is_cancelled, is_secretariat) is may
