"""Pure decisions about places and seats: no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workshops.registration.enums import Participation


@dataclass(frozen=True, slots=True)
class Person:
    """What of somebody counts when places or seats are given."""

    member_id: int | None
    role: str


@dataclass(frozen=True, slots=True)
class Reserve:
    """Places that are kept for one member, or for those who take part as one thing."""

    places: int
    member_id: int | None = None
    role: str = ""

    def is_for(self, person: Person) -> bool:
        """Whether ``person`` may have one of them."""
        if self.member_id is not None:
            return person.member_id == self.member_id
        return person.role == self.role

    def left_after(self, holders: "Holders") -> "Reserve":
        """What is still kept when ``holders`` have their places."""
        return replace(self, places=max(0, self.places - _used(self, holders)))


Holders = Mapping[Person, int]
"""How many of each kind of person have a place or a seat."""


def free_for(
    person: Person, capacity: int | None, holders: Holders, reserves: Iterable[Reserve] = ()
) -> int | None:
    """How many places ``person`` could have; ``None`` without a limit, never below 0.

    What is kept for others and not taken yet is not free for ``person``. Who holds a place that is kept
    for them uses up the reserve, whichever place they came to first.
    """
    if capacity is None:
        return None
    taken = sum(holders.values())
    kept = sum(
        max(0, reserve.places - _used(reserve, holders)) for reserve in reserves if not reserve.is_for(person)
    )
    return max(0, capacity - taken - kept)


def _used(reserve: Reserve, holders: Holders) -> int:
    return sum(number for person, number in holders.items() if reserve.is_for(person))


def is_free_for(
    person: Person, capacity: int | None, holders: Holders, reserves: Iterable[Reserve] = ()
) -> bool:
    """Whether ``person`` could have a place."""
    free = free_for(person, capacity, holders, reserves)
    return free is None or free > 0


@dataclass(frozen=True, slots=True)
class Places:
    """How many people an edition takes; ``None`` is no limit."""

    total: int | None
    of_members: Mapping[int, int]
    """Places of each member that has a number; they are kept for it, and it has no more."""
    of_roles: Mapping[str, int]
    members_places_kept: bool
    """Whether the numbers of members hold still; once they do not, everything is one pool."""


def has_place(person: Person, places: Places, holders: Holders) -> bool:
    """Whether ``person`` can take part, when ``holders`` take part already."""
    limit = places.of_roles.get(person.role)
    if limit is not None and sum(n for one, n in holders.items() if one.role == person.role) >= limit:
        return False
    if not places.members_places_kept:
        return is_free_for(person, places.total, holders)
    limit = places.of_members.get(person.member_id) if person.member_id is not None else None
    if limit is not None and sum(n for p, n in holders.items() if p.member_id == person.member_id) >= limit:
        return False
    reserves = [Reserve(number, member_id=member) for member, number in places.of_members.items()]
    return is_free_for(person, places.total, holders, reserves)


@dataclass(frozen=True, slots=True)
class Window:
    """When registration is open; ``None`` where no moment is set."""

    opens_at: datetime | None
    closes_at: datetime | None
    early: Mapping[str, datetime]
    """From when those of some roles may register, earlier than the rest."""

    def is_open_for(self, role: str, now: datetime) -> bool:
        """Whether somebody who takes part as ``role`` may register at ``now``."""
        return not self.is_closed(now) and not self.is_ahead_for(role, now)

    def is_closed(self, now: datetime) -> bool:
        """Whether it is over for everybody."""
        return self.closes_at is not None and now >= self.closes_at

    def is_ahead_for(self, role: str, now: datetime) -> bool:
        """Whether it has not begun for ``role`` yet."""
        begins = self.begins_for(role)
        return begins is None or now < begins

    def begins_for(self, role: str) -> datetime | None:
        """When it begins for ``role``; ``None`` when nobody has said when it opens."""
        moments = [moment for moment in (self.opens_at, self.early.get(role)) if moment is not None]
        return min(moments, default=None)


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when something takes place."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Times") -> bool:
        """Whether both take place at some moment; one that begins as the other ends does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


DEFAULT_ROLE = Participation.DELEGATE
