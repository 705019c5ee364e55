"""Days and slots in the words that stand on paper."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cooperation.agenda import wording
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.programme import Block, Day, SlotEntry

LONGEST_DAY = 25 * 60
"""In minutes, on the day on which the clocks go back."""
MOST_COLUMNS = 3
"""More than this side by side would leave no room for a word of 40 letters."""


class SlotWords:
    """Turns slots into words; what is the same for all is translated once."""

    def __init__(self, facts: AgendaFacts) -> None:
        self.zone = facts.zone
        self.kinds = {kind.value: str(kind.label) for kind in SlotKind}
        self.cancelled = _("Cancelled")
        self.attendees = _("Attendees only")
        self.hours_unknown = _("Hours not known")

    def day(self, day: Day) -> dict[str, Any]:
        """A day with its head and its rows."""
        # Seconds of an hour told twice are told apart by the offset.
        offsets = {
            moment.astimezone(self.zone).utcoffset()
            for slot in day.slots
            if not slot.is_untimed
            for moment in (slot.starts_at, slot.ends_at)
        }
        with_zone = len(offsets) > 1
        return {
            "label": date_format(day.date, "l j F"),
            "numeral": str(day.date.day),
            "weekday": date_format(day.date, "l"),
            "month": date_format(day.date, pgettext("month and year, a format", "F Y")),
            "blocks": list(self._blocks(day.blocks, with_zone)),
        }

    def _blocks(self, blocks: Iterable[Block], with_zone: bool) -> Iterator[dict[str, Any]]:
        for untimed, together in groupby(blocks, key=lambda block: block.slots[0].is_untimed):
            for index, block in enumerate(together):
                made = self._block(block, with_zone)
                # That no hours are known is said once, above all the slots of which it is true.
                yield made | {"time": ""} if untimed and index else made

    def _block(self, block: Block, with_zone: bool) -> dict[str, Any]:
        side_by_side = len(block.lanes) <= MOST_COLUMNS
        lanes = block.lanes if side_by_side else tuple((slot,) for slot in block.slots)
        own_time = len({(slot.starts_at, slot.ends_at) for slot in block.slots}) > 1
        return {
            "time": self._time(block.starts_at, block.ends_at, block.slots[0].is_untimed, with_zone),
            "lanes": [[self._slot(slot, with_zone, own_time=own_time) for slot in lane] for lane in lanes],
            # The same one after the other, in order of time.
            "slots": [self._slot(slot, with_zone, own_time=own_time) for slot in block.slots],
        }

    def _slot(self, slot: SlotEntry, with_zone: bool, *, own_time: bool) -> dict[str, Any]:
        marks = [self.kinds[slot.kind]]
        marks += [self.attendees] if not slot.is_public else []
        marks += [slot.language] if slot.language else []
        marks += [wording.days_of(slot, self.zone)] if slot.is_untimed and slot.minutes > LONGEST_DAY else []
        return {
            "kind": slot.kind,
            "time": self._time(slot.starts_at, slot.ends_at, slot.is_untimed, with_zone) if own_time else "",
            "title": slot.title,
            "where": slot.where,
            "marks": " · ".join(marks),
            "people": _people(slot),
            "abstract": " ".join(slot.abstract.split()),
            "cancelled": self.cancelled if slot.is_cancelled else "",
        }

    def _time(self, starts_at: datetime, ends_at: datetime, is_untimed: bool, with_zone: bool) -> str:
        if is_untimed:
            return self.hours_unknown
        start, end = starts_at.astimezone(self.zone), ends_at.astimezone(self.zone)
        first, last = f"{start:%H:%M}", f"{end:%H:%M}"
        if with_zone:
            first, last = f"{start:%H:%M %Z}", f"{end:%H:%M %Z}"
        if (end.date() - start.date()).days > 1:
            last = f"{date_format(end, 'j F')} {last}"
        return f"{first}–{last}"


def _people(slot: SlotEntry) -> list[str]:
    """The people in words, a line for each role."""
    by_role: dict[str, list[str]] = {}
    for speaker in slot.speakers:
        by_role.setdefault(speaker.role_label, []).append(speaker.described)
    return [f"{role}: {'; '.join(names)}" for role, names in by_role.items()]
