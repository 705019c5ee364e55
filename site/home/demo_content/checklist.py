"""The checklist of the invented edition: what was due is done, but for a few tasks; some have somebody.

It is made once; what people try out afterwards stays as they left it.
"""

from datetime import timedelta

from django.utils import timezone

from cooperation.editions.checklist.actions import make_checklist, tick
from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.checklist.queries import rows_of
from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask, Edition
from core.accounts.models import User
from home.page_tree import Report

NOT_NEEDED = {
    "T24": "Everybody speaks English, and nobody asked for another language.",
    "T53": "There are no interpreters.",
}
LESSONS = {
    "T12": "Come at the hour at which people will arrive: the lift is slow when everybody needs it.",
    "T14": "The cheapest rooms were gone first. Hold more of them, and fewer of the dear ones.",
}
EARLY = "We came across it and did it at once."
ALMOST_DUE = timedelta(days=21)
"""What was due within this time before today is left open, so that something is overdue."""


def put_checklist(edition: Edition, organiser: User, report: Report) -> None:
    """Make the checklist of ``edition``, and tick off most of what should be done by today."""
    if ChecklistTask.objects.filter(edition=edition).exists():
        report("The checklist stands already")
        return
    made = make_checklist(edition, by=organiser)
    ChecklistTask.objects.filter(edition=edition, role=Role.HOST_LEAD, work__in=("venue", "hotel")).update(
        owner=organiser
    )
    now, closed = timezone.now(), set[int]()
    for row in rows_of(edition, now):
        code = row.task.code
        ChecklistTask.objects.filter(pk=row.task.pk).update(lessons=LESSONS.get(code, ""))
        if code in NOT_NEEDED:
            tick(row.task, TaskState.NOT_NEEDED, NOT_NEEDED[code], by=organiser)
            closed.add(row.task.pk)
        elif row.due and row.due < now.date() - ALMOST_DUE:
            early = {one.pk for one in row.waits_for} - closed
            tick(row.task, TaskState.DONE, EARLY if early else "", by=organiser)
            closed.add(row.task.pk)
    report(f"Checklist: {made} tasks")
