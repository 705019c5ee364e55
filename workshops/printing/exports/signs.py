"""Signs for doors: what happens in a room on a day, from the newest release."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry
from core.formats import qr
from core.formats.link_picture import readable
from workshops.printing.exports.paper import about, template


@dataclass(frozen=True, slots=True)
class Sign:
    """One room on one day."""

    room: RoomEntry
    day: date
    slots: tuple[SlotEntry, ...]


def signs_of(
    programme: Programme, facts: AgendaFacts, room_id: int | None = None, day: date | None = None
) -> list[Sign]:
    """A sign for each room and day on which it is used; of one room or one day where these are given.

    Signs hang where attendees alone pass, so they show what is for attendees too.
    """
    found = []
    for one in programme.seen_by(attendee=True).days(facts.zone):
        for room in programme.rooms:
            slots = tuple(slot for slot in one.slots if slot.room == room)
            if slots and room_id in (None, room.id) and day in (None, one.date):
                found.append(Sign(room, one.date, slots))
    return found


def signs_pdf(signs: Sequence[Sign], programme: Programme, facts: AgendaFacts) -> bytes:
    """``signs`` as a tagged PDF of A4; ``programme`` is the release that they show."""
    released_at = programme.released_at
    assert released_at is not None, "Signs show what is released."
    content = {
        **about(facts, _("%(edition)s: signs for doors") % {"edition": facts.title}),
        "signs": [_sign(sign, facts) for sign in signs],
        "qr": qr.svg(facts.agenda_url),
        "qr_alternative": _("QR code that leads to %(address)s") % {"address": facts.agenda_url},
        "caption": _("The agenda as it is now"),
        "address": facts.agenda_url.partition("://")[2].rstrip("/"),
        "release": _release(programme.number, released_at, facts),
    }
    return template("signs").render(content, released_at)


def _release(number: int | None, released_at: datetime, facts: AgendaFacts) -> str:
    told = _("Release %(number)s of %(date)s") % {
        "number": number,
        "date": date_format(released_at.astimezone(facts.zone), "j F Y, H:i"),
    }
    zone = _("Times are those of the venue (%(zone)s).") % {"zone": facts.zone.key}
    return f"{told}. {zone}"


def _sign(sign: Sign, facts: AgendaFacts) -> dict[str, Any]:
    return {
        # A heading without a word would stop whoever has it read aloud.
        "room": readable(sign.room.name) or _("Room"),
        "where": sign.room.location,
        "day": date_format(sign.day, "l j F"),
        "slots": [_slot(slot, facts) for slot in sign.slots],
    }


def _slot(slot: SlotEntry, facts: AgendaFacts) -> dict[str, Any]:
    starts, ends = slot.starts_at.astimezone(facts.zone), slot.ends_at.astimezone(facts.zone)
    people = ", ".join(speaker.name for speaker in slot.speakers)
    return {
        "time": _("Today") if slot.is_untimed else f"{starts:%H:%M}–{ends:%H:%M}",
        "title": readable(slot.title) or _("To be announced"),
        "lines": [line for line in (people, slot.language) if line],
        "cancelled": _("Cancelled") if slot.is_cancelled else "",
    }
