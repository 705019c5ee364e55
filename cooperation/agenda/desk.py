"""What the agenda desk shows of a draft: its days, what is wrong with it, what differs from the release."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from cooperation.agenda.changes import Change, changes_between
from cooperation.agenda.models import Release
from cooperation.agenda.programme import Programme
from cooperation.agenda.queries import current_programme, draft_programme, releases
from cooperation.agenda.rules import Conflict, conflicts
from cooperation.editions.models import Edition


@dataclass(frozen=True, slots=True)
class DeskDay:
    """One day of the draft in short."""

    date: date
    slots: int
    is_outside: bool
    """Whether it is none of the edition's days."""


class Desk:
    """The draft of one edition, read in a number of queries that does not grow with it."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.draft = draft_programme(edition)

    @cached_property
    def released(self) -> Programme | None:
        """What readers see; ``None`` before the first release."""
        return current_programme(self.edition)

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """What is wrong, what blocks a release first."""
        edition = self.edition
        return conflicts(
            self.draft.slots, first_day=edition.starts_on, last_day=edition.ends_on, zone=edition.zone
        )

    @property
    def told_conflicts(self) -> list[tuple[bool, str]]:
        """Every conflict in words, and whether it blocks a release."""
        return [(conflict.is_blocking, conflict.sentence(self.edition.zone)) for conflict in self.conflicts]

    @property
    def is_blocked(self) -> bool:
        """Whether a conflict stands in the way of a release."""
        return any(conflict.is_blocking for conflict in self.conflicts)

    @cached_property
    def conflicts_by_uid(self) -> dict[str, list[str]]:
        """The conflicts in words by the identity of the slots that they tell of."""
        told: dict[str, list[str]] = defaultdict(list)
        for conflict in self.conflicts:
            for slot in filter(None, (conflict.slot, conflict.other)):
                told[slot.uid].append(conflict.sentence(self.edition.zone))
        return told

    @cached_property
    def differences(self) -> list[Change]:
        """What the next release would tell."""
        return changes_between(self.released, self.draft)

    @property
    def told_differences(self) -> list[str]:
        """What the next release would tell, in words."""
        return [change.sentence(self.edition.zone) for change in self.differences]

    @cached_property
    def days(self) -> list[DeskDay]:
        """The edition's days and every other day that has slots."""
        zone = self.edition.zone
        counted = Counter(slot.starts_at.astimezone(zone).date() for slot in self.draft.current)
        own = _days_between(self.edition.starts_on, self.edition.ends_on or self.edition.starts_on)
        return [DeskDay(day, counted[day], day not in own) for day in sorted({*own, *counted})]

    @cached_property
    def releases(self) -> list[Release]:
        """All releases, newest first."""
        return list(releases(self.edition).select_related("released_by"))


def _days_between(first: date | None, last: date | None) -> list[date]:
    if first is None or last is None:
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
