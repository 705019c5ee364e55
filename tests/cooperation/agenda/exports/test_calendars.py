"""The agenda as a calendar: what it says, and that nothing but the agenda decides it."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from cooperation.agenda.exports.calendars import agenda_calendar, slot_calendar, webcal_address
from cooperation.agenda.programme import SpeakerEntry
from tests.cooperation.agenda.samples import FACTS, RELEASED, ROOMS, VILNIUS, programme, slot


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Tokyo"])
def _server_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def events(content: bytes) -> list[dict[str, object]]:
    return [dict(event.items()) for event in Calendar.from_ical(content).walk("VEVENT")]


def lines(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_entry_says_everything() -> None:
    entry = slot(
        room=ROOMS[0],
        abstract="What it is, and; why",
        language="French",
        sequence=3,
        speakers=(SpeakerEntry(1, "Ona", "Judge", "Court", "chair"),),
    )
    told = lines(agenda_calendar(programme(entry), FACTS))
    start = told.index("BEGIN:VEVENT")
    assert sorted(told[start : told.index("END:VEVENT") + 1]) == sorted(
        [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}",
            "SEQUENCE:3",
            "DTSTAMP:20270401T093000Z",
            "LAST-MODIFIED:20270401T093000Z",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "DTSTART;TZID=Europe/Vilnius:20270512T090000",
            "DTEND;TZID=Europe/Vilnius:20270512T100000",
            "SUMMARY;LANGUAGE=en:Opening",
            r"DESCRIPTION;LANGUAGE=en:What it is\, and\; why\nChair: Ona\, Judge\, Court\nLanguage: French",
            r"LOCATION;LANGUAGE=en:Aula\, National Library\, Gedimino pr. 51\, Vilnius",
            "GEO:54.69;25.26",
            "CATEGORIES:Plenary",
            f"URL:https://day.example.eu/2027/agenda/#{entry.anchor}",
            'ORGANIZER;CN="The Network":mailto:contact@example.eu',
            "END:VEVENT",
        ]
    )


def test_calendar_names_itself_and_asks_to_be_read_hourly() -> None:
    told = lines(agenda_calendar(programme(slot()), FACTS))
    for line in (
        "METHOD:PUBLISH",
        "NAME:Cooperation Day 2027",
        "X-WR-CALNAME:Cooperation Day 2027",
        "X-WR-TIMEZONE:Europe/Vilnius",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL;VALUE=DURATION:PT1H",
        "SOURCE;VALUE=URI:https://day.example.eu/2027/agenda/agenda.ics",
    ):
        assert told.count(line) == 1, line


def test_zone_is_described_for_the_year_alone_and_without_comment() -> None:
    told = lines(agenda_calendar(programme(slot()), FACTS))
    zone = told[told.index("BEGIN:VTIMEZONE") : told.index("END:VTIMEZONE") + 1]
    assert [line for line in zone if line.startswith("DTSTART")] == [
        "DTSTART:20270101T000000",
        "DTSTART:20270328T030000",
        "DTSTART:20271031T040000",
    ]
    assert not [line for line in told if line.startswith("COMMENT")]


def test_without_a_contact_nobody_is_named() -> None:
    told = agenda_calendar(programme(slot()), replace(FACTS, organiser=None))
    assert b"ORGANIZER" not in told
    assert b"METHOD" not in told


def test_fallen_out_slots_stay_as_cancelled() -> None:
    gone = slot(fell_out=True, is_cancelled=True, sequence=1)
    assert [event["STATUS"] for event in events(agenda_calendar(programme(gone), FACTS))] == ["CANCELLED"]


def test_cancelled_edition_cancels_everything_and_counts_it() -> None:
    cancelled_at = RELEASED + timedelta(days=3)
    made = programme(slot("One"), slot("Two", 10, is_cancelled=True, sequence=4))
    cancelled = replace(
        FACTS, cancelled_at=cancelled_at, standing_changes=1, standing_changed_at=cancelled_at
    )
    told = events(agenda_calendar(made, cancelled))
    assert [(event["STATUS"], event["SEQUENCE"]) for event in told] == [("CANCELLED", 1), ("CANCELLED", 5)]
    assert [event["LAST-MODIFIED"].dt for event in told] == [cancelled_at, cancelled_at]


def test_reinstated_edition_brings_back_what_it_cancelled_and_nothing_else() -> None:
    at = RELEASED + timedelta(days=5)
    made = programme(slot("One"), slot("Two", 10, is_cancelled=True, sequence=4))
    told = events(agenda_calendar(made, replace(FACTS, standing_changes=2, standing_changed_at=at)))
    assert [(event["STATUS"], event["SEQUENCE"]) for event in told] == [("CONFIRMED", 2), ("CANCELLED", 6)]
    assert [event["LAST-MODIFIED"].dt for event in told] == [at, at]


def test_place_outside_the_venue_has_no_position_of_the_venue() -> None:
    told = events(agenda_calendar(programme(slot(place="Harbour")), FACTS))[0]
    assert told["LOCATION"] == "Harbour"
    assert "GEO" not in told


def test_slot_without_hours_is_a_whole_day() -> None:
    entry = slot(hour=0, minutes=24 * 60, is_untimed=True)
    told = lines(agenda_calendar(programme(entry), FACTS))
    assert "DTSTART;VALUE=DATE:20270512" in told
    assert "DTEND;VALUE=DATE:20270513" in told
    assert "DESCRIPTION;LANGUAGE=en:The hours were not recorded: only its days are known." in told


def test_before_the_first_release_it_is_empty_and_named() -> None:
    content = agenda_calendar(None, FACTS)
    assert events(content) == []
    assert "X-WR-CALNAME:Cooperation Day 2027" in lines(content)


def test_one_slot_has_the_identity_of_the_whole_calendar() -> None:
    entry = slot(sequence=2)
    whole, alone = agenda_calendar(programme(entry), FACTS), slot_calendar(entry, FACTS)
    assert events(alone) == events(whole)


def test_text_cannot_write_lines_of_its_own() -> None:
    evil = slot("A\r\nATTENDEE:mailto:x@y\x00\nEND:VEVENT", place='"B";C\r\nX:Y')
    told = lines(agenda_calendar(programme(evil), FACTS))
    assert [line for line in told if line.startswith(("ATTENDEE", "X:Y"))] == []
    assert told.count("END:VEVENT") == 1
    assert "SUMMARY;LANGUAGE=en:A ATTENDEE:mailto:x@y END:VEVENT" in told


def test_example_is_marked() -> None:
    told = events(agenda_calendar(programme(slot()), replace(FACTS, is_example=True)))
    assert told[0]["DESCRIPTION"] == "This is an example. It does not take place."


@pytest.mark.usefixtures("_server_zone")
@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2027, 10, 31, 2, 30, tzinfo=UTC), datetime(2027, 10, 31, 3, 30, tzinfo=UTC)),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
        (datetime(2028, 2, 29, 21, 0, tzinfo=UTC), datetime(2028, 2, 29, 23, 0, tzinfo=UTC)),
        (datetime(2027, 12, 31, 21, 30, tzinfo=UTC), datetime(2027, 12, 31, 23, 30, tzinfo=UTC)),
    ],
    ids=[
        "to summer time",
        "to winter time",
        "within the hour told twice",
        "29 February past midnight",
        "new year",
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Vilnius", "Europe/Dublin", "Atlantic/Reykjavik", "Asia/Nicosia"])
def test_moments_are_right_wherever_the_server_stands(start: datetime, end: datetime, zone: str) -> None:
    entry = slot(starts_at=start, ends_at=end)
    content = agenda_calendar(programme(entry), replace(FACTS, zone=ZoneInfo(zone)))
    told = events(content)[0]
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (start, end)
    assert lines(content)[lines(content).index("BEGIN:VTIMEZONE") + 1] == f"TZID:{zone}"


@pytest.mark.sweeps
@pytest.mark.usefixtures("_server_zone")
def test_bytes_depend_on_nothing_but_the_agenda() -> None:
    made = programme(slot(), slot("Two", 10, room=ROOMS[1]))
    content = agenda_calendar(made, FACTS)
    time.sleep(1.1)
    assert agenda_calendar(made, FACTS) == content
    assert b"DTSTART;TZID=Europe/Vilnius:20270512T090000" in content


def test_subscribing_address() -> None:
    assert webcal_address("https://day.example.eu/2027/agenda/agenda.ics") == (
        "webcal://day.example.eu/2027/agenda/agenda.ics"
    )


def test_summer_time_begins_at_the_right_second() -> None:
    """The described zone gives every moment of the year the offset that the zone database gives it."""
    described = Calendar.from_ical(agenda_calendar(programme(slot()), FACTS)).walk("VTIMEZONE")[0].to_tz()
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    wrong = []
    while moment.year == 2027:
        if moment.astimezone(described).utcoffset() != moment.astimezone(VILNIUS).utcoffset():
            wrong.append(moment)
        moment += timedelta(minutes=30)
    assert wrong == []
