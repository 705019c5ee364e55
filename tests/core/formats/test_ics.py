"""The description of a time zone in a calendar, against the zone database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from core.formats.ics import Feed, calendar


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Vilnius",
        "Europe/Dublin",
        "Europe/Lisbon",
        "Atlantic/Reykjavik",
        "Asia/Nicosia",
        "Europe/Brussels",
        "America/New_York",
        "Australia/Lord_Howe",
        "UTC",
    ],
)
@pytest.mark.parametrize("year", [2024, 2027])
def test_every_hour_has_the_right_offset(zone: str, year: int) -> None:
    feed = Feed("A", ZoneInfo(zone), "-//Test//EN", (year, year))
    described = Calendar.from_ical(calendar(feed, [])).walk("VTIMEZONE")[0]
    offsets = sorted(
        (part["DTSTART"].dt.replace(tzinfo=UTC) - part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td)
        for part in described.subcomponents
    )
    moment, wrong = datetime(year, 1, 1, 14, tzinfo=UTC), []
    while moment.year == year:
        told = [offset for start, offset in offsets if start <= moment][-1]
        if told != moment.astimezone(ZoneInfo(zone)).utcoffset():
            wrong.append(moment)
        moment += timedelta(minutes=30)
    assert wrong == []


def test_standard_time_is_the_smaller_offset_in_ireland_too() -> None:
    feed = Feed("A", ZoneInfo("Europe/Dublin"), "-//Test//EN", (2027, 2027))
    described = Calendar.from_ical(calendar(feed, [])).walk("VTIMEZONE")[0]
    assert [(part.name, str(part["TZNAME"])) for part in described.subcomponents] == [
        ("STANDARD", "GMT"),
        ("DAYLIGHT", "IST"),
        ("STANDARD", "GMT"),
    ]
