"""Every write to a checklist, in one transaction with its line in the audit log.

The edition's row is locked first, so that an edition that is archived meanwhile stays as it is, and two
people who make the checklist at the same time make one.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.editions.checklist import audit
from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.checklist.queries import row_of
from cooperation.editions.checklist.rules import (
    CannotChangeTask,
    CannotTick,
    closes_a_circle,
    reasons_against_ticking,
)
from cooperation.editions.checklist.template import TemplateTask, template
from cooperation.editions.models import ChecklistTask, Edition
from cooperation.editions.rules import Refused, reasons_against_changing
from core.accounts.models import User


@transaction.atomic
def make_checklist(edition: Edition, by: User | None) -> int:
    """Add the tasks of the common checklist that ``edition`` lacks; how many that were.

    What stands already stays as the team wrote it, so that calling it again is safe.

    Raises:
        CannotChangeTask: the edition is archived.
    """
    locked = _lock(edition, CannotChangeTask)
    known = set(ChecklistTask.objects.filter(edition=locked).exclude(code="").values_list("code", flat=True))
    missing = [one for one in template() if one.code not in known]
    if not missing:
        return 0
    ChecklistTask.objects.bulk_create(_task(locked, one) for one in missing)
    keys = dict(ChecklistTask.objects.filter(edition=locked).exclude(code="").values_list("code", "pk"))
    through = ChecklistTask.waits_for.through
    through.objects.bulk_create(
        through(from_checklisttask_id=keys[one.code], to_checklisttask_id=keys[before])
        for one in missing
        for before in one.waits_for
    )
    log(locked, audit.MADE, user=by, data={"tasks": len(missing)})
    return len(missing)


def _task(edition: Edition, one: TemplateTask) -> ChecklistTask:
    return ChecklistTask(
        edition=edition,
        code=one.code,
        title=one.title,
        detail=one.detail,
        phase=one.phase,
        work=one.work,
        role=one.role,
        due_weeks=one.weeks,
        applies_to=one.applies_to,
        place=one.place,
    )


@transaction.atomic
def tick(task: ChecklistTask, state: TaskState, reason: str, by: User | None) -> ChecklistTask:
    """Give ``task`` a state; the same state again changes nothing.

    Raises:
        CannotTick: it waits for an open task or is not needed, and no ``reason`` says why; or the edition is
            archived.
    """
    edition = _lock(task.edition, CannotTick)
    current = ChecklistTask.objects.prefetch_related("waits_for").get(pk=task.pk)
    current.edition = edition
    if current.state == state:
        return current
    before = [one.title for one in row_of(current, timezone.now()).waits_for]
    if reasons := reasons_against_ticking(state, before, reason):
        raise CannotTick(*reasons)
    is_open = state == TaskState.OPEN
    current.state, current.reason = state, "" if is_open else reason.strip()
    current.closed_at, current.closed_by = (None, None) if is_open else (timezone.now(), by)
    current.save(update_fields=["state", "reason", "closed_at", "closed_by"])
    log(edition, audit.TICKED, user=by, data={"task": current.pk, "code": current.code, "state": str(state)})
    return current


@transaction.atomic
def save_task(
    task: ChecklistTask, waits_for: list[ChecklistTask], changed: list[str], by: User | None
) -> None:
    """Write a task that a form filled, new or not, and what it waits for; ``changed`` names the fields.

    Raises:
        CannotChangeTask: it would wait for itself, or the edition is archived.
    """
    edition = _lock(task.edition, CannotChangeTask)
    wanted = {one.pk for one in waits_for}
    if task.pk and closes_a_circle(task.pk, wanted, _what_waits(edition)):
        raise CannotChangeTask(_("It would wait for itself: one of these waits for it already."))
    is_new = task.pk is None
    task.save()
    task.waits_for.set(waits_for)
    data = {"task": task.pk, "code": task.code} | ({} if is_new else {"fields": sorted(changed)})
    log(edition, audit.ADDED if is_new else audit.CHANGED, user=by, data=data)


@transaction.atomic
def delete_task(task: ChecklistTask, by: User | None) -> None:
    """Delete a task that the team added.

    Raises:
        CannotChangeTask: it is one of the common checklist, or the edition is archived.
    """
    edition = _lock(task.edition, CannotChangeTask)
    if not task.is_own:
        raise CannotChangeTask(
            _("It is one of the common checklist. Say that it is not needed, and why: the next host sees it.")
        )
    key = task.pk
    task.delete()
    log(edition, audit.DELETED, user=by, data={"task": key})


def _what_waits(edition: Edition) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    pairs = ChecklistTask.waits_for.through.objects.filter(from_checklisttask__edition=edition)
    for task, before in pairs.values_list("from_checklisttask", "to_checklisttask"):
        found.setdefault(task, set()).add(before)
    return found


def _lock(edition: Edition, refusal: type[Refused]) -> Edition:
    locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if reasons := reasons_against_changing(locked):
        raise refusal(*reasons)
    return locked
