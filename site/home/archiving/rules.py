"""What a seal holds and how two of them differ: pure decisions, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.editions.rules import Refused
from home.archiving.enums import ItemKind

Text = str | Promise
GIVEN_UP_AFTER = timedelta(minutes=30)
"""After which a copy that is at work and tells nothing is taken up anew: its worker was killed."""


class CannotCopy(Refused):
    """No copy can be made now."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that does not change any more, with its checksum."""

    kind: str
    key: str
    """What it is known by, whatever it is called: its address, its number, its key."""
    name: str
    sha256: str
    size: int
    """Bytes of what was counted."""

    @classmethod
    def of(cls, kind: ItemKind, key: object, name: object, content: bytes) -> Self:
        """The item with ``content``."""
        return cls(kind.value, str(key), str(name), sha256(content).hexdigest(), len(content))

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """As ``to_json`` wrote it."""
        return cls(**row)

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @property
    def kind_in_words(self) -> str:
        """What it is."""
        return str(ItemKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that came, went or changed since a seal was made."""

    item: Item
    what: str
    """``added``, ``gone`` or ``changed``."""

    def __str__(self) -> str:
        sentences = {
            "added": _("%(kind)s “%(name)s” came"),
            "gone": _("%(kind)s “%(name)s” is gone"),
            "changed": _("%(kind)s “%(name)s” changed"),
        }
        return sentences[self.what] % {"kind": self.item.kind_in_words, "name": self.item.name}


def differences(sealed: Iterable[Item], now: Iterable[Item]) -> list[Difference]:
    """What differs between what was ``sealed`` and what is there ``now``, in the order of the kinds.

    An erratum that came is no difference: it is the way in which an archive changes.
    """
    before = {(item.kind, item.key): item for item in sealed}
    after = {(item.kind, item.key): item for item in now}
    found = [Difference(item, "gone") for place, item in before.items() if place not in after]
    for place, item in after.items():
        if place not in before:
            if item.kind != ItemKind.ERRATUM:
                found.append(Difference(item, "added"))
        elif before[place].sha256 != item.sha256:
            found.append(Difference(item, "changed"))
    order = list(ItemKind)
    return sorted(found, key=lambda one: (order.index(ItemKind(one.item.kind)), one.item.name, one.item.key))


def digest_of(items: Sequence[Item]) -> str:
    """One checksum for all ``items``: of their lines, in an order that does not depend on names."""
    lines = sorted(f"{item.sha256}  {item.kind} {item.key}\n" for item in items)
    return sha256("".join(lines).encode()).hexdigest()


def reasons_against_copying(archived_at: datetime | None, has_pages: bool) -> list[Text]:
    """Why no copy can be made of an edition; empty when one can."""
    if archived_at is None:
        return [gettext_lazy("It does not lie in the archive yet. A copy is made of what changes no more.")]
    if not has_pages:
        return [gettext_lazy("It has no published start page, so there is nothing to copy.")]
    return []
