"""Reads of hand-overs: who would lose what, what is still open, what was left behind."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from wagtail import hooks

from cooperation.editions.duties import Area
from cooperation.editions.enums import TEAM, Kind, Role
from cooperation.editions.handing_over import rules
from cooperation.editions.models import ChecklistTask, Edition, EditionRole, HandOver
from cooperation.editions.rules import Text
from core.accounts.models import User


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is not finished in an edition, and where it is done.

    Rooms above tell theirs through the hook ``register_open_points``: a function of the edition and the
    moment (aware) that returns a list of these.
    """

    words: Text
    address: str
    area: Area
    """Who does not reach it is told without the link."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a team, and what a hand-over takes from them."""

    user: User
    roles: tuple[Role, ...]
    losses: tuple[rules.Loss, ...]


def handover_of(edition: Edition) -> HandOver:
    """The hand-over of ``edition``; one that is not saved yet when nothing was written. One query."""
    found = HandOver.objects.select_related("to_edition").filter(edition=edition).first()
    return found or HandOver(edition=edition)


def team_that_ends(edition: Edition) -> list[Colleague]:
    """Those of the team whose roles end with a hand-over, by name. One query."""
    by_user: dict[User, list[str]] = defaultdict(list)
    rows = EditionRole.objects.filter(edition=edition, role__in=TEAM).select_related("user")
    for row in rows.order_by("user__last_name", "user__email", "pk"):
        by_user[row.user].append(row.role)
    return [
        Colleague(user, tuple(ending), tuple(rules.losses(roles)))
        for user, roles in by_user.items()
        if (ending := rules.roles_that_end(roles))
    ]


def next_editions(edition: Edition) -> QuerySet[Edition]:
    """Those that may take over from ``edition``, the nearest first."""
    days = Edition.objects.filter(kind=Kind.COOPERATION_DAY, archived_at=None, cancelled_at=None)
    later = Q(year__gt=edition.year) if edition.year else ~Q(pk=edition.pk)
    return days.filter(later, is_example=edition.is_example).order_by("year", "pk")


def has_lead(edition: Edition) -> bool:
    """Whether somebody leads ``edition``. One query."""
    return EditionRole.objects.filter(edition=edition, role=Role.HOST_LEAD, user__is_active=True).exists()


def received_by(edition: Edition) -> list[HandOver]:
    """What earlier editions left to ``edition``, the newest first, each edition's tasks with what was learned
    of them as ``lessons_learned``. Two queries.
    """
    learned = Prefetch(
        "edition__tasks", ChecklistTask.objects.exclude(lessons="").order_by("pk"), to_attr="lessons_learned"
    )
    found = HandOver.objects.filter(to_edition=edition).select_related("edition")
    return list(found.prefetch_related(learned).order_by("-edition__year", "-pk"))


def open_points(edition: Edition, now: datetime) -> list[OpenPoint]:
    """What is not finished in ``edition`` at ``now`` (aware), as every room tells it."""
    tellers: Iterable[Callable[[Edition, datetime], list[OpenPoint]]]
    tellers = hooks.get_hooks("register_open_points")
    return [point for tell in tellers for point in tell(edition, now)]


def due(now: datetime) -> list[Any]:
    """The keys of editions with something to do for a hand-over at ``now``: to tell, to end or to forget."""
    waiting = Q(last_day__isnull=False, done_at=None)
    old = Q(done_at__lt=now - rules.CONTACTS_KEPT) & ~Q(contacts="")
    return list(HandOver.objects.filter(waiting | old).order_by("pk").values_list("edition", flat=True))
