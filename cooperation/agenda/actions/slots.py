"""Changing the slots of the draft."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.agenda import audit
from cooperation.agenda.actions.locking import lock
from cooperation.agenda.actions.steps import recorded, refuse_stale
from cooperation.agenda.models import Slot
from cooperation.agenda.refusals import LeavesTheDay, NoLength, StillNeeded
from cooperation.agenda.rules import on_the_wall
from cooperation.editions.models import Edition
from core.accounts.models import User


@transaction.atomic
def save_slot(slot: Slot, by: User | None, made_on: str | None = None) -> Slot:
    """Keep ``slot`` with its speakers, a new one or a changed one.

    Args:
        slot: what to keep.
        by: who changes it.
        made_on: the version (``queries.version_of``) that the change was made on; ``None`` when the caller
            has compared it.

    Raises:
        NoLength: it ends before it begins, or at that moment.
        ChangedMeanwhile: somebody else changed it after ``made_on``.
        GoneMeanwhile: somebody else deleted it.
        AlreadyThere: it is new, and was made already.
        Archived: the edition is archived.
    """
    edition = lock(slot.edition_id)
    if slot.ends_at <= slot.starts_at:
        raise NoLength
    refuse_stale(edition, slot, made_on, by)
    with recorded(edition, by, [slot.uid]):
        slot.save()
    log(slot, audit.SLOT_SAVED, user=by)
    return slot


@transaction.atomic
def duplicate(slot: Slot, by: User | None, made_on: str | None = None) -> Slot:
    """A copy of ``slot`` with its speakers and an identity of its own, right after it.

    It begins when ``slot`` ends, so that it clashes with nothing that is in the copy itself. The title
    stays: a workshop that is given twice has the same name twice.

    Raises:
        ChangedMeanwhile: somebody else changed it after ``made_on``.
        GoneMeanwhile: somebody else deleted it.
        Archived: the edition is archived.
    """
    edition = lock(slot.edition_id)
    refuse_stale(edition, slot, made_on, by)
    length = slot.ends_at - slot.starts_at
    links = list(slot.speaker_links.all())
    copy = Slot.objects.get(pk=slot.pk)
    copy.pk, copy.uid, copy.is_cancelled = None, uuid4(), False
    copy.starts_at, copy.ends_at = slot.ends_at, slot.ends_at + length
    for link in links:
        link.pk = None
    copy.speaker_links = links
    with recorded(edition, by, [copy.uid]):
        copy.save()
    log(copy, audit.SLOT_DUPLICATED, user=by, data={"of": slot.pk})
    return copy


@transaction.atomic
def shift_day(edition: Edition, day: date, minutes: int, by: User | None) -> int:
    """Move all slots that begin on ``day``, a date in the edition's zone; ``minutes`` may be negative.

    Clocks on the wall move by ``minutes``, also where a change to summer time lies between; lengths stay.
    Slots whose hours are not known stay where they are. Gives back how many slots moved.

    Raises:
        LeavesTheDay: a slot would begin on another day; ends after midnight are fine.
        Archived: the edition is archived.
    """
    edition = lock(edition.pk)
    zone = edition.zone
    by_step: dict[timedelta, list[int]] = defaultdict(list)
    leaving, moving = [], []
    timed = Slot.objects.filter(edition=edition, is_untimed=False)
    for pk, uid, title, start in timed.values_list("pk", "uid", "title", "starts_at"):
        if start.astimezone(zone).date() == day:
            moved = on_the_wall(start, minutes, zone)
            by_step[moved - start].append(pk)
            moving.append(uid)
            if moved.date() != day:
                leaving.append(title)
    if leaving:
        raise LeavesTheDay(leaving)
    # One statement for each step: all the same but on the day on which the clocks change.
    with recorded(edition, by, moving):
        for step, keys in by_step.items():
            Slot.objects.filter(pk__in=keys).update(
                starts_at=F("starts_at") + step, ends_at=F("ends_at") + step, changed_at=timezone.now()
            )
    count = sum(len(keys) for keys in by_step.values())
    log(edition, audit.DAY_SHIFTED, user=by, data={"day": str(day), "minutes": minutes, "slots": count})
    return count


def cancel_slot(slot: Slot, by: User | None, made_on: str | None = None) -> None:
    """Mark ``slot`` as cancelled; it stays in the agenda and in calendars. Doing it twice changes nothing.

    Raises:
        ChangedMeanwhile: somebody else changed it after ``made_on``.
        GoneMeanwhile: somebody else deleted it.
        Archived: the edition is archived.
    """
    _set_cancelled(slot, True, audit.SLOT_CANCELLED, by, made_on)


def restore_slot(slot: Slot, by: User | None, made_on: str | None = None) -> None:
    """Let a cancelled ``slot`` take place after all; refused like cancelling it."""
    _set_cancelled(slot, False, audit.SLOT_RESTORED, by, made_on)


@transaction.atomic
def _set_cancelled(slot: Slot, is_cancelled: bool, action: str, by: User | None, made_on: str | None) -> None:
    edition = lock(slot.edition_id)
    refuse_stale(edition, slot, made_on, by)
    with recorded(edition, by, [slot.uid]):
        changed = Slot.objects.filter(pk=slot.pk, is_cancelled=not is_cancelled).update(
            is_cancelled=is_cancelled, changed_at=timezone.now()
        )
    slot.is_cancelled = is_cancelled
    if changed:
        log(slot, action, user=by)


def delete_slot(slot: Slot, by: User | None, made_on: str | None = None) -> None:
    """Take ``slot`` out of the draft; the next release tells calendars that it fell out.

    Raises:
        StillNeeded: something depends on it, such as a session that can be booked.
        ChangedMeanwhile: somebody else changed it after ``made_on``.
        GoneMeanwhile: somebody else deleted it.
        Archived: the edition is archived.
    """
    try:
        with transaction.atomic():
            edition = lock(slot.edition_id)
            refuse_stale(edition, slot, made_on, by)
            log(slot, audit.SLOT_DELETED, user=by, deleted=True, data={"edition": edition.pk})
            with recorded(edition, by, [slot.uid]):
                slot.delete()
    except ProtectedError as error:
        raise StillNeeded(slot, error.protected_objects) from error
