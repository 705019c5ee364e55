"""The agenda as JSON for other programs; the form is described in ``docs/agenda-json.md``."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.programme import Programme, SlotEntry

FORMAT_VERSION = 1
"""Grows when a field changes its meaning or goes; a new field does not change it."""


def agenda_json(programme: Programme, facts: AgendaFacts) -> dict[str, Any]:
    """``programme`` in the documented form; every time has an offset, and the zone is named once."""
    return {
        "format": "cooperation-day-agenda",
        "version": FORMAT_VERSION,
        "url": facts.agenda_url,
        "edition": {
            "title": facts.title,
            "year": facts.year,
            "theme": facts.theme,
            "first_day": facts.first_day.isoformat() if facts.first_day else None,
            "last_day": facts.last_day.isoformat() if facts.last_day else None,
            "time_zone": facts.zone.key,
            "venue": facts.venue,
            "city": facts.city,
            "is_example": facts.is_example,
            "is_cancelled": facts.cancelled_at is not None,
        },
        "release": {
            "number": programme.number,
            "released_at": _told(programme.released_at, facts.zone),
            "note": programme.note,
        },
        "rooms": [
            {
                "id": room.id,
                "name": room.name,
                "location": room.location,
                "is_step_free": room.is_step_free,
            }
            for room in programme.rooms
        ],
        "slots": [_slot(slot, facts) for slot in programme.current],
    }


def _slot(slot: SlotEntry, facts: AgendaFacts) -> dict[str, Any]:
    return {
        "uid": slot.uid,
        "url": facts.slot_url(slot),
        "kind": slot.kind,
        "title": slot.title,
        "abstract": slot.abstract,
        "starts_at": _told(slot.starts_at, facts.zone),
        "ends_at": _told(slot.ends_at, facts.zone),
        "hours_known": not slot.is_untimed,
        "room": slot.room.id if slot.room else None,
        "place": slot.place,
        "language": slot.language,
        "audience": slot.audience,
        "is_cancelled": slot.is_cancelled or facts.cancelled_at is not None,
        "speakers": [
            {
                "name": speaker.name,
                "function": speaker.function,
                "organisation": speaker.organisation,
                "role": speaker.role,
            }
            for speaker in slot.speakers
        ],
        "sequence": facts.sequence(slot),
        "changed_at": _told(facts.changed_at(slot), facts.zone),
    }


def _told(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None
