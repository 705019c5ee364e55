"""What people choose at registration that has places of its own: extras and seats in workshop sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.functional import cached_property

from workshops.programme.models import Session
from workshops.registration.desk_offer import Bookable
from workshops.registration.models import Extra
from workshops.registration.queries import times_of

SESSIONS = "sessions"
"""What the fields of sessions are called; sessions that exclude each other share one with their number."""


@dataclass(frozen=True, slots=True)
class ExtraOption:
    """An extra as the form shows it."""

    extra: Extra
    left: int | None
    """Places that are left; ``None`` without a limit."""
    is_chosen: bool

    @property
    def is_full(self) -> bool:
        """Whether nobody else can take part."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class SessionOption:
    """A session as the form shows it, on the clocks of the venue."""

    bookable: Bookable
    starts_at: datetime
    ends_at: datetime
    is_chosen: bool

    @property
    def session(self) -> Session:
        """The session itself."""
        return self.bookable.session

    @property
    def place_in_line(self) -> int:
        """The place in the line that somebody gets who chooses it while it is full."""
        return self.bookable.waiting + 1


@dataclass(frozen=True, slots=True)
class SessionGroup:
    """Sessions at the same time, or one alone."""

    name: str
    """What their fields are called."""
    options: tuple[SessionOption, ...]
    is_exclusive: bool
    """Whether each overlaps each other, so that one of them can be chosen."""

    @property
    def starts_at(self) -> datetime:
        """When the first of them begins."""
        return min(option.starts_at for option in self.options)

    @property
    def ends_at(self) -> datetime:
        """When the last of them ends."""
        return max(option.ends_at for option in self.options)

    @property
    def is_at_one_time(self) -> bool:
        """Whether all of them begin and end together."""
        return len({(option.starts_at, option.ends_at) for option in self.options}) == 1

    @property
    def has_none_chosen(self) -> bool:
        """Whether nothing of it is chosen."""
        return not any(option.is_chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class SessionDay:
    """The sessions of one day at the venue."""

    date: date
    groups: tuple[SessionGroup, ...]


def session_days(bookable: Sequence[Bookable], chosen: Iterable[int], zone: ZoneInfo) -> list[SessionDay]:
    """``bookable``, in order of time, by day, what overlaps together; ``chosen`` are keys of sessions."""
    wanted = frozenset(chosen)
    groups = [_group(number, each, wanted, zone) for number, each in enumerate(_at_one_time(bookable), 1)]
    days = groupby(groups, key=lambda group: group.starts_at.date())
    return [SessionDay(day, tuple(of_day)) for day, of_day in days]


def _at_one_time(bookable: Iterable[Bookable]) -> list[list[Bookable]]:
    """Parts of ``bookable`` between which nothing overlaps."""
    found: list[list[Bookable]] = []
    ends_at: datetime | None = None
    for each in bookable:
        times = times_of(each.session)
        if ends_at is None or times.starts_at >= ends_at:
            found.append([])
            ends_at = times.ends_at
        found[-1].append(each)
        ends_at = max(ends_at, times.ends_at)
    return found


def _group(number: int, of_group: list[Bookable], wanted: frozenset[int], zone: ZoneInfo) -> SessionGroup:
    times = [times_of(each.session) for each in of_group]
    is_exclusive = len(times) > 1 and max(one.starts_at for one in times) < min(one.ends_at for one in times)
    options = [
        SessionOption(
            each,
            each.session.slot.starts_at.astimezone(zone),
            each.session.slot.ends_at.astimezone(zone),
            each.session.pk in wanted,
        )
        for each in of_group
    ]
    return SessionGroup(f"{SESSIONS}-{number}" if is_exclusive else SESSIONS, tuple(options), is_exclusive)


class Chosen:
    """Keys that were chosen, read from what a browser sent; anything that is no key on offer is left out."""

    def __init__(self, sent: Iterable[str], offered: Iterable[int]) -> None:
        self._sent, self._offered = sent, {str(key): key for key in offered}

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The chosen keys, each once, in the order in which they were sent."""
        return tuple(dict.fromkeys(self._offered[each] for each in self._sent if each in self._offered))
