"""What each change of the draft leaves behind, so that its author can take it back and others learn of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.agenda import audit, queries
from cooperation.agenda.actions.locking import lock
from cooperation.agenda.actions.putting import put
from cooperation.agenda.draft_steps import days_of, now_says, same_state, uids_of
from cooperation.agenda.enums import StepKind
from cooperation.agenda.models import DraftStep, Slot
from cooperation.agenda.programme import Programme
from cooperation.agenda.refusals import (
    AlreadyThere,
    ChangedMeanwhile,
    GoneMeanwhile,
    NothingToTakeBack,
    StillNeeded,
)
from cooperation.editions.models import Edition
from core.accounts.models import User

KEPT = timedelta(days=30)
"""How long a step can be taken back."""


@contextmanager
def recorded(
    edition: Edition, by: User | None, uids: Iterable[UUID], *, whole: bool = False
) -> Iterator[None]:
    """Keep what happens inside to the slots that ``uids`` name as one step of ``by``.

    Under the edition's lock. With ``whole`` it belongs to every day. Whoever does something new gives up
    doing again what they took back before.
    """
    keys = list(uids)
    before = queries.states(edition.pk, keys)
    yield
    after = queries.states(edition.pk, keys)
    if step := _keep(edition, by, before, after, StepKind.CHANGED, whole=whole):
        mine = DraftStep.objects.filter(edition=edition, by=by, kind=StepKind.CHANGED, pk__lt=step.pk)
        if by:
            mine.filter(undone_at__isnull=False).delete()
        DraftStep.objects.filter(edition=edition, at__lt=timezone.now() - KEPT).delete()


def _keep(
    edition: Edition, by: User | None, before: Programme, after: Programme, kind: str, *, whole: bool
) -> DraftStep | None:
    if all(same_state(before.slot(uid), after.slot(uid)) for uid in uids_of(before, after)):
        return None
    day, old_day = (None, None) if whole else days_of(before, after, edition.zone)
    return DraftStep.objects.create(
        edition=edition,
        by=by,
        kind=kind,
        day=day,
        old_day=old_day,
        before=before.to_json(),
        after=after.to_json(),
    )


def refuse_stale(edition: Edition, slot: Slot, made_on: str | None, by: User | None) -> None:
    """Refuse what was decided on another version of ``slot`` than the one that is saved; under the lock.

    Raises:
        ChangedMeanwhile: somebody changed it after ``made_on``.
        GoneMeanwhile: somebody deleted it.
        AlreadyThere: it is new, and was made already.
    """
    if made_on is None:
        return
    if not made_on:
        if Slot.objects.filter(uid=slot.uid).exists():
            raise AlreadyThere
        return
    saved = Slot.objects.filter(pk=slot.pk).select_related("room").first()
    if saved is None:
        raise GoneMeanwhile
    if queries.version_of(saved) != made_on:
        raise ChangedMeanwhile(saved, _what_happened(edition, saved, by))


def _what_happened(edition: Edition, slot: Slot, by: User | None) -> str:
    """Who changed ``slot`` last and how, and what it says now."""
    step = queries.newest_step_about(edition, str(slot.uid), not_by=by)
    return now_says(slot, step, edition.zone)


@transaction.atomic
def undo(edition: Edition, day: date, by: User) -> DraftStep:
    """Take back the newest step of ``by`` on ``day`` that stands; the step.

    Raises:
        NothingToTakeBack: there is none.
        ChangedMeanwhile: somebody else changed one of its slots since.
        RoomGone: what should come back was in a room, or with somebody, that is deleted.
        StillNeeded: a slot would go on which something depends.
        Archived: the edition is archived.
    """
    edition = lock(edition.pk)
    step = queries.own_steps(edition, day, by).filter(undone_at=None).order_by("-pk").first()
    if step is None:
        raise NothingToTakeBack
    _go(edition, step, step.after, step.before, by, StepKind.UNDONE)
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    return step


@transaction.atomic
def redo(edition: Edition, day: date, by: User) -> DraftStep:
    """Do again what ``by`` took back last on ``day``; the step. Refused like taking it back."""
    edition = lock(edition.pk)
    found = queries.own_steps(edition, day, by).filter(undone_at__isnull=False)
    step = found.order_by("-undone_at", "pk").first()
    if step is None:
        raise NothingToTakeBack
    _go(edition, step, step.before, step.after, by, StepKind.REDONE)
    step.undone_at = None
    step.save(update_fields=["undone_at"])
    return step


def _go(edition: Edition, step: DraftStep, left: dict, reached: dict, by: User, kind: str) -> None:
    """Bring the step's slots from the one state to the other, if the first is still how they stand."""
    was, becomes = Programme.from_json(left), Programme.from_json(reached)
    uids = uids_of(was, becomes)
    keys = [UUID(uid) for uid in uids]
    now = queries.states(edition.pk, keys)
    for uid in uids:
        if not same_state(now.slot(uid), was.slot(uid)):
            raise _meddled(edition, uid, by)
    try:
        put(edition, uids, now, becomes)
    except ProtectedError as error:
        gone = next(slot for slot in Slot.objects.filter(uid__in=keys) if not becomes.slot(str(slot.uid)))
        raise StillNeeded(gone, error.protected_objects) from error
    _keep(edition, by, now, queries.states(edition.pk, keys), kind, whole=step.day is None)
    action = audit.STEP_UNDONE if kind == StepKind.UNDONE else audit.STEP_REDONE
    log(edition, action, user=by, data={"step": step.pk, "slots": len(uids)})


def _meddled(edition: Edition, uid: str, by: User) -> Exception:
    slot = Slot.objects.filter(edition=edition, uid=uid).select_related("room").first()
    return ChangedMeanwhile(slot, _what_happened(edition, slot, by)) if slot else GoneMeanwhile()
