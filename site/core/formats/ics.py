"""Calendars that other programs subscribe to (RFC 5545, RFC 7986).

Nothing here reads the clock or makes up an identity: the same entries give the same bytes, so that
answers can be compared and kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDuration,
    vText,
)

from core.formats.plain_text import without_control_characters


@dataclass(frozen=True, slots=True)
class Organiser:
    """Whom calendars name as the sender of their entries."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event; times are aware."""

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    """When it last changed: DTSTAMP and LAST-MODIFIED."""
    sequence: int = 0
    is_cancelled: bool = False
    is_whole_day: bool = False
    """Whether only the dates count, in the calendar's zone; ``ends_at`` is the midnight after the last."""
    location: str = ""
    position: tuple[Decimal, Decimal] | None = None
    """Latitude and longitude in degrees, north and east positive."""
    description: str = ""
    categories: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a calendar says of itself."""

    name: str
    zone: ZoneInfo
    product: str
    """PRODID, such as ``-//Example//Agenda//EN``."""
    years: tuple[int, int]
    """The first and the last year whose changes of the clocks are described."""
    url: str = ""
    language: str = "en"
    organiser: Organiser | None = None
    """Where one is known the calendar is a publication (METHOD), which RFC 5546 ties to an ORGANIZER."""
    refresh_after: timedelta = field(default=timedelta(hours=1))
    """How often subscribers are asked to look again."""


def calendar(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """The calendar file, UTF-8; valid without entries, too."""
    made = Calendar()
    made.add("prodid", feed.product)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if feed.organiser:
        made.add("method", "PUBLISH")
    made.add("name", feed.name)
    made.add("x-wr-calname", feed.name)
    made.add("x-wr-timezone", feed.zone.key)
    refresh = vDuration(feed.refresh_after)
    made.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", refresh)
    if feed.url:
        made.add("source", feed.url, parameters={"VALUE": "URI"})
    made.add_component(_timezone(feed.zone, feed.years))
    for entry in entries:
        made.add_component(_event(feed, entry))
    return made.to_ical()


@dataclass(frozen=True, slots=True)
class Attendee:
    """Whom a meeting request is for; ``name`` may be empty."""

    name: str
    email: str


def meeting_request(feed: Feed, entry: Entry, attendee: Attendee) -> bytes:
    """One event sent to one person by mail (RFC 5546): a request, or its cancellation.

    The next one with the same UID and a higher SEQUENCE replaces it in the person's calendar. No answer
    is asked for: whoever gets it has said already that they come.

    Raises:
        ValueError: the feed names no organiser, without whom nothing can be requested.
    """
    if feed.organiser is None:
        raise ValueError("A meeting request needs an organiser.")
    made = Calendar()
    made.add("prodid", feed.product)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "CANCEL" if entry.is_cancelled else "REQUEST")
    made.add_component(_timezone(feed.zone, feed.years))
    event = _event(feed, entry)
    invited = _address(attendee)
    invited.params |= {"cutype": "INDIVIDUAL", "role": "REQ-PARTICIPANT", "rsvp": "FALSE"}
    invited.params["partstat"] = "DECLINED" if entry.is_cancelled else "ACCEPTED"
    event["attendee"] = invited
    made.add_component(event)
    return made.to_ical()


@lru_cache(maxsize=64)
def _timezone(zone: ZoneInfo, years: tuple[int, int]) -> Timezone:
    """The rules of ``zone`` from the first to the last of ``years``, each change of the clocks by itself.

    Written here because icalendar puts the start of summer time an hour late: RFC 5545 counts it in the
    offset that was in force before. Calendars share what is made here, and change nothing of it.
    """
    first, last = years
    made = Timezone()
    made.add("tzid", zone.key)
    begin = datetime(first, 1, 1, tzinfo=zone).astimezone(UTC)
    end = datetime(last + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    changes = [(begin, begin), *_changes_of_the_clocks(zone, begin, end)]
    # Ireland's law calls winter the exception; calendars expect the smaller offset to be the standard.
    standard = min(_offset(zone, after) for _before, after in changes)
    for before, after in changes:
        kind = TimezoneStandard if _offset(zone, after) == standard else TimezoneDaylight
        made.add_component(_observance(kind(), zone, before, after))
    return made


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _changes_of_the_clocks(
    zone: ZoneInfo, begin: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The last second before each change of the offset and the first after it, in UTC."""
    day = begin
    while day < end:
        low, high = day, day + timedelta(days=1)
        day = high
        if _offset(zone, low) == _offset(zone, high):
            continue
        while high - low > timedelta(seconds=1):
            middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
            low, high = (middle, high) if _offset(zone, middle) == _offset(zone, low) else (low, middle)
        yield low, high


def _observance(
    made: TimezoneStandard | TimezoneDaylight, zone: ZoneInfo, before: datetime, after: datetime
) -> TimezoneStandard | TimezoneDaylight:
    old = _offset(zone, before)
    made.add("dtstart", (after + old).replace(tzinfo=None))
    made.add("tzoffsetfrom", old)
    made.add("tzoffsetto", _offset(zone, after))
    made.add("tzname", after.astimezone(zone).tzname())
    return made


def _event(feed: Feed, entry: Entry) -> Event:
    made = Event()
    made.add("uid", entry.uid)
    stamp = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", entry.sequence)
    made.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    start, end = _told(entry, feed.zone)
    made.add("dtstart", start.date() if entry.is_whole_day else start)
    made.add("dtend", end.date() if entry.is_whole_day else end)
    made.add("transp", "TRANSPARENT" if entry.is_cancelled or entry.is_whole_day else "OPAQUE")
    _add_texts(made, feed, entry)
    if entry.position:
        made.add("geo", tuple(float(degrees) for degrees in entry.position))
    if entry.categories:
        made.add("categories", list(entry.categories))
    if entry.url:
        made.add("url", entry.url)
    if feed.organiser:
        made["organizer"] = _address(feed.organiser)
    return made


def _told(entry: Entry, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Beginning and end by the clocks of ``zone``, or in UTC where those would be misunderstood.

    An hour that the clocks tell twice means the first one (RFC 5545, 3.3.5), so the second is told in UTC.
    """
    start, end = entry.starts_at.astimezone(zone), entry.ends_at.astimezone(zone)
    if not entry.is_whole_day and (start.fold or end.fold):
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def _add_texts(made: Event, feed: Feed, entry: Entry) -> None:
    texts = {
        # Some programs refuse a title of several lines.
        "summary": re.sub(r"\s*[\r\n\t]+\s*", " ", entry.summary),
        "location": entry.location,
        "description": entry.description,
    }
    for name, text in texts.items():
        if text:
            made.add(name, vText(without_control_characters(text)), parameters={"LANGUAGE": feed.language})


def _address(person: Organiser | Attendee) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        # A parameter can hold neither quotes nor line breaks.
        name = without_control_characters(person.name).replace('"', "'")
        address.params["cn"] = " ".join(name.split())
    return address
