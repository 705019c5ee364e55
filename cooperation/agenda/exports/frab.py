"""The agenda as ``schedule.xml``, which conference apps and video teams read.

The format has no word for cancelled, so cancelled slots are left out.
Source: https://c3voc.de/wiki/schedule and the XSD in https://github.com/voc/schedule.
"""

from datetime import date, datetime, timedelta
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.text import slugify
from django.utils.translation import gettext as _

from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.programme import Day, Programme, SlotEntry
from core.formats.plain_text import without_control_characters

LARGEST_ID = 2**31 - 1
"""Readers keep the number of an event in 32 bits."""
LONGEST_MINUTES = 99 * 60 + 59
"""The form of a duration has two digits for the hours."""


def schedule_xml(programme: Programme, facts: AgendaFacts) -> bytes:
    """``programme`` as a frab schedule in UTF-8."""
    root = Element("schedule")
    SubElement(root, "generator", name="cooperation-day", version="1")
    _text(root, "version", str(programme.number or 0))
    days = [] if facts.cancelled_at else programme.days(facts.zone)
    days = days or [Day(_only_day(programme, facts), 1, ())]
    _add_conference(root, facts, days)
    numbers = _Numbers()
    for day in days:
        _add_day(root, day, facts, numbers)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")


def _only_day(programme: Programme, facts: AgendaFacts) -> date:
    """The format wants a day, also where nothing takes place."""
    if facts.first_day:
        return facts.first_day
    return programme.released_at.astimezone(facts.zone).date() if programme.released_at else date(1970, 1, 1)


def _add_conference(root: Element, facts: AgendaFacts, days: list[Day]) -> None:
    conference = SubElement(root, "conference")
    _text(conference, "title", facts.title)
    _text(conference, "acronym", slugify(facts.title) or "agenda")
    _text(conference, "start", (facts.first_day or days[0].date).isoformat())
    _text(conference, "end", (facts.last_day or facts.first_day or days[-1].date).isoformat())
    _text(conference, "days", str(len(days)))
    _text(conference, "timeslot_duration", "00:05")
    _text(conference, "base_url", facts.agenda_url)
    _text(conference, "time_zone_name", facts.zone.key)


def _add_day(root: Element, day: Day, facts: AgendaFacts, numbers: "_Numbers") -> None:
    begin = datetime(day.date.year, day.date.month, day.date.day, tzinfo=facts.zone)
    end = begin + timedelta(days=1)
    element = SubElement(root, "day", index=str(day.number), date=day.date.isoformat())
    element.set("start", begin.isoformat())
    element.set("end", end.isoformat())
    rooms: dict[str, Element] = {}
    for slot in day.slots:
        if slot.is_cancelled:
            continue
        name = without_control_characters(slot.where) or facts.venue or _("Venue")
        if name not in rooms:
            rooms[name] = SubElement(element, "room", name=name)
        _add_event(rooms[name], slot, name, facts, numbers)


def _add_event(room: Element, slot: SlotEntry, where: str, facts: AgendaFacts, numbers: "_Numbers") -> None:
    start = slot.starts_at.astimezone(facts.zone)
    minutes = min(slot.minutes, LONGEST_MINUTES)
    event = SubElement(room, "event", id=str(numbers.of(slot.uid)), guid=slot.uid)
    _text(event, "room", where)
    _text(event, "title", slot.title)
    _text(event, "subtitle", "")
    _text(event, "type", slot.kind)
    _text(event, "date", start.isoformat())
    _text(event, "start", f"{start:%H:%M}")
    _text(event, "duration", f"{minutes // 60:02}:{minutes % 60:02}")
    _text(event, "abstract", slot.abstract)
    _text(event, "slug", f"{slugify(slot.title)[:40]}-{slot.uid}".lstrip("-"))
    _text(event, "track", slot.kind_label)
    _text(event, "language", slot.language)
    _text(event, "url", facts.slot_url(slot))
    persons = SubElement(event, "persons")
    for speaker in slot.speakers:
        _text(persons, "person", speaker.name).set("id", str(speaker.id))


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = without_control_characters(text)
    return element


class _Numbers:
    """Gives each slot a number that stays the same from release to release, and no two the same."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, uid: str) -> int:
        number = UUID(uid).int % LARGEST_ID + 1
        while number in self._taken:
            number = number % LARGEST_ID + 1
        self._taken.add(number)
        return number
