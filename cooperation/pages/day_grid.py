"""Where the slots of a day stand when its rooms are set side by side.

A column for each room in which something runs beside something else, a row for every five minutes: what
lasts twice as long is twice as high. What runs alone spans all columns. A long pause, and an evening with
nothing beside it to be compared with, are shortened: nobody should scroll through an empty screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from cooperation.agenda.programme import Block, Day, RoomEntry, SlotEntry

STEP = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(minutes=20)
LONGEST_ALONE = timedelta(hours=2)
ROWS_AN_HOUR = 12
MOST_ROWS = 18 * ROWS_AN_HOUR
MOST_COLUMNS = 12
"""What agenda_places.css has a place for; a wider or longer day is shown as a list."""
WIDTHS = {4: "64rem", 6: "72rem", 8: "90rem", 10: "104rem", MOST_COLUMNS: "116rem"}
"""How wide a screen has to be for so many columns, at most, to be legible."""


@dataclass(frozen=True, slots=True)
class Column:
    """A room or another place; the name is empty where none is known."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A day in columns and rows; positions are classes of agenda_places.css."""

    columns: tuple[Column, ...]
    slots: Mapping[str, str]
    """The position of each slot, by its uid."""
    beginnings: Mapping[datetime, str]
    """The row of each moment at which something begins."""


@dataclass(slots=True)
class _Track:
    """A column while it is filled: what stands in it does not overlap."""

    place: RoomEntry | str
    slots: list[SlotEntry] = field(default_factory=list)

    def has_room_for(self, slot: SlotEntry) -> bool:
        return _place(slot) == self.place and not any(slot.overlaps(other) for other in self.slots)


def width_for(columns: int) -> str:
    """The width, as CSS writes it, from which ``columns`` side by side are legible."""
    return next(width for most, width in WIDTHS.items() if columns <= most)


def grid_of(day: Day, rooms: tuple[RoomEntry, ...]) -> Grid | None:
    """``day`` in columns and rows; ``None`` where it does not fit or where too short slots would overlap.

    Columns stand in the order of ``rooms``, and what is outside of them comes last.
    """
    blocks = [block for block in day.blocks if not block.slots[0].is_untimed]
    tracks = _tracks(blocks, rooms)
    if not blocks or len(tracks) > MOST_COLUMNS:
        return None
    rows = _rows(blocks)
    if max(last for _first, last in rows.values()) > MOST_ROWS or _collide(tracks, rows):
        return None
    columns = {slot.uid: number for number, track in enumerate(tracks, start=1) for slot in track.slots}
    return Grid(
        columns=tuple(_column(track.place) for track in tracks),
        slots={uid: _classes(*at, columns.get(uid)) for uid, at in rows.items()},
        beginnings={slot.starts_at: _row(rows[slot.uid][0]) for block in blocks for slot in block.slots},
    )


def _place(slot: SlotEntry) -> RoomEntry | str:
    return slot.room or slot.place


def _column(place: RoomEntry | str) -> Column:
    return Column(place) if isinstance(place, str) else Column(place.name, place.location)


def _tracks(blocks: list[Block], rooms: tuple[RoomEntry, ...]) -> list[_Track]:
    tracks: list[_Track] = []
    for slot in (slot for block in blocks if block.is_parallel for slot in block.slots):
        track = next((track for track in tracks if track.has_room_for(slot)), None)
        if track is None:
            tracks.append(track := _Track(_place(slot)))
        track.slots.append(slot)
    order: dict[RoomEntry | str, int] = {room: number for number, room in enumerate(rooms)}
    return sorted(tracks, key=lambda track: (order.get(track.place, len(order)), track.place == ""))


def _rows(blocks: list[Block]) -> dict[str, tuple[int, int]]:
    """First row of each slot and the one after its last, by its uid; the day begins with row 0."""
    rows: dict[str, tuple[int, int]] = {}
    top, end = 0, blocks[0].starts_at
    for block in blocks:
        top += min(block.starts_at - end, LONGEST_PAUSE) // STEP
        for slot in block.slots:
            ends = slot.ends_at - block.starts_at
            first = top + (slot.starts_at - block.starts_at) // STEP
            last = top + (ends if block.is_parallel else min(ends, LONGEST_ALONE)) // STEP
            rows[slot.uid] = first, max(first + 1, last)
        top, end = max(last for _first, last in rows.values()), block.ends_at
    return rows


def _collide(tracks: list[_Track], rows: dict[str, tuple[int, int]]) -> bool:
    """Whether slots of a few minutes, each at least one row high, would stand on one another."""
    for track in tracks:
        places = sorted(rows[slot.uid] for slot in track.slots)
        if any(first < last for (_first, last), (first, _last) in pairwise(places)):
            return True
    return False


def _classes(first: int, last: int, column: int | None) -> str:
    return f"{_row(first)} {_row(last, 'to-')} {f'room{column}' if column else 'across'}"


def _row(number: int, prefix: str = "") -> str:
    hours, rows = divmod(number, ROWS_AN_HOUR)
    return f"{prefix}h{hours} {prefix}m{rows * 5}"
