"""The checklist: the common one, and what earlier hosts changed in it, added to it and learned."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.editions.checklist.actions import make_checklist
from cooperation.editions.models import ChecklistTask
from home.starting.field_rules import RULES
from home.starting.report import Part
from home.starting.work import Work

RULE = RULES["editions.ChecklistTask"]


def copy_checklist(work: Work) -> None:
    """Make the checklist and bring into it what an earlier one had to give.

    A task of which the team of the new edition has written something already stays as it is.
    """
    made = make_checklist(work.edition, by=work.by)
    told = ngettext("%(count)d task is added.", "%(count)d tasks are added.", made) % {"count": made}
    work.report.copied(Part.CHECKLIST, _("The common checklist"), told)
    if work.source.edition is None:
        return
    old = list(ChecklistTask.objects.filter(edition=work.source.edition).order_by("pk"))
    by_code = {task.code: task for task in ChecklistTask.objects.filter(edition=work.edition) if task.code}
    if made:
        _bring_changes(work, [task for task in old if task.code in by_code], by_code)
    own = [task for task in old if task.is_own]
    _add_own(work, own, {task.pk: by_code[task.code] for task in old if task.code in by_code})
    if old:
        told = _("Every task begins open, and nobody owns it.")
        work.report.left_out(Part.CHECKLIST, _("Who did what, when, and why"), told)


def _bring_changes(work: Work, old: list[ChecklistTask], by_code: dict[str, ChecklistTask]) -> None:
    changed = []
    for task in old:
        new, values = by_code[task.code], _values(work, task)
        if {name: getattr(new, name) for name in values} == values:
            continue
        for name, value in values.items():
            setattr(new, name, value)
        changed.append(new)
        told = _("With what was learned: %(words)s") if task.lessons else _("As the earlier host changed it.")
        work.report.copied(Part.CHECKLIST, new.title, told % {"words": new.lessons})
        _tell_day(work, task, new)
        work.look_at(Part.CHECKLIST, new.title, new, RULE)
    ChecklistTask.objects.bulk_update(changed, [*RULE.copied, "due_date"])


def _add_own(work: Work, own: list[ChecklistTask], known: dict[int, ChecklistTask]) -> None:
    standing = set(
        ChecklistTask.objects.filter(edition=work.edition, code="").values_list("title", flat=True)
    )
    made = {
        task.pk: ChecklistTask(edition=work.edition, **_values(work, task))
        for task in own
        if task.title not in standing
    }
    for task in own:
        if task.pk not in made:
            told = _("A task of this name stands already.")
            work.report.left_out(Part.CHECKLIST, task.title, told)
            continue
        work.report.copied(Part.CHECKLIST, task.title, _("A task that the earlier host added."))
        _tell_day(work, task, made[task.pk])
        work.look_at(Part.CHECKLIST, task.title, made[task.pk], RULE)
    ChecklistTask.objects.bulk_create(made.values())
    _let_wait(made, known | made)


def _let_wait(made: dict[int, ChecklistTask], new_of: dict[int, ChecklistTask]) -> None:
    """Let the added tasks wait for the same tasks as before, and others for them."""
    through = ChecklistTask.waits_for.through
    pairs = through.objects.filter(from_checklisttask__in=new_of).values_list(
        "from_checklisttask", "to_checklisttask"
    )
    through.objects.bulk_create(
        through(from_checklisttask=new_of[task], to_checklisttask=new_of[before])
        for task, before in pairs
        if before in new_of and (task in made or before in made)
    )


def _values(work: Work, task: ChecklistTask) -> dict[str, Any]:
    values = RULE.values(task, work.shift)
    for name in ("detail", "lessons"):
        lines = values[name].splitlines()
        kept = [line for line in lines if not work.words.names_somebody(line)]
        values[name] = "\n".join(kept) if len(kept) < len(lines) else values[name]
    return values


def _tell_day(work: Work, old: ChecklistTask, new: ChecklistTask) -> None:
    if old.due_date:
        work.tell_day(Part.CHECKLIST, new.title, old.due_date, new.due_date)
