"""Pure decisions about an agenda: no database.

A conflict that blocks stops a release, because the agenda could not happen like that: a room or a person
in two places at once, a slot without length, a date far outside the edition. Everything else is a
warning, shown and left to the organiser. A draft may be saved with any conflict but one without length,
so that work in progress is never lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.agenda.enums import ConflictKind, SlotKind
from cooperation.agenda.programme import SlotEntry

ALONGSIDE = {SlotKind.BREAK, SlotKind.SOCIAL}
"""What may share its room and its time with something else: coffee in the foyer during registration."""

LONGEST = timedelta(days=1)
NEIGHBOURING = timedelta(days=1)
"""How far outside the edition's days is only a warning: a welcome dinner on the evening before."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something wrong with the time or the place of a slot."""

    kind: ConflictKind
    is_blocking: bool
    slot: SlotEntry
    other: SlotEntry | None = None
    """The slot that it clashes with: the later one of the two, or what lies beside the plenary ``slot``."""
    name: str = ""
    """The room or the person that is needed twice."""

    def sentence(self, zone: ZoneInfo) -> str:
        """What is wrong, in the reader's language, with times in ``zone``."""
        names = {"slot": self.slot.title, "time": _time_told(self.slot, zone), "name": self.name}
        if self.other:
            names |= {"other": self.other.title, "other_time": _time_told(self.other, zone)}
        return _SENTENCES[self.kind]() % names


_SENTENCES = {
    ConflictKind.NO_LENGTH: lambda: _("“%(slot)s” (%(time)s) ends before it begins, or at that moment."),
    ConflictKind.ROOM_TWICE: lambda: _(
        "“%(slot)s” (%(time)s) and “%(other)s” (%(other_time)s) are both in %(name)s at the same time."
    ),
    ConflictKind.SPEAKER_TWICE: lambda: _(
        "%(name)s is in “%(slot)s” (%(time)s) and in “%(other)s” (%(other_time)s) at the same time."
    ),
    ConflictKind.OUTSIDE_DAYS: lambda: _("“%(slot)s” (%(time)s) is not on a day of the edition."),
    ConflictKind.BESIDE_PLENARY: lambda: _(
        "“%(other)s” (%(other_time)s) overlaps the plenary “%(slot)s” (%(time)s), which everybody attends."
    ),
    ConflictKind.TOO_LONG: lambda: _("“%(slot)s” (%(time)s) lasts longer than a day."),
    ConflictKind.NO_ROOM: lambda: _("The workshop “%(slot)s” (%(time)s) has no room yet."),
}


def _time_told(slot: SlotEntry, zone: ZoneInfo) -> str:
    start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    if slot.is_untimed:
        return date_format(start, "j F")
    return _("%(day)s, %(start)s–%(end)s") % {
        "day": date_format(start, "j F"),
        "start": date_format(start, "H:i"),
        "end": date_format(end, "H:i"),
    }


def conflicts(
    slots: Iterable[SlotEntry], *, first_day: date | None, last_day: date | None, zone: ZoneInfo
) -> list[Conflict]:
    """All conflicts among ``slots``, those that block first, then in order of time.

    ``first_day`` and ``last_day`` are the edition's, dates in ``zone``; without them no day is wrong.
    Cancelled slots conflict with nothing, and those whose hours are not known only with the days.
    """
    live = [slot for slot in slots if not slot.is_cancelled]
    timed = [slot for slot in live if not slot.is_untimed and slot.ends_at > slot.starts_at]
    found = [
        *(conflict for slot in live for conflict in _alone(slot, first_day, last_day or first_day, zone)),
        *_room_twice(timed),
        *_speaker_twice(timed),
        *_beside_plenary(timed),
    ]
    return sorted(found, key=lambda conflict: (not conflict.is_blocking, conflict.slot.starts_at))


