"""What stands on a badge and in which order badges come: pure decisions, no database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from core.formats.link_picture import readable
from core.searching.words import fold
from workshops.printing.enums import Order, Sheet, Size
from workshops.registration.enums import Participation


@dataclass(frozen=True, slots=True)
class Badge:
    """All that a badge says of somebody; diet, health and address are not among it."""

    registration_id: int
    name: str
    function: str
    affiliation: str
    """The member or the organisation that they belong to."""
    country: str
    """ISO code; empty for who belongs to no member."""
    role: str
    no_pictures: bool
    """Whether they were asked and did not agree that pictures are taken."""
    code: str
    """What the check-in reads; see ``check_in_codes``."""
    member_order: tuple[int, str] | None = None
    """The place of their member in the order of protocol."""

    @property
    def digest(self) -> str:
        """Changes when anything that the badge says does."""
        said = (self.name, self.function, self.affiliation, self.country, self.role, self.no_pictures)
        return sha256(repr((*said, self.code)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Blank:
    """A badge to write on; ``role`` may be empty."""

    role: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How badges are made."""

    size: Size = Size.A6
    sheet: Sheet = Sheet.SINGLE
    order: Order = Order.MEMBER
    shift_right: float = 0
    """Millimetres by which a printer has to be corrected on sheets."""
    shift_down: float = 0


def fit_together(size: Size, sheet: Sheet) -> bool:
    """Whether there are such sheets for badges of this size."""
    return sheet != Sheet.PERFORATED or size == Size.CARD


def split_name(name: str) -> tuple[str, str]:
    """``name`` as the part that is read from afar and the rest; the rest of a single word is empty.

    Titles and initials, which end with a full stop, stay with the word that follows them. What cannot be
    set in our letters is left out; nothing may remain.
    """
    words = readable(name).split()
    first = next((number for number, word in enumerate(words) if not word.endswith(".")), len(words) - 1)
    return " ".join(words[: first + 1]), " ".join(words[first + 1 :])


def name_key(name: str) -> tuple[str, ...]:
    """Sorts names by their last word, then by the others, without accents and case."""
    words = [fold(word) for word in name.split()]
    return (*words[-1:], *words[:-1])


ROLES = list(Participation.values)


def in_order(badges: Iterable[Badge], order: Order) -> list[Badge]:
    """``badges`` as they leave the printer; who belongs to no member comes after all members."""
    keys: dict[Order, Callable[[Badge], Any]] = {
        Order.MEMBER: lambda one: (one.member_order is None, one.member_order or (), name_key(one.name)),
        Order.ROLE: lambda one: (ROLES.index(one.role), name_key(one.name)),
        Order.NAME: lambda one: name_key(one.name),
    }
    return sorted(badges, key=keys[order])
