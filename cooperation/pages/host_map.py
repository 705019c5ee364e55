"""What each state of the network has to do with the hosts: one value for the map and the list beside it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition
from cooperation.editions.queries import Candidate
from cooperation.network.models import Member
from cooperation.pages.archive import Entry
from cooperation.pages.map.shapes import Shape, europe


class Standing(StrEnum):
    """How a state is drawn; one that has several is drawn as the first of them."""

    DECIDED = "decided"
    HOSTED = "hosted"
    CANDIDATE = "candidate"
    MEMBER = "member"
    FORMER = "former"

    @property
    def label(self) -> str | Promise:
        """What the key of the map calls it."""
        return _LABELS[self]


_LABELS = {
    Standing.DECIDED: gettext_lazy("Will host"),
    Standing.HOSTED: gettext_lazy("Has hosted"),
    Standing.CANDIDATE: gettext_lazy("May host"),
    Standing.MEMBER: gettext_lazy("No meeting known"),
    Standing.FORMER: gettext_lazy("Former member"),
}
_AHEAD = (Standing.DECIDED, Standing.CANDIDATE)
_WITHOUT_PART = (Standing.MEMBER, Standing.FORMER)
LABEL_BELOW_DOT = 28
"""In units of the drawing."""
CAPTION_ROOM = 170
"""Below the map, in units: what the state under the pointer or in focus is called and did."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a state did, will do or may do in one year."""

    standing: Standing
    year: int
    words: str


