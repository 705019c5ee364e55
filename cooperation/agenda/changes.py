"""What a release changed, kept as data and told in the reader's language and the edition's zone."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.agenda import wording
from cooperation.agenda.enums import ChangeKind
from cooperation.agenda.programme import Programme, SlotEntry
from cooperation.agenda.snapshots import content_of

PUBLIC, ATTENDEES = "public", "attendees"

PLACED = {"starts_at", "ends_at", "is_untimed", "room", "place"}
"""The fields that make a change a move."""


@dataclass(frozen=True, slots=True)
class Position:
    """When and where a slot is; times are aware and in UTC."""

    starts_at: datetime
    ends_at: datetime
    is_untimed: bool
    where: str

    @classmethod
    def of(cls, slot: SlotEntry) -> "Position":
        """The position of ``slot``."""
        return cls(slot.starts_at, slot.ends_at, slot.is_untimed, slot.where)

    def time_told(self, zone: ZoneInfo) -> str:
        """The time in words, such as “12 May, 09:00”; without hours the days."""
        local = self.starts_at.astimezone(zone)
        if self.is_untimed:
            return wording.days_of(self, zone)
        return date_format(local, "j F, H:i")

    def told(self, zone: ZoneInfo) -> str:
        """Time and place in words."""
        if not self.where:
            return self.time_told(zone)
        return _("%(time)s, %(place)s") % {"time": self.time_told(zone), "place": self.where}


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one slot between two releases."""

    kind: str
    uid: str
    title: str
    was: Position | None = None
    now: Position | None = None
    old_title: str = ""
    """The title before, when it differs."""
    seen_by: tuple[str, ...] = (PUBLIC, ATTENDEES)
    """Who may be told."""

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return str(ChangeKind(self.kind).label)

    def sentence(self, zone: ZoneInfo) -> str:
        """The change in one sentence in the reader's language, with times in ``zone``."""
        if self.kind == ChangeKind.CHANGED and self.old_title:
            return _("“%(old)s” (%(now)s) is now called “%(title)s”.") % self._names(zone)
        if self.kind == ChangeKind.MOVED and self.old_title:
            return _("“%(title)s”, before called “%(old)s”, moved from %(was)s to %(now)s.") % self._names(
                zone
            )
        if self._ends_elsewhen(zone):
            return _("“%(title)s” (%(now)s) ends at %(end)s, before at %(old_end)s.") % self._names(zone)
        return _SENTENCES[ChangeKind(self.kind)]() % self._names(zone)

    def _ends_elsewhen(self, zone: ZoneInfo) -> bool:
        """Whether it begins when and where it did, and only lasts longer or shorter."""
        was, now = self.was, self.now
        if self.kind != ChangeKind.MOVED or was is None or now is None or now.is_untimed:
            return False
        return was.told(zone) == now.told(zone) and was.ends_at != now.ends_at

    def _names(self, zone: ZoneInfo) -> dict[str, str]:
        return {
            "end": date_format(self.now.ends_at.astimezone(zone), "H:i") if self.now else "",
            "old_end": date_format(self.was.ends_at.astimezone(zone), "H:i") if self.was else "",
            "title": self.title,
            "old": self.old_title,
            "was": self.was.told(zone) if self.was else "",
            "now": self.now.told(zone) if self.now else "",
        }


_SENTENCES = {
    ChangeKind.CAME: lambda: _("“%(title)s” is new: %(now)s."),
    ChangeKind.MOVED: lambda: _("“%(title)s” moved from %(was)s to %(now)s."),
    ChangeKind.CHANGED: lambda: _("The details of “%(title)s” (%(now)s) changed."),
    ChangeKind.CANCELLED: lambda: _("“%(title)s” (%(now)s) is cancelled."),
    ChangeKind.CAME_BACK: lambda: _("“%(title)s” takes place after all: %(now)s."),
    ChangeKind.FELL_OUT: lambda: _("“%(title)s” (%(was)s) fell out."),
}


def changes_between(previous: Programme | None, current: Programme) -> list[Change]:
    """What the reader of ``previous`` has to know of ``current``, in order of time.

    The public and the attendees see different agendas, so they may be told different things: to the
    public a slot that became attendees-only fell out.
    """
    before = previous or Programme()
    for_all = list(_differences(before, current))
    for_public = set(_differences(before.seen_by(attendee=False), current.seen_by(attendee=False)))
    told = [_addressed(change, public=change in for_public, attendees=True) for change in for_all]
    told += [
        _addressed(change, public=True, attendees=False)
        for change in sorted(for_public - set(for_all), key=lambda change: change.title)
    ]
    return told


def _addressed(change: Change, *, public: bool, attendees: bool) -> Change:
    seen_by = (*((PUBLIC,) if public else ()), *((ATTENDEES,) if attendees else ()))
    return Change(change.kind, change.uid, change.title, change.was, change.now, change.old_title, seen_by)


def _differences(previous: Programme, current: Programme) -> Iterator[Change]:
    shown = {slot.uid: slot for slot in previous.current}
    gone = {slot.uid for slot in previous.slots if slot.fell_out}
    for slot in current.current:
        before = shown.pop(slot.uid, None)
        if before is None:
            kind = ChangeKind.CAME_BACK if slot.uid in gone else ChangeKind.CAME
            yield Change(kind, slot.uid, slot.title, now=Position.of(slot))
        elif kind_found := _kind_of_change(before, slot):
            yield Change(
                kind_found,
                slot.uid,
                slot.title,
                was=Position.of(before),
                now=Position.of(slot),
                old_title=before.title if before.title != slot.title else "",
            )
    for slot in shown.values():
        yield Change(ChangeKind.FELL_OUT, slot.uid, slot.title, was=Position.of(slot))


def _kind_of_change(before: SlotEntry, slot: SlotEntry) -> ChangeKind | None:
    old, new = content_of(before), content_of(slot)
    differing = {
        field.name for field in fields(SlotEntry) if getattr(old, field.name) != getattr(new, field.name)
    }
    if not differing:
        return None
    if "is_cancelled" in differing:
        return ChangeKind.CANCELLED if slot.is_cancelled else ChangeKind.CAME_BACK
    if differing & PLACED and Position.of(before) != Position.of(slot):
        return ChangeKind.MOVED
    return ChangeKind.CHANGED


def to_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The form in which a release keeps them; ``from_json`` reads it."""
    return [
        asdict(change) | {"was": _position_to_json(change.was), "now": _position_to_json(change.now)}
        for change in changes
    ]


def from_json(rows: Iterable[dict[str, Any]]) -> list[Change]:
    """Read what ``to_json`` wrote."""
    return [
        Change(
            **row
            | {
                "was": _position_from_json(row["was"]),
                "now": _position_from_json(row["now"]),
                "seen_by": tuple(row["seen_by"]),
            }
        )
        for row in rows
    ]


def _position_to_json(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    return asdict(position) | {
        "starts_at": position.starts_at.astimezone(UTC).isoformat(),
        "ends_at": position.ends_at.astimezone(UTC).isoformat(),
    }


def _position_from_json(row: dict[str, Any] | None) -> Position | None:
    if row is None:
        return None
    moments = {name: datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at")}
    return Position(**row | moments)
