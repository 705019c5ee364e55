"""Reads of an edition's checklist."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from cooperation.editions.checklist.enums import Due, TaskPhase, TaskState
from cooperation.editions.checklist.rules import applies, due_group
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import ChecklistTask, Edition
from core.accounts.models import User


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as people see it on one day."""

    task: ChecklistTask
    due: date | None
    group: Due
    waits_for: list[ChecklistTask] = field(default_factory=list)
    """The open tasks that come before."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.task.state == TaskState.OPEN

    def is_of(self, user_id: int | None, roles: Collection[Role]) -> bool:
        """Whether it falls to a user with ``roles``: they took it, or nobody did and it is for their role."""
        if self.task.owner_id:
            return self.task.owner_id == user_id
        return self.task.role in roles


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks somebody wants to see; what is empty does not narrow."""

    mine: bool = False
    role: str = ""
    phase: str = ""
    open_only: bool = False

    def takes(self, row: TaskRow, user_id: int | None, roles: Collection[Role]) -> bool:
        """Whether ``row`` is among them."""
        return (
            (not self.mine or row.is_of(user_id, roles))
            and self.role in ("", row.task.role)
            and self.phase in ("", row.task.phase)
            and (not self.open_only or row.is_open)
        )


def rows_of(edition: Edition, now: datetime) -> list[TaskRow]:
    """The tasks that apply to ``edition``, those due first in front. Two queries, however many there are."""
    today = now.astimezone(edition.zone).date()
    tasks = ChecklistTask.objects.filter(edition=edition).select_related("owner", "closed_by")
    applying = [
        task for task in tasks.prefetch_related("waits_for") if applies(task.applies_to, edition.mode)
    ]
    keys = {task.pk for task in applying}
    rows = [_row(task, task.due_on(edition), today, keys) for task in applying]
    return sorted(rows, key=_in_order)


def _row(task: ChecklistTask, due: date | None, today: date, applying: Collection[int]) -> TaskRow:
    before = [one for one in task.waits_for.all() if one.state == TaskState.OPEN and one.pk in applying]
    return TaskRow(task, due, due_group(due, task.state, today), before)


def _in_order(row: TaskRow) -> tuple[date, int, int]:
    phases = list(TaskPhase)
    return (row.due or date.max, phases.index(TaskPhase(row.task.phase)), row.task.pk)


def row_of(task: ChecklistTask, now: datetime) -> TaskRow:
    """One task as people see it. One query more than the task and its edition."""
    today = now.astimezone(task.edition.zone).date()
    before = task.waits_for.all()
    applying = {one.pk for one in before if applies(one.applies_to, task.edition.mode)}
    return _row(task, task.due_on(task.edition), today, applying)


def in_groups(rows: Iterable[TaskRow]) -> list[tuple[Due, list[TaskRow]]]:
    """``rows`` under their headings, each in its order; headings without a task are left out."""
    found: dict[Due, list[TaskRow]] = {group: [] for group in Due}
    for row in rows:
        found[row.group].append(row)
    return [(group, own) for group, own in found.items() if own]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a checklist is."""

    closed: int
    total: int
    overdue: int

    @property
    def share(self) -> int:
        """How much of it is closed, in whole per cent, rounded down so that 100 means all of it."""
        return self.closed * 100 // self.total if self.total else 0


def progress_of(rows: Collection[TaskRow]) -> Progress:
    """How far the checklist with ``rows`` is."""
    closed = sum(not row.is_open for row in rows)
    return Progress(closed, len(rows), sum(row.group == Due.OVERDUE for row in rows))


def team_of(edition: Edition) -> QuerySet[User]:
    """Those who can take a task of ``edition``."""
    return User.objects.filter(
        pk__in=edition.roles.filter(role__in=TEAM).values("user"), is_active=True
    ).order_by("first_name", "last_name", "email")
