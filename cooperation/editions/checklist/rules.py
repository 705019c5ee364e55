"""Pure decisions about the checklist: no database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cooperation.editions.checklist.enums import AppliesTo, Due, TaskState
from cooperation.editions.enums import Mode
from cooperation.editions.rules import Refused, Text

SOON = timedelta(days=30)
"""How far ahead a task counts as coming."""


class CannotTick(Refused):
    """The task cannot be given this state now."""


class CannotChangeTask(Refused):
    """The task cannot be written or deleted."""


def due_on(weeks: int | None, own: date | None, first: date | None, last: date | None) -> date | None:
    """When a task is due; ``None`` while nobody can tell.

    A day of its own counts. Else ``weeks`` are counted back from the ``first`` day of the edition, or, when
    they are more than 0, on from its ``last`` one.
    """
    if own or weeks is None:
        return own
    anchor = (last or first) if weeks > 0 else first
    return anchor + timedelta(weeks=weeks) if anchor else None


def applies(applies_to: str, mode: str) -> bool:
    """Whether a task is one for people who meet in ``mode``; an edition without a mode meets in one place."""
    if applies_to == AppliesTo.ON_SITE:
        return mode != Mode.ONLINE
    if applies_to == AppliesTo.ONLINE:
        return mode in (Mode.ONLINE, Mode.HYBRID)
    return True


def due_group(due: date | None, state: str, today: date) -> Due:
    """Under which heading a task stands on ``today``, the day at the venue."""
    if state != TaskState.OPEN:
        return Due.CLOSED
    if due is None:
        return Due.UNDATED
    if due < today:
        return Due.OVERDUE
    return Due.SOON if due <= today + SOON else Due.LATER


def reasons_against_ticking(state: str, waits_for: Collection[str], reason: str) -> Sequence[Text]:
    """Why a task cannot become ``state``; empty when it can.

    ``waits_for`` are the titles of open tasks that have to be done before.
    """
    if reason.strip():
        return []
    if state == TaskState.NOT_NEEDED:
        return [_("Write why it is not needed: the next host will ask.")]
    if state == TaskState.DONE and waits_for:
        return [
            _("It waits for something that is still open: %(tasks)s. Write why it could be done before.")
            % {"tasks": "; ".join(waits_for)}
        ]
    return []


def closes_a_circle(task: int, waits_for: Collection[int], known: Mapping[int, Collection[int]]) -> bool:
    """Whether ``task`` would wait for itself if it waited for ``waits_for``.

    ``known`` says for which others each task waits already.
    """
    to_visit, visited = set(waits_for), set[int]()
    while to_visit:
        key = to_visit.pop()
        if key == task:
            return True
        visited.add(key)
        to_visit |= set(known.get(key, ())) - visited
    return False
