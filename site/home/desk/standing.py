"""Where an edition stands, read for one person: a part that a role may not see is not read.

The number of queries does not grow with what there is.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from wagtail.models import Page

from cooperation.agenda.desk import Desk
from cooperation.editions.checklist.enums import Due
from cooperation.editions.checklist.queries import Progress, TaskRow, progress_of, rows_of
from cooperation.editions.duties import Area, Level, level
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from core.mail.models import OutgoingMail
from home.desk.bars import Bar, bars
from workshops.programme.models import Session
from workshops.programme.wording import in_a_list
from workshops.registration import privacy_words
from workshops.registration.delegation_queries import Numbers, counted_delegations, numbers_of
from workshops.registration.enums import HOLDS_SEAT, BookingState
from workshops.registration.mailing_queries import mails_of
from workshops.registration.models import Booking, RegistrationDesk
from workshops.registration.retention import NEEDS, REST, days_left, end_dates

MOST_PAGES = 5
SOON_DAYS = 30
WORKING_ROLES = (Role.HOST_LEAD, Role.PROGRAMME, Role.REGISTRATION_DESK, Role.COMMUNICATION)
"""The roles that a team needs long before the meeting."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Who looks: their roles in the edition, or the whole of it for the secretariat."""

    roles: frozenset[Role]
    keeps_the_network: bool
    user_id: int | None = None

    def sees(self, area: Area) -> bool:
        """Whether they see ``area``."""
        return self.keeps_the_network or level(self.roles, area) >= Level.SEE

    def changes(self, area: Area) -> bool:
        """Whether they change ``area``."""
        return self.keeps_the_network or level(self.roles, area) >= Level.CHANGE


