"""One taking over while it runs: from where, into what, what was made so far, and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.agenda.models import Room, Slot
from cooperation.agenda.wording import day as day_in_words
from cooperation.editions.day_shift import DayShift
from cooperation.editions.models import Edition
from core.accounts.models import User
from core.publishing import links
from core.searching.texts import plain
from home.starting.field_rules import Rule, text_fields
from home.starting.report import Part, Report
from home.starting.sources import Source, days_of, old_words
from home.starting.words import OldWords


@dataclass
class Work:
    """What the steps of one taking over share."""

    source: Source
    edition: Edition
    parts: frozenset[Part]
    by: User | None
    report: Report
    shift: DayShift | None = None
    words: OldWords = field(default_factory=OldWords)
    rooms: dict[int, Room] = field(default_factory=dict)
    """The new room, by the key of the old one."""
    slots: dict[int, Slot] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    """The key of the new page, by that of the old one."""

    @classmethod
    def begin(
        cls, source: Source, edition: Edition, parts: Iterable[Part], by: User | None, report: Report
    ) -> "Work":
        """Read what all steps need."""
        new_days = days_of(edition)
        shift = DayShift(source.days, new_days, source.by_position) if source.days and new_days else None
        return cls(source, edition, frozenset(parts), by, report, shift, old_words(source, edition))

    def takes(self, part: Part) -> bool:
        """Whether ``part`` was chosen."""
        return part in self.parts

    def look_at(self, part: Part, where: str, row: Model, rule: Rule) -> None:
        """Say where the words that were taken over from ``row`` tell of the earlier edition."""
        for name, label in text_fields(rule.copied, row):
            for text in plain_texts(getattr(row, name)):
                for word, around in self.words.found_in(text):
                    told = _("“%(word)s” in “%(field)s”: %(around)s")
                    self.report.decide(part, where, told % {"word": word, "field": label, "around": around})

    def tell_moment(self, part: Part, what: str, before: datetime | None, after: datetime | None) -> None:
        """Say what became of a moment around the meeting."""
        if before is None or self.source.days is None:
            return
        if after is None:
            self.report.left_out(part, what, _("The days of the new edition are not known yet."))
            return
        self.report.shifted(
            part, what, from_to(clock(before, self.source.days.zone), clock(after, self.edition.zone))
        )

    def day_before(self, day: date) -> str:
        """A day of the source in words; where days only count, its number."""
        if self.source.by_position and self.source.days:
            return _("Day %(number)d") % {"number": (day - self.source.days.first).days + 1}
        return day_told(day)

    def tell_day(self, part: Part, what: str, before: date, after: date | None) -> None:
        """Say what became of a day around the meeting."""
        if after is None:
            self.report.left_out(part, what, _("The days of the new edition are not known yet."))
            return
        self.report.shifted(part, what, from_to(day_told(before), day_told(after)))


def plain_texts(value: Any) -> list[str]:
    """The words of a field, whatever kind of text it holds; each paragraph of a story by itself."""
    raw = getattr(value, "raw_data", None)
    if raw is not None:
        return [plain(text) for text in links.strings(list(raw))]
    return [plain(str(value))] if value and "<" in str(value) else [str(value or "")]


def clock(at: datetime, zone: Any) -> str:
    """A moment with its weekday, such as “Wed 12 May 2027, 09:00”, by the clocks in ``zone``."""
    return date_format(at.astimezone(zone), "D j F Y, H:i")


def day_told(day: Any) -> str:
    """A day with its weekday."""
    return f"{date_format(day, 'l')} {day_in_words(day)}"


def from_to(before: str, after: str) -> str:
    """What something was and what it becomes."""
    return _("%(before)s → %(after)s") % {"before": before, "after": after}
