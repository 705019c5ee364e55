"""Whom a change of the agenda concerns. The agenda knows nobody; whoever keeps seats registers who they are.

Two hooks of Wagtail: ``register_release_audience`` takes an edition and the identities of slots and gives the
``Affected`` of each; ``register_release_mail`` takes a ``Release`` and gives the way to write to them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from wagtail import hooks

from cooperation.agenda.changes import Change
from cooperation.agenda.models import Release
from cooperation.editions.duties import Area
from cooperation.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Affected:
    """How many people a slot concerns, counted."""

    seated: int = 0
    waiting: int = 0

    def __bool__(self) -> bool:
        return bool(self.seated or self.waiting)

    def __add__(self, other: "Affected") -> "Affected":
        return Affected(self.seated + other.seated, self.waiting + other.waiting)


class WayToWrite(NamedTuple):
    """Where a mail to those whom a release concerns is written."""

    label: str
    address: str
    area: Area
    """Whose duty it is to write it."""


def affected_by(edition: Edition, uids: Iterable[str]) -> dict[str, Affected]:
    """How many people each slot that ``uids`` name concerns; slots that concern nobody are left out."""
    keys = list(uids)
    found: dict[str, Affected] = defaultdict(Affected)
    for count in hooks.get_hooks("register_release_audience"):
        for uid, number in count(edition, keys).items():
            found[uid] += number
    return {uid: number for uid, number in found.items() if number}


def ways_to_write(release: Release) -> list[WayToWrite]:
    """The ways to write to those whom ``release`` concerns; none when it concerns nobody."""
    made = (make(release) for make in hooks.get_hooks("register_release_mail"))
    return [way for way in made if way]


def with_affected(edition: Edition, changes: Iterable[Change]) -> list[tuple[Change, str, Affected]]:
    """Each change with its sentence and how many people it concerns."""
    told = list(changes)
    numbers = affected_by(edition, [change.uid for change in told])
    return [(change, change.sentence(edition.zone), numbers.get(change.uid, Affected())) for change in told]