@dataclass(frozen=True, slots=True)
class People:
    """How far registration is."""

    numbers: Numbers
    places: int | None
    """``None`` without a limit."""
    by_member: list[Bar]
    silent: int
    """How many members have named nobody."""

    @property
    def share(self) -> int | None:
        """How much of the places is taken, in per cent and at most 100; ``None`` without a limit."""
        return min(100, self.numbers.confirmed * 100 // self.places) if self.places else None


@dataclass(frozen=True, slots=True)
class Mails:
    """Mails about the edition's people that have not arrived."""

    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What of the pages readers do not see."""

    pages: list[Page]
    """The first few."""
    count: int


@dataclass(frozen=True, slots=True)
class Draft:
    """How the agenda's draft differs from what readers see."""

    is_released: bool
    changes: int
    blocking: int
    """Conflicts that stand in the way of a release."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Personal data with the day on which it ends."""

    kind: str
    end: Any
    words: str
    is_near: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """How far the checklist is, and what of it is due."""

    progress: Progress
    due: list[TaskRow] = field(default_factory=list)
    """What is overdue, then what is coming; both in the order of their days."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the desk tells somebody; ``None`` for what they do not see or what does not exist yet."""

    people: People | None
    sessions: list[Bar] | None
    mails: Mails | None
    unpublished: Unpublished | None
    draft: Draft | None
    clocks: list[Clock] | None
    checklist: Checklist | None
    vacant: list[Role] | None
    """The roles that nobody has."""


def standing_of(edition: Edition, reach: Reach, now: datetime) -> Standing:
    """Where ``edition`` stands at ``now`` (aware) for whoever has ``reach``."""

    def seen(area: Area, read: Callable[[], Any]) -> Any:
        return read() if reach.sees(area) else None

    desk: RegistrationDesk | None = getattr(edition, "desk", None)
    return Standing(
        people=seen(Area.NUMBERS, lambda: people_of(desk) if desk else None),
        sessions=seen(Area.NUMBERS, lambda: sessions_of(edition)),
        mails=seen(Area.MAILINGS, lambda: mails_standing(edition)),
        unpublished=seen(Area.PAGES, lambda: unpublished_of(edition)),
        draft=seen(Area.AGENDA, lambda: draft_of(edition)),
        clocks=seen(Area.PRIVACY, lambda: clocks_of(edition, desk, now) if desk else None),
        checklist=seen(Area.CHECKLIST, lambda: checklist_of(edition, reach, now)),
        vacant=seen(Area.TEAM, lambda: vacant_roles(edition)),
    )


def people_of(desk: RegistrationDesk) -> People:
    """How far registration is, in all and by member; members in the order of protocol."""
    delegations = counted_delegations(desk)
    rows = [(str(one.delegation.member), one.registered, one.places, one.waiting) for one in delegations]
    silent = sum(not (one.registered or one.waiting or one.invited) for one in delegations)
    return People(numbers_of(desk.edition_id), desk.total_places, bars(rows), silent)


def sessions_of(edition: Edition) -> list[Bar]:
    """How full the sessions are, in the order of the agenda; none without sessions. Two queries."""
    counted: dict[tuple[int, str], int] = {}
    rows = Booking.objects.filter(session__slot__edition=edition).order_by().values_list("session", "state")
    for session, state, number in rows.annotate(number=Count("pk")):
        counted[session, state] = number
    return bars(
        [
            (
                in_a_list(session, edition.zone),
                sum(counted.get((session.pk, state), 0) for state in HOLDS_SEAT),
                session.seats,
                counted.get((session.pk, BookingState.WAITING), 0),
            )
            for session in Session.objects.filter(slot__edition=edition).select_related("slot")
        ]
    )


def mails_standing(edition: Edition) -> Mails:
    """How many mails wait or were given up. One query."""
    states = dict(mails_of(edition).order_by().values_list("state").annotate(number=Count("pk")))
    return Mails(states.get(OutgoingMail.State.WAITING, 0), states.get(OutgoingMail.State.FAILED, 0))


def unpublished_of(edition: Edition) -> Unpublished | None:
    """The pages that nobody outside sees as they stand; ``None`` without a start page. Two queries."""
    start_page: Page | None = getattr(edition, "page", None)
    if start_page is None:
        return None
    pages = Page.objects.descendant_of(start_page, inclusive=True)
    found = pages.filter(Q(live=False) | Q(has_unpublished_changes=True)).order_by("path")
    return Unpublished(list(found[:MOST_PAGES]), found.count())


def draft_of(edition: Edition) -> Draft:
    """How the agenda's draft stands to the newest release."""
    desk = Desk(edition)
    blocking = sum(conflict.is_blocking for conflict in desk.conflicts)
    return Draft(desk.released is not None, len(desk.differences), blocking)


def clocks_of(edition: Edition, desk: RegistrationDesk, now: datetime) -> list[Clock]:
    """The two clocks of personal data. No query."""
    ends = end_dates(edition)
    found = []
    for kind, erased_at in ((NEEDS, desk.needs_erased_at), (REST, desk.erased_at)):
        end = ends.of(kind)
        is_near = end is not None and erased_at is None and days_left(end, edition.zone, now) <= SOON_DAYS
        words = privacy_words.countdown(end, erased_at, edition.zone, now)
        found.append(Clock(str(privacy_words.REASONS[kind]), end, words, is_near))
    return found


def checklist_of(edition: Edition, reach: Reach, now: datetime) -> Checklist | None:
    """How far the checklist is, and what is due for whoever looks; ``None`` before it is made."""
    rows = rows_of(edition, now)
    if not rows:
        return None
    due = [row for row in rows if row.group == Due.OVERDUE] + [row for row in rows if row.group == Due.SOON]
    return Checklist(progress_of(rows), _falling_to(due, reach))


def _falling_to(rows: Collection[TaskRow], reach: Reach) -> list[TaskRow]:
    """The tasks that fall to whoever looks; all of them for who leads and for the secretariat."""
    if reach.keeps_the_network or Role.HOST_LEAD in reach.roles:
        return list(rows)
    return [row for row in rows if row.is_of(reach.user_id, reach.roles)]


def vacant_roles(edition: Edition) -> list[Role]:
    """The roles that nobody active has. One query."""
    taken = set(edition.roles.filter(user__is_active=True).values_list("role", flat=True).distinct())
    return [role for role in WORKING_ROLES if role not in taken]
