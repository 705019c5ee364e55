"""What is on now and what comes next, in one room or in all: for screens at doors. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import slugify

from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry

AHEAD = timedelta(hours=14)
"""How far ahead the next slot may lie: the rest of the day, and not tomorrow's breakfast."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One room, or what is for the whole house."""

    room: RoomEntry | None
    slug: str
    """The last part of the screen's address; empty for what is for the whole house."""
    now: tuple[SlotEntry, ...]
    next: tuple[SlotEntry, ...]
    """What begins next; several when they begin at the same moment."""


def slugs(programme: Programme) -> dict[str, RoomEntry]:
    """The rooms by the last part of their screen's address: their name, with a number where names collide."""
    found: dict[str, RoomEntry] = {}
    for room in programme.rooms:
        name = slugify(room.name, allow_unicode=True) or f"room-{room.id}"
        found[name if name not in found else f"{name}-{room.id}"] = room
    return found


def screens(programme: Programme, now: datetime) -> list[Screen]:
    """A screen for each room that anything takes place in, and the first for what is for the whole house."""
    used = {slot.room for slot in programme.current}
    rooms = [("", None), *((slug, room) for slug, room in slugs(programme).items() if room in used)]
    return [screen(programme, room, slug, now) for slug, room in rooms]


def screen(programme: Programme, room: RoomEntry | None, slug: str, now: datetime) -> Screen:
    """What is on in ``room`` at ``now`` and what comes next there."""
    timed = [slot for slot in programme.current if slot.room == room and not slot.is_untimed]
    ahead = [slot for slot in timed if now < slot.starts_at <= now + AHEAD]
    first = min((slot.starts_at for slot in ahead), default=None)
    return Screen(
        room=room,
        slug=slug,
        now=tuple(slot for slot in timed if slot.starts_at <= now < slot.ends_at),
        next=tuple(slot for slot in ahead if slot.starts_at == first),
    )


def next_change(programme: Programme, now: datetime) -> datetime | None:
    """When any of it begins or ends after ``now``, or comes near; ``None`` when nothing does."""
    timed = [slot for slot in programme.current if not slot.is_untimed]
    moments = [moment for slot in timed for moment in (slot.starts_at, slot.ends_at, slot.starts_at - AHEAD)]
    return min((moment for moment in moments if moment > now), default=None)
