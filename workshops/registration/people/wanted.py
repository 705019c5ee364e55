"""What of the list of registrations somebody wants to see: plain values, from an address and back again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from core.publishing.keys import as_key
from workshops.registration.enums import Participation, RegistrationState

YES, NO = "yes", "no"
SEATED, QUEUED = "seat", "line"
NO_MEMBER = 0
"""Stands for those who belong to no member."""
BY_NAME, BY_ARRIVAL = "name", "-arrival"
SORTS = (BY_NAME, "-name", "arrival", BY_ARRIVAL, "member", "-member", "role", "-role", "state", "-state")
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which registrations, in which order, with which columns; each filter narrows what the others leave."""

    q: str = ""
    """Words of the name, the address or the organisation."""
    state: str = ""
    member: int | None = None
    role: str = ""
    session: int | None = None
    seat: str = ""
    """With a session: whether they have a seat there or wait for one; without: in any."""
    needs: str = ""
    """Whether they told diet or access needs; what it is does not matter here."""
    missing: str = ""
    """Whether an answer that has to be given is missing."""
    since: date | None = None
    facet: str = ""
    """What a room above asks, such as whether they have arrived; a name that it registered."""
    sort: str = BY_ARRIVAL
    columns: tuple[str, ...] = ()
    """Empty for the usual ones."""

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves anybody out."""
        return any(getattr(self, one.name) != one.default for one in fields(self) if one.name not in SHAPE)

    @property
    def query(self) -> str:
        """As the query of an address, without what is as usual."""
        return urlencode(list(self._pairs()))

    def without_search(self) -> Self:
        """As it can be kept: what was searched for may be somebody's name."""
        return replace(self, q="")

    def sorted_by(self, sort: str) -> Self:
        """The same people in another order."""
        return replace(self, sort=sort)

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for one in fields(self):
            value = getattr(self, one.name)
            if value == one.default:
                continue
            for each in value if isinstance(value, tuple) else [value]:
                yield one.name, str(each)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for the hidden fields of a form."""
        return list(self._pairs())


SHAPE = ("sort", "columns")
"""What changes how the list looks, and not who stands in it."""


def wanted_from(sent: Mapping[str, Any]) -> Wanted:
    """What ``sent`` (a query) asks for; whatever it names that there cannot be is left out."""
    several = sent.getlist("columns") if hasattr(sent, "getlist") else []
    return Wanted(
        q=_line(sent.get("q", "")),
        state=_one_of(sent.get("state"), RegistrationState.values),
        member=as_key(sent.get("member", "")),
        role=_one_of(sent.get("role"), Participation.values),
        session=as_key(sent.get("session", "")),
        seat=_one_of(sent.get("seat"), (SEATED, QUEUED)),
        needs=_one_of(sent.get("needs"), (YES, NO)),
        missing=_one_of(sent.get("missing"), (YES, NO)),
        since=_day(sent.get("since", "")),
        facet=_line(sent.get("facet", ""))[:60],
        sort=_one_of(sent.get("sort"), SORTS) or BY_ARRIVAL,
        columns=tuple(dict.fromkeys(str(one)[:60] for one in several[:60])),
    )


def _line(text: str) -> str:
    return " ".join(str(text).replace("\x00", " ").split())[:LONGEST_SEARCH]


def _one_of(text: Any, known: Iterable[str]) -> str:
    return text if text in known else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
