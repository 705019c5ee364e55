"""What an allotment comes to, in numbers and names, for the host who looks at it. Reads only."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cooperation.editions.models import Edition
from cooperation.network.models import Member
from workshops.programme.models import Session
from workshops.registration import queries
from workshops.registration.actions.allotting import Preview
from workshops.registration.enums import RegistrationState, SeatEventKind
from workshops.registration.models import Preference, Registration, RegistrationDesk, SeatEvent

Spread = tuple[tuple[str, int], ...]
"""How many seats go to whom: names of members with numbers, the most first."""
NOBODY = ""
"""The name under which those without a member are counted."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session: how full it becomes, and with whom."""

    session: Session
    free: int
    """Seats that nobody had before."""
    wished: int
    """By how many people."""
    given: int
    waiting: int
    spread: Spread


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member: what its people get."""

    name: str
    """Empty for those without a member."""
    people: int
    """Who said wishes."""
    seats: int
    without: int
    """Who get no seat at all."""


@dataclass(frozen=True, slots=True)
class Report:
    """An allotment that is not released yet."""

    people: int
    """Who said wishes."""
    seats: int
    silent: int
    """Who take part and said none, so that they get none."""
    ranks: tuple[tuple[int, int], ...]
    """How many seats of each rank are given."""
    sessions: tuple[SessionLine, ...]
    members: tuple[MemberLine, ...]
    without: tuple[Registration, ...]
    """Who get no seat at all though they said wishes."""

    @property
    def with_seats(self) -> int:
        """How many people get one seat at least."""
        return self.people - len(self.without)


@dataclass(frozen=True, slots=True)
class Released:
    """What was allotted, as far as it is still known of whom."""

    seats: int
    ranks: tuple[tuple[int, int], ...]
    sessions: tuple[tuple[Session, int], ...]
    """Each session with the seats that were allotted in it."""


def report_of(edition: Edition, preview: Preview) -> Report:
    """What ``preview`` comes to. Four queries, however many people and sessions there are."""
    seats = preview.allotment.seats
    keys = [wish.id for wish in preview.wishes if wish.id not in seats]
    without = Registration.objects.filter(pk__in=keys).select_related("member")
    names = dict(Member.objects.values_list("pk", "name"))
    silent = Registration.objects.filter(edition=edition, state=RegistrationState.CONFIRMED, preferences=None)
    return Report(
        people=len(preview.wishes),
        seats=sum(map(len, seats.values())),
        silent=silent.count(),
        ranks=tuple(preview.by_rank().items()),
        sessions=_sessions(edition, preview, names),
        members=_members(preview, names),
        without=tuple(without.order_by("member__name", "badge_name", "pk")),
    )


def _sessions(edition: Edition, preview: Preview, names: Mapping[int, str]) -> tuple[SessionLine, ...]:
    member_of = {wish.id: wish.person.member_id for wish in preview.wishes}
    wished = Counter(key for wish in preview.wishes for key in wish.ranked)
    given: dict[int, Counter[str]] = {}
    for person, keys in preview.allotment.seats.items():
        for key in keys:
            given.setdefault(key, Counter())[_name(member_of[person], names)] += 1
    free = {session.id: session.seats for session in preview.sessions}
    return tuple(
        SessionLine(
            session,
            free[session.pk],
            wished[session.pk],
            sum(given.get(session.pk, Counter()).values()),
            len(preview.allotment.lines.get(session.pk, ())),
            _spread(given.get(session.pk, Counter())),
        )
        for session in queries.bookable_sessions(edition)
        if session.pk in free
    )


def _members(preview: Preview, names: Mapping[int, str]) -> tuple[MemberLine, ...]:
    people: Counter[str] = Counter()
    seats: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for wish in preview.wishes:
        name = _name(wish.person.member_id, names)
        got = len(preview.allotment.seats.get(wish.id, ()))
        people[name] += 1
        seats[name] += got
        without[name] += not got
    # Those without a member come last.
    in_order = sorted(people, key=lambda name: (name == NOBODY, name))
    return tuple(MemberLine(name, people[name], seats[name], without[name]) for name in in_order)


def _name(member_id: int | None, names: Mapping[int, str]) -> str:
    return NOBODY if member_id is None else names[member_id]


def _spread(counted: Counter[str]) -> Spread:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0] == NOBODY, pair[0])))


def released(desk: RegistrationDesk) -> Released:
    """What was allotted at ``desk``; who was erased since is counted by session only. Three queries."""
    events = SeatEvent.objects.filter(session__slot__edition=desk.edition_id, kind=SeatEventKind.ALLOTTED)
    allotted = list(events.order_by("pk").values_list("session", "registration"))
    wishes = Preference.objects.filter(registration__edition=desk.edition_id)
    rank_of = {
        (session, person): rank
        for session, person, rank in wishes.values_list("session", "registration", "rank")
    }
    in_session = Counter(session for session, _person in allotted)
    sessions = (
        Session.objects.filter(pk__in=in_session).select_related("slot").order_by("slot__starts_at", "pk")
    )
    ranks = Counter(rank_of[pair] for pair in allotted if pair in rank_of)
    return Released(
        seats=len(allotted),
        ranks=tuple(sorted(ranks.items())),
        sessions=tuple((session, in_session[session.pk]) for session in sessions),
    )
