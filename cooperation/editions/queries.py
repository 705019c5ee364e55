"""Reads of the rota, the editions and who may do what in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cooperation.editions.duties import Area, Level, roles_that
from cooperation.editions.enums import SECRETARIAT_GROUP, Kind, Role, State
from cooperation.editions.models import Edition, EditionRole, Presidency
from cooperation.editions.rules import LEGAL_PAGES, is_over
from cooperation.network.models import Member
from core.accounts.models import User
from core.serving.caching import cached_fragment

SomeUser = Any
"""A user as a request carries one: somebody signed in, or the anonymous."""

LIVE_STATES = (State.ANNOUNCED, State.REGISTRATION_OPEN, State.REGISTRATION_CLOSED, State.ON_NOW)
FINISHED_STATES = (State.CONCLUDED, State.ARCHIVED)
BELOW_HOME = 3
"""How deep in the page tree the pages lie that are right below a home page."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member that may host because its country holds the presidency, or the gap in its place.

    ``presidency`` is ``None`` when nobody recorded who holds the half-year; ``member`` is ``None`` when
    the network has no member that serves the country then.
    """

    year: int
    half: int
    presidency: Presidency | None = None
    member: Member | None = None

    @property
    def semester(self) -> str:
        """The half-year in short, such as ``2027-H1``."""
        return f"{self.year}-H{self.half}"

    @property
    def is_gap(self) -> bool:
        """Whether no host can be named for the half-year."""
        return self.member is None


def half_year(year: int, half: int) -> tuple[date, date]:
    """First and last day of a half-year."""
    if half == 1:
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)


def candidates(year: int) -> list[Candidate]:
    """Who may host in ``year``: for each half-year the members that serve the presidency's country.

    Two rows at least, one for each half-year; more where several members serve one country. Two queries.
    """
    return candidates_by_year([year])[year]


def candidates_by_year(
    years: Iterable[int],
    members: Iterable[Member] | None = None,
    rota: Mapping[tuple[int, int], Presidency] | None = None,
) -> dict[int, list[Candidate]]:
    """The candidates of each of ``years``; two queries, however many years are asked for.

    Who has all ``members``, or the ``rota`` of those years, at hand already gives them and saves a query.
    """
    wanted = list(years)
    rota = rota_of(wanted) if rota is None else rota
    members_of = defaultdict(list)
    if members is None:
        members = Member.objects.filter(country__in={str(row.country) for row in rota.values()})
    for member in members:
        members_of[str(member.country)].append(member)
    found: dict[int, list[Candidate]] = {}
    for year in wanted:
        found[year] = []
        for half in (1, 2):
            presidency = rota.get((year, half))
            serving: list[Member | None] = [
                member
                for member in (members_of[str(presidency.country)] if presidency else [])
                if belonged(member, *half_year(year, half))
            ]
            found[year] += [Candidate(year, half, presidency, member) for member in serving or [None]]
    return found


@dataclass(frozen=True, slots=True)
class AroundTheHost:
    """The members that are named beside the host of an edition."""

    co_hosts: tuple[Member, ...]
    other_half: tuple[tuple[Member, int], ...]
    """Those that the rota suggests for the other half of the year, with that half."""


def around_the_host(edition: Edition) -> AroundTheHost:
    """Who hosts ``edition`` with its host, and who could have hosted in its stead. One query."""
    held: Presidency | None = edition.presidency
    links = Edition.co_hosts.through.objects.filter(edition=edition.pk, member=OuterRef("pk"))
    turns = Presidency.objects.filter(country=OuterRef("country"))
    other = turns.filter(year=held.year).exclude(half=held.half) if held else turns.none()
    members = Member.objects.annotate(is_co_host=Exists(links), half=Subquery(other.values("half")[:1]))
    found = list(members.filter(Q(is_co_host=True) | Q(half__isnull=False)))
    return AroundTheHost(
        co_hosts=tuple(member for member in found if member.is_co_host),
        other_half=tuple(
            (member, member.half)
            for member in found
            if held and member.half and belonged(member, *half_year(held.year, member.half))
        ),
    )


def rota_of(years: Iterable[int]) -> dict[tuple[int, int], Presidency]:
    """Who holds the presidency in each half of ``years``, by year and half. One query."""
    found = Presidency.objects.filter(year__in=list(years))
    return {(presidency.year, presidency.half): presidency for presidency in found}


def belonged(member: Member, first: date, last: date) -> bool:
    """Whether ``member`` belonged to the network at some time from ``first`` to ``last``."""
    joined = member.joined_year is None or member.joined_year <= last.year
    return joined and (member.left_on is None or member.left_on >= first)


def is_candidate(member: Member, year: int) -> bool:
    """Whether the rota suggests ``member`` as host of ``year``."""
    return any(candidate.member == member for candidate in candidates(year))


def current_edition(chosen: Edition | None = None) -> Edition | None:
    """The edition that the home page shows; ``None`` when no Cooperation Day is known.

    That is the ``chosen`` one, else the next that is announced and not over, else the latest that took
    place. One that was announced and then cancelled counts until its last day has passed, because people
    come to look. Two queries at most.
    """
    if chosen is not None:
        return chosen
    now = datetime.now(UTC)
    days = Edition.objects.filter(kind=Kind.COOPERATION_DAY).select_related(
        "host", "presidency", "hero_picture"
    )
    # At the venue it may be a day earlier than in UTC, so the state decides, not the database.
    not_over = days.annotate(last_day=Coalesce("ends_on", "starts_on")).filter(
        Q(last_day__gte=now.date() - timedelta(days=1)) | Q(last_day=None), announced_at__isnull=False
    )
    for edition in not_over.order_by(F("starts_on").asc(nulls_last=True), "pk"):
        if edition.state(now) in (*LIVE_STATES, State.CANCELLED) and not is_over(edition, now):
            return edition
    return _latest_finished(days.filter(cancelled_at=None), now)


def _latest_finished(days: QuerySet[Edition], now: datetime) -> Edition | None:
    tomorrow = now.date() + timedelta(days=1)
    past = days.filter(Q(starts_on__lte=tomorrow) | Q(starts_on=None, year__lte=now.year))
    newest_first = past.order_by(F("year").desc(nulls_last=True), F("starts_on").desc(nulls_last=True), "-pk")
    return next((edition for edition in newest_first[:10] if edition.state(now) in FINISHED_STATES), None)


def legal_pages() -> dict[str, Page]:
    """The pages of ``rules.LEGAL_PAGES``, published or not, by the end of their address. One query."""
    return {page.slug: page for page in _legal_pages()}


def number_of_published_legal_pages() -> Subquery:
    """How many of ``rules.LEGAL_PAGES`` everybody can read, for a query about something else."""
    counted = _legal_pages().live().order_by().values("depth").annotate(number=Count("slug", distinct=True))
    return Subquery(counted.values("number"))


def _legal_pages() -> PageQuerySet:
    return Page.objects.filter(depth=BELOW_HOME, slug__in=[page.field for page in LEGAL_PAGES])


def published_legal_pages() -> set[str]:
    """Those of them that everybody can read, by the end of their address; kept until content changes."""
    return cached_fragment(
        "published legal pages", lambda: {slug for slug, page in legal_pages().items() if page.live}
    )


def is_secretariat(user: SomeUser) -> bool:
    """Whether ``user`` keeps the whole network: a superuser or one of the secretariat. One query at most."""
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(user.is_superuser or _standing(user).is_secretariat)


class _Standing(NamedTuple):
    """What somebody is to the network and to its editions."""

    is_secretariat: bool
    roles: dict[int, frozenset[Role]]


def _standing(user: SomeUser) -> _Standing:
    """Read in one query and kept on the object, as Django keeps permissions: so for a request."""
    if not hasattr(user, "_standing"):
        roles = EditionRole.objects.filter(user=user.pk).order_by().values_list("edition", "role")
        keepers = Group.objects.filter(user=user.pk, name=SECRETARIAT_GROUP).order_by()
        found: dict[int, frozenset[Role]] = {}
        is_secretariat = False
        for key, name in roles.union(keepers.values_list("pk", "name")):
            if name == SECRETARIAT_GROUP:
                is_secretariat = True
            else:
                found[key] = found.get(key, frozenset()) | {Role(name)}
        user._standing = _Standing(is_secretariat, found)
    standing: _Standing = user._standing
    return standing


def forget_standing(user: User) -> None:
    """Let this object ask again what its user may; for whoever has just changed that."""
    if hasattr(user, "_standing"):
        del user._standing


def editions_of(user: SomeUser, area: Area | None = None, wanted: Level = Level.SEE) -> QuerySet[Edition]:
    """The editions in which ``user`` reaches ``wanted`` in ``area``; without an area, whose team they are of.

    The secretariat reaches all.
    """
    if is_secretariat(user):
        return Edition.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    roles = EditionRole.objects.filter(user=user, role__in=roles_that(area, wanted))
    return Edition.objects.filter(pk__in=roles.values("edition"))


def roles_by_edition(user: SomeUser) -> dict[int, frozenset[Role]]:
    """The roles that ``user`` was given, by the key of the edition. One query at most."""
    if not user.is_authenticated or not user.is_active:
        return {}
    return _standing(user).roles


def may_see_attendee_content(user: SomeUser, edition: Edition) -> bool:
    """Whether ``user`` may see what only the attendees of ``edition`` see. One query at most."""
    return is_secretariat(user) or edition.pk in roles_by_edition(user)
