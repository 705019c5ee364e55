"""The agenda on paper: a programme on A4, and a sheet of A4 that folds to a booklet of A6."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.agenda import wording
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.programme import Block, Day, Programme, SlotEntry
from core.formats import pdf, qr

A4, POCKET = "a4", "pocket"
FORMATS = (A4, POCKET)
TEMPLATES = Path(__file__).parent / "typst"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_DAY = 25 * 60
"""In minutes, on the day on which the clocks go back."""
MOST_COLUMNS = {A4: 3, POCKET: 1}
"""More than this side by side would leave no room for a word of 40 letters: one after the other then."""


def agenda_pdf(programme: Programme, facts: AgendaFacts, paper: str = A4) -> bytes:
    """``programme`` as a tagged PDF; ``paper`` is one of ``FORMATS``."""
    return pdf.template(TEMPLATES / f"{paper}.typ").render(
        _content(programme, facts, MOST_COLUMNS[paper]), programme.released_at or NEVER
    )


def _content(programme: Programme, facts: AgendaFacts, most_columns: int) -> dict[str, Any]:
    made = _Maker(facts, most_columns)
    return {
        "title": facts.title,
        "document_title": _("%(edition)s: agenda") % {"edition": facts.title},
        "language": facts.language,
        "author": facts.network,
        "theme": facts.theme,
        "days_told": facts.days,
        "place": facts.place,
        "host": _("Hosted by %(host)s") % {"host": facts.host} if facts.host else "",
        "accent": facts.accent_colour,
        "example": _("Example: this event is invented") if facts.is_example else "",
        "cancelled": _("This edition is cancelled") if facts.cancelled_at else "",
        "qr": qr.svg(facts.agenda_url),
        "qr_alternative": _("QR code that leads to %(address)s") % {"address": facts.agenda_url},
        "qr_caption": _("The latest state"),
        "address": facts.agenda_url.partition("://")[2].rstrip("/"),
        "release": _release_told(programme, facts),
        "zone": _("Times are those of the venue (%(zone)s).") % {"zone": facts.zone.key},
        "page": _("Page %(page)s of %(pages)s"),
        "fold": _("Print on both sides, turn on the long edge, fold twice and cut open at the top."),
        "notes": _("Notes"),
        "funding": facts.funding_statement,
        "empty": _("There is nothing in the agenda yet."),
        "days": [made.day(day) for day in programme.days(facts.zone)],
    }


def _release_told(programme: Programme, facts: AgendaFacts) -> str:
    if not programme.released_at:
        return _("Draft, not released")
    return _("Release %(number)s of %(date)s") % {
        "number": programme.number,
        "date": date_format(programme.released_at.astimezone(facts.zone), "j F Y, H:i"),
    }


class _Maker:
    """Turns slots into the words that stand on paper; what is the same for all is translated once."""

    def __init__(self, facts: AgendaFacts, most_columns: int) -> None:
        self.zone = facts.zone
        self.most_columns = most_columns
        self.kinds = {kind.value: str(kind.label) for kind in SlotKind}
        self.cancelled = _("Cancelled")
        self.attendees = _("Attendees only")
        self.hours_unknown = _("Hours not known")

    def day(self, day: Day) -> dict[str, Any]:
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
            "blocks": [self._block(block, with_zone) for block in day.blocks],
        }

    def _block(self, block: Block, with_zone: bool) -> dict[str, Any]:
        lanes = block.lanes if len(block.lanes) <= self.most_columns else (block.slots,)
        together = {(slot.starts_at, slot.ends_at) for slot in block.slots}
        return {
            "time": self._time(block.starts_at, block.ends_at, block.slots[0].is_untimed, with_zone),
            "is_parallel": block.is_parallel,
            "lanes": [
                [self._slot(slot, with_zone, own_time=len(together) > 1) for slot in lane] for lane in lanes
            ],
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
    return [f"{role}: {_joined(names)}" for role, names in by_role.items()]


def _joined(names: Iterable[str]) -> str:
    return "; ".join(names)