def _alone(
    slot: SlotEntry, first_day: date | None, last_day: date | None, zone: ZoneInfo
) -> Iterator[Conflict]:
    """What is wrong with ``slot`` by itself."""
    if slot.ends_at <= slot.starts_at:
        yield Conflict(ConflictKind.NO_LENGTH, True, slot)
    elif slot.ends_at - slot.starts_at > LONGEST and not slot.is_untimed:
        yield Conflict(ConflictKind.TOO_LONG, False, slot)
    if slot.kind == SlotKind.WORKSHOP and not slot.where and not slot.is_untimed:
        yield Conflict(ConflictKind.NO_ROOM, False, slot)
    day = slot.starts_at.astimezone(zone).date()
    if first_day and last_day and not first_day <= day <= last_day:
        yield Conflict(ConflictKind.OUTSIDE_DAYS, not is_near(day, first_day, last_day), slot)


def is_near(day: date, first_day: date | None, last_day: date | None) -> bool:
    """Whether ``day`` is one of the edition's days or next to them; without days every one is near."""
    if first_day is None:
        return True
    return first_day - NEIGHBOURING <= day <= (last_day or first_day) + NEIGHBOURING


def on_the_wall(moment: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """``moment`` moved by ``minutes`` as clocks in ``zone`` show it, also across a change to summer time."""
    told = moment.astimezone(zone).replace(tzinfo=None) + timedelta(minutes=minutes)
    # By way of UTC, so that a time that the clocks skip becomes the one after it.
    return told.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _room_twice(slots: list[SlotEntry]) -> Iterator[Conflict]:
    by_room: dict[int, list[SlotEntry]] = defaultdict(list)
    for slot in slots:
        if slot.room:
            by_room[slot.room.id].append(slot)
    for group in by_room.values():
        for earlier, later in _overlapping(group):
            blocks = not {earlier.kind, later.kind} & ALONGSIDE
            yield Conflict(ConflictKind.ROOM_TWICE, blocks, earlier, later, earlier.where)


def _speaker_twice(slots: list[SlotEntry]) -> Iterator[Conflict]:
    by_speaker: dict[int, list[SlotEntry]] = defaultdict(list)
    names: dict[int, str] = {}
    for slot in slots:
        for speaker in slot.speakers:
            by_speaker[speaker.id].append(slot)
            names[speaker.id] = speaker.name
    for speaker_id, group in by_speaker.items():
        for earlier, later in _overlapping(group):
            yield Conflict(ConflictKind.SPEAKER_TWICE, True, earlier, later, names[speaker_id])


def _beside_plenary(slots: list[SlotEntry]) -> Iterator[Conflict]:
    """Pairs of a plenary and what else the same people are expected at, the plenary first."""
    by_audience: dict[str, list[SlotEntry]] = defaultdict(list)
    for slot in slots:
        if slot.kind not in ALONGSIDE:
            by_audience[slot.audience].append(slot)
    for group in by_audience.values():
        for earlier, later in _with_a_plenary(group):
            plenary, other = (earlier, later) if earlier.kind == SlotKind.PLENARY else (later, earlier)
            yield Conflict(ConflictKind.BESIDE_PLENARY, False, plenary, other)


def _with_a_plenary(slots: list[SlotEntry]) -> Iterator[tuple[SlotEntry, SlotEntry]]:
    """The overlapping pairs with a plenary in them, the earlier one first; no other pair is looked at."""
    running: dict[bool, list[SlotEntry]] = {True: [], False: []}
    for slot in sorted(slots, key=lambda slot: slot.starts_at):
        is_plenary = slot.kind == SlotKind.PLENARY
        for group, others in running.items():
            running[group] = [other for other in others if other.ends_at > slot.starts_at]
        against = [*running[True], *(running[False] if is_plenary else [])]
        yield from ((earlier, slot) for earlier in against)
        running[is_plenary].append(slot)


def _overlapping(slots: Iterable[SlotEntry]) -> Iterator[tuple[SlotEntry, SlotEntry]]:
    """The pairs that overlap, the earlier one first; the cost grows with the pairs, not with all of them."""
    running: list[SlotEntry] = []
    for slot in sorted(slots, key=lambda slot: slot.starts_at):
        running = [earlier for earlier in running if earlier.ends_at > slot.starts_at]
        yield from ((earlier, slot) for earlier in running)
        running.append(slot)
