"""The agenda as plain values: one source of truth for page, calendar, PDF, JSON and XML.

A ``Programme`` is read from a release or from the draft, and everything that shows an agenda is made
from it. It holds no database rows, so a page of 300 slots costs the same queries as one of 3.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from cooperation.agenda.enums import SlotKind, SpeakerRole
from core.publishing.enums import Audience


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """A room as it was when the agenda was released."""

    id: int
    name: str
    location: str = ""
    is_step_free: bool = True


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """Somebody who takes part in a slot, as they were named when the agenda was released."""

    id: int
    name: str
    function: str = ""
    organisation: str = ""
    role: str = SpeakerRole.SPEAKER

    @property
    def role_label(self) -> str:
        """The role in the reader's language."""
        return str(SpeakerRole(self.role).label)

    @property
    def described(self) -> str:
        """Name, function and organisation, as far as known."""
        return ", ".join(part for part in (self.name, self.function, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class SlotEntry:
    """A piece of a programme; ``starts_at`` and ``ends_at`` are aware and in UTC."""

    uid: str
    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    is_untimed: bool = False
    """Whether only its days are known (a past edition's hours): from midnight to midnight in the
    edition's zone, shown without hours, a whole day in calendars, never in conflict with others."""
    abstract: str = ""
    room: RoomEntry | None = None
    place: str = ""
    language: str = ""
    audience: str = Audience.PUBLIC
    page_id: int | None = None
    is_cancelled: bool = False
    speakers: tuple[SpeakerEntry, ...] = ()
    sequence: int = 0
    """How often calendars have to take notice of a change (SEQUENCE, RFC 5545)."""
    changed_at: datetime | None = None
    """When the release that last changed it was made; ``None`` in a draft."""
    fell_out: bool = False
    """Whether it is gone from the agenda and only calendars still have to hear of it."""

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return str(SlotKind(self.kind).label)

    @property
    def is_public(self) -> bool:
        """Whether everyone may see it."""
        return self.audience == Audience.PUBLIC

    @property
    def where(self) -> str:
        """The room's name, or the place outside the venue; empty when neither is set."""
        return self.room.name if self.room else self.place

    @property
    def short_uid(self) -> str:
        """The beginning of its identity, for addresses: 40 bits, which no two slots of an agenda share."""
        return self.uid.replace("-", "")[:10]

    @property
    def anchor(self) -> str:
        """What the agenda's page calls it: the part of its address after the ``#``."""
        return f"slot-{self.short_uid}"

    @property
    def minutes(self) -> int:
        """Its length in minutes, true across a change of the clocks."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def overlaps(self, other: "SlotEntry") -> bool:
        """Whether both take place at some moment; one that begins as the other ends does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Block:
    """Slots that follow one another in time without a gap in their overlap: one row of the agenda."""

    slots: tuple[SlotEntry, ...]

    @property
    def is_parallel(self) -> bool:
        """Whether more than one thing takes place."""
        return len(self.slots) > 1

    @property
    def starts_at(self) -> datetime:
        """When its first slot begins."""
        return self.slots[0].starts_at

    @property
    def ends_at(self) -> datetime:
        """When its last slot ends."""
        return max(slot.ends_at for slot in self.slots)

    @property
    def lanes(self) -> tuple[tuple[SlotEntry, ...], ...]:
        """The slots side by side: a lane for each room, and as few as can be for those without one.

        Within a lane nothing overlaps, so a wide page gives each lane a column.
        """
        lanes: list[list[SlotEntry]] = []
        for slot in self.slots:
            lane = next((lane for lane in lanes if _fits(lane, slot)), None)
            if lane is None:
                lanes.append([slot])
            else:
                lane.append(slot)
        return tuple(tuple(lane) for lane in lanes)


def _fits(lane: list[SlotEntry], slot: SlotEntry) -> bool:
    last = lane[-1]
    return last.room == slot.room and last.ends_at <= slot.starts_at


@dataclass(frozen=True, slots=True)
class Day:
    """The slots that begin on one date at the venue."""

    date: date
    number: int
    """1 for the first day that has slots."""
    slots: tuple[SlotEntry, ...]

    @property
    def rooms(self) -> tuple[RoomEntry, ...]:
        """The rooms in use on this day, each once, in the order of their first slot's room order."""
        return tuple(dict.fromkeys(slot.room for slot in self.slots if slot.room))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The day from top to bottom: parallel slots together, everything else alone.

        Slots whose hours are not known take no time from the others and come first, each alone.
        """
        blocks = [[slot] for slot in self.slots if slot.is_untimed]
        end: datetime | None = None
        for slot in self.slots:
            if slot.is_untimed:
                continue
            if end is not None and slot.starts_at < end:
                blocks[-1].append(slot)
                end = max(end, slot.ends_at)
            else:
                blocks.append([slot])
                end = slot.ends_at
        return tuple(Block(tuple(block)) for block in blocks)


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Somebody with all that they take part in."""

    speaker: SpeakerEntry
    """As they are named in the first of the slots."""
    slots: tuple[SlotEntry, ...]

    @property
    def text(self) -> str:
        """Who they are and what they take part in, to be searched."""
        return ", ".join([self.speaker.described, *(slot.title for slot in self.slots)])


@dataclass(frozen=True, slots=True)
class Programme:
    """An agenda at one moment."""

    rooms: tuple[RoomEntry, ...] = ()
    slots: tuple[SlotEntry, ...] = ()
    """All slots in order of time, those that fell out among them."""
    number: int | None = None
    """The release's number; ``None`` for a draft."""
    note: str = ""
    released_at: datetime | None = None

    @property
    def current(self) -> tuple[SlotEntry, ...]:
        """The slots that the agenda shows, cancelled ones among them."""
        return tuple(slot for slot in self.slots if not slot.fell_out)

    def seen_by(self, *, attendee: bool) -> "Programme":
        """What somebody may see: everything as an ``attendee``, else the public slots only."""
        if not attendee:
            return replace(self, slots=tuple(slot for slot in self.slots if slot.is_public))
        shown = {slot.uid for slot in self.current}
        return replace(
            self, slots=tuple(slot for slot in self.slots if not (slot.fell_out and slot.uid in shown))
        )

    def in_order(self) -> "Programme":
        """The same with its slots in order of time, parallel ones in the order of the rooms."""
        position = {room.id: number for number, room in enumerate(self.rooms)}

        def place(slot: SlotEntry) -> tuple[datetime, int, datetime]:
            return slot.starts_at, position.get(slot.room.id, -1) if slot.room else -1, slot.ends_at

        return replace(self, slots=tuple(sorted(self.slots, key=place)))

    def slot(self, uid: str) -> SlotEntry | None:
        """The slot of this ``uid`` or ``short_uid``, a shown one before one that fell out; else ``None``."""
        found = [slot for slot in self.slots if uid in (slot.uid, slot.short_uid)]
        return min(found, key=lambda slot: slot.fell_out, default=None)

    def days(self, zone: ZoneInfo) -> list[Day]:
        """The shown slots by the date on which they begin in ``zone``."""

        def local_date(slot: SlotEntry) -> date:
            return slot.starts_at.astimezone(zone).date()

        return [
            Day(day, number, tuple(slots))
            for number, (day, slots) in enumerate(groupby(self.current, key=local_date), start=1)
        ]

    def taking_part(self) -> list[TakingPart]:
        """The people of the shown slots in the order in which they first appear."""
        slots: dict[int, list[SlotEntry]] = {}
        speakers: dict[int, SpeakerEntry] = {}
        for slot in self.current:
            for speaker in slot.speakers:
                speakers.setdefault(speaker.id, speaker)
                slots.setdefault(speaker.id, []).append(slot)
        return [TakingPart(speakers[key], tuple(given)) for key, given in slots.items()]

    def page_ids(self) -> set[int]:
        """The pages that its slots point to."""
        return {slot.page_id for slot in self.slots if slot.page_id}

    def to_json(self) -> dict[str, Any]:
        """The form in which a release keeps it; ``from_json`` reads it."""
        return {
            "rooms": [asdict(room) for room in self.rooms],
            "slots": [_slot_to_json(slot) for slot in self.slots],
        }

    @classmethod
    def from_json(cls, content: dict[str, Any], **about: Any) -> "Programme":
        """Read what ``to_json`` wrote; ``about`` are number, note and released_at."""
        rooms = {row["id"]: RoomEntry(**row) for row in content["rooms"]}
        slots = tuple(_slots_from_json(content["slots"], rooms))
        return cls(rooms=tuple(rooms.values()), slots=slots, **about)


def _slot_to_json(slot: SlotEntry) -> dict[str, Any]:
    row = asdict(slot)
    row["room"] = slot.room.id if slot.room else None
    for moment in ("starts_at", "ends_at", "changed_at"):
        row[moment] = row[moment].astimezone(UTC).isoformat() if row[moment] else None
    return row


def _slots_from_json(rows: list[dict[str, Any]], rooms: dict[int, RoomEntry]) -> Iterator[SlotEntry]:
    for row in rows:
        values = dict(row)
        values["room"] = rooms[row["room"]] if row["room"] else None
        values["speakers"] = tuple(SpeakerEntry(**speaker) for speaker in row["speakers"])
        for moment in ("starts_at", "ends_at", "changed_at"):
            values[moment] = datetime.fromisoformat(row[moment]) if row[moment] else None
        yield SlotEntry(**values)
