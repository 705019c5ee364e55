"""From the days of one edition to those of another."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.editions.day_shift import Days, DayShift

VILNIUS, LISBON = ZoneInfo("Europe/Vilnius"), ZoneInfo("Europe/Lisbon")
OLD = Days(date(2027, 5, 12), date(2027, 5, 13), VILNIUS)
"""A Wednesday and a Thursday."""


def to(first: date, last: date, zone: ZoneInfo = LISBON, *, old: Days = OLD) -> DayShift:
    return DayShift(old, Days(first, last, zone))


def test_as_many_days_as_before_follow_one_by_one() -> None:
    shift = to(date(2028, 10, 9), date(2028, 10, 10))
    assert shift.pairs() == [
        (date(2027, 5, 12), date(2028, 10, 9)),
        (date(2027, 5, 13), date(2028, 10, 10)),
    ]
    assert shift.empty_days() == []


def test_more_days_keep_weekdays_and_leave_one_empty() -> None:
    shift = to(date(2028, 10, 10), date(2028, 10, 12))
    assert [after.strftime("%a") for _before, after in shift.pairs()] == ["Wed", "Thu"]
    assert shift.empty_days() == [date(2028, 10, 10)]


def test_without_these_weekdays_the_first_day_becomes_the_first() -> None:
    shift = to(date(2028, 10, 9), date(2028, 10, 9))
    assert shift.pairs()[1] == (date(2027, 5, 13), date(2028, 10, 10))
    assert shift.is_outside(date(2028, 10, 10))
    assert not shift.is_outside(date(2028, 10, 9))


def test_days_that_only_count_have_no_weekday() -> None:
    frame = DayShift(OLD, Days(date(2028, 10, 10), date(2028, 10, 12), LISBON), by_position=True)
    assert frame.day(date(2027, 5, 12)) == date(2028, 10, 10)


def test_the_evening_before_stays_the_evening_before() -> None:
    shift = to(date(2028, 10, 10), date(2028, 10, 12))
    assert shift.day(date(2027, 5, 11)) == date(2028, 10, 10)
    assert shift.day(date(2027, 5, 14)) == date(2028, 10, 13)


@pytest.mark.parametrize("clock", [(9, 0), (23, 30), (0, 15)])
def test_clocks_at_the_venue_show_the_same_time_in_another_zone_and_season(clock: tuple[int, int]) -> None:
    shift = to(date(2028, 1, 12), date(2028, 1, 13))
    start = datetime(2027, 5, 12, *clock, tzinfo=VILNIUS).astimezone(UTC)
    moved, ended = shift.span(start, start + timedelta(minutes=90))
    assert moved == datetime(2028, 1, 12, *clock, tzinfo=LISBON)
    assert ended - moved == timedelta(minutes=90)


def test_a_slot_across_the_end_of_summer_time_ends_when_the_clock_says() -> None:
    shift = to(date(2027, 10, 30), date(2027, 10, 31), VILNIUS)
    start = datetime(2027, 5, 12, 22, 0, tzinfo=VILNIUS)
    moved, ended = shift.span(start, datetime(2027, 5, 13, 6, 0, tzinfo=VILNIUS))
    assert ended.astimezone(VILNIUS).hour == 6
    assert ended - moved == timedelta(hours=9)


def test_a_slot_in_the_hour_that_the_clocks_skip_keeps_its_length() -> None:
    shift = to(date(2028, 3, 26), date(2028, 3, 27), VILNIUS)
    start = datetime(2027, 5, 12, 3, 30, tzinfo=VILNIUS)
    moved, ended = shift.span(start, datetime(2027, 5, 12, 4, 0, tzinfo=VILNIUS))
    assert moved == datetime(2028, 3, 26, 1, 30, tzinfo=UTC)
    assert ended - moved == timedelta(minutes=30)


def test_registration_opens_on_the_same_weekday_at_the_same_hour() -> None:
    shift = to(date(2028, 10, 9), date(2028, 10, 10))
    opened = datetime(2027, 1, 11, 9, 0, tzinfo=VILNIUS)
    moved = shift.moment_around(opened).astimezone(LISBON)
    assert (moved.strftime("%a %H:%M"), moved.date()) == ("Mon 09:00", date(2028, 6, 12))


days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(days, st.integers(0, 2), days, st.integers(0, 2), st.integers(-400, 60))
def test_what_lay_before_lies_before_and_keeps_its_weekday(
    old_first: date, old_length: int, new_first: date, new_length: int, far: int
) -> None:
    old = Days(old_first, old_first + timedelta(days=old_length), VILNIUS)
    new = Days(new_first, new_first + timedelta(days=new_length), LISBON)
    day = old_first + timedelta(days=far)
    moved = DayShift(old, new).around(day)
    if day < old.first:
        assert moved < new.first
    elif day > old.last:
        assert moved > new.last
    else:
        assert new.first <= moved <= new.last
        return
    assert moved.weekday() == day.weekday()