@dataclass(frozen=True, slots=True)
class HostState:
    """One state that the network serves or served."""

    code: str
    """ISO code of two letters."""
    name: str
    standing: Standing
    year: int | None
    """The year that stands on the map: of the last meeting it hosted, or of the next it will or may host."""
    parts: tuple[str, ...]
    """What it did, will do and may do, in words."""
    url: str
    """Its member's page; all members where several serve it; empty without such pages."""

    @property
    def words(self) -> str:
        """All its parts in one line."""
        return "; ".join(self.parts)

    @property
    def label(self) -> str:
        """Everything that is said of it, such as “Belgium: hosted 2024 in Mechelen”."""
        return pgettext("a state and its part", "%(name)s: %(words)s") % {
            "name": self.name,
            "words": self.words,
        }

    @property
    def shape(self) -> Shape | None:
        """Its outline; ``None`` for a state that the map does not show."""
        return europe().shapes.get(self.code)

    @property
    def label_y(self) -> int:
        """Where the year stands: in the middle, or below the dot of a small state."""
        return (self.shape.y + LABEL_BELOW_DOT * self.shape.is_small) if self.shape else 0

    @property
    def is_hatched(self) -> bool:
        """Whether it is drawn hatched, because its meeting lies ahead."""
        return self.standing in _AHEAD

    @property
    def century(self) -> str:
        """The half of the year that a narrow map leaves out."""
        return str(self.year)[:-2] if self.year else ""

    @property
    def short_year(self) -> str:
        """The half of the year that a narrow map shows."""
        return str(self.year)[-2:] if self.year else ""


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The states that are drawn alike."""

    standing: Standing
    states: tuple[HostState, ...]

    @property
    def is_hatched(self) -> bool:
        """Whether its states are drawn hatched."""
        return self.standing in _AHEAD

    @property
    def says_more(self) -> bool:
        """Whether there is more to say of its states than its name does."""
        return self.standing != Standing.MEMBER


@dataclass(frozen=True, slots=True)
class HostMap:
    """The map of hosts."""

    groups: tuple[StateGroup, ...]

    @property
    def with_part(self) -> list[StateGroup]:
        """Those that host, hosted or may host."""
        return [group for group in self.groups if group.standing not in _WITHOUT_PART]

    @property
    def without_part(self) -> list[StateGroup]:
        """All others."""
        return [group for group in self.groups if group.standing in _WITHOUT_PART]

    @property
    def states(self) -> list[HostState]:
        """The states that can be drawn, in the order of the list."""
        return [state for group in self.groups for state in group.states if state.shape]

    @property
    def width(self) -> int:
        """In units of the drawing."""
        return europe().width

    @property
    def height(self) -> int:
        """In units of the drawing, with the room for a caption below it."""
        return europe().height + CAPTION_ROOM

    @property
    def caption_y(self) -> int:
        """Where the first line of the caption stands."""
        return europe().height + CAPTION_ROOM * 2 // 5

    @property
    def other_land(self) -> list[str]:
        """The paths of what the network does not serve."""
        served = {state.code for state in self.states}
        others = [shape.path for code, shape in europe().shapes.items() if code not in served]
        return [europe().elsewhere, *others]


def host_map(
    members: Iterable[Member],
    past: Iterable[Entry],
    decided: Iterable[Entry],
    candidates: Iterable[Candidate],
    network_url: str,
) -> HostMap:
    """The map of all states that ``members`` serve or served.

    ``past`` and ``decided`` are meetings that took place and that will; one that is cancelled does not count.
    ``candidates`` are those of years that are not decided. ``network_url`` is the address of all members.
    """
    serving: defaultdict[str, list[Member]] = defaultdict(list)
    for member in members:
        serving[str(member.country)].append(member)
    turns: defaultdict[str, list[Turn]] = defaultdict(list)
    for code, turn in [*_turns_of(past, decided), *_turns_of_candidates(candidates)]:
        turns[code].append(turn)
    codes = dict.fromkeys([*turns, *serving])
    states = [_state(code, serving[code], turns[code], network_url) for code in codes if serving[code]]
    return HostMap(tuple(_groups(states)))


def _groups(states: list[HostState]) -> Iterator[StateGroup]:
    order = list(Standing)

    def place(state: HostState) -> tuple[int, int, str]:
        """Newest host first, next candidate first, those without a year by name."""
        rank = order.index(state.standing)
        if state.year is None:
            return rank, 0, state.name
        return rank, -state.year if state.standing == Standing.HOSTED else state.year, ""

    for standing, group in groupby(sorted(states, key=place), key=lambda state: state.standing):
        yield StateGroup(standing, tuple(group))


def _state(code: str, members: list[Member], turns: list[Turn], network_url: str) -> HostState:
    lefts = [member.left_on.year for member in members if member.left_on]
    has_left = len(lefts) == len(members)
    resting = Standing.FORMER if has_left else Standing.MEMBER
    standing = min((turn.standing for turn in turns), key=list(Standing).index, default=resting)
    years = [turn.year for turn in turns if turn.standing == standing]
    parts = [turn.words for turn in turns]
    if has_left:
        parts.append(_("member until %(year)d") % {"year": max(lefts)})
    only = members[0].slug if len(members) == 1 else ""
    return HostState(
        code=code,
        name=members[0].get_country_display(),
        standing=standing,
        year=(max(years) if standing == Standing.HOSTED else min(years)) if years else None,
        parts=tuple(parts) or (_("no meeting known that it hosted"),),
        url=f"{network_url}{only}/" if network_url and only else network_url,
    )


def _turns_of(past: Iterable[Entry], decided: Iterable[Entry]) -> Iterator[tuple[str, Turn]]:
    for standing, entries in ((Standing.HOSTED, past), (Standing.DECIDED, decided)):
        for entry in sorted(entries, key=lambda entry: entry.edition.year or 0):
            edition = entry.edition
            if edition.year and not entry.is_cancelled:
                turn = Turn(standing, edition.year, _words(entry, standing))
                yield from ((code, turn) for code in _states_hosting(edition))


def _states_hosting(edition: Edition) -> set[str]:
    if edition.host_status not in (HostStatus.MEMBER, HostStatus.OTHER):
        return set()
    members = list(edition.co_hosts.all())
    if edition.host and edition.host_status == HostStatus.MEMBER:
        members.append(edition.host)
    return {str(member.country) for member in members}


def _words(entry: Entry, standing: Standing) -> str:
    values = {"year": entry.edition.year, "city": entry.edition.city}
    if standing == Standing.HOSTED:
        words = _("hosted %(year)d in %(city)s") if entry.edition.city else _("hosted %(year)d")
    else:
        words = _("hosts %(year)d in %(city)s") if entry.edition.city else _("hosts %(year)d")
    said = words % values
    return _("%(words)s (example)") % {"words": said} if entry.edition.is_example else said


def _turns_of_candidates(candidates: Iterable[Candidate]) -> Iterator[tuple[str, Turn]]:
    today = datetime.now(UTC).date()
    for candidate in candidates:
        if candidate.member is None:
            continue
        is_over = (candidate.year, candidate.half) < (today.year, 1 if today.month <= 6 else 2)
        if candidate.half == 1:
            words = _("may host %(year)d, January to June")
        else:
            words = _("may host %(year)d, July to December")
        if is_over:
            words = _("may have hosted %(year)d, January to June")
        said = words % {"year": candidate.year}
        yield str(candidate.member.country), Turn(Standing.CANDIDATE, candidate.year, said)
