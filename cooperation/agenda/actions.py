"""Every write to the agenda, each in one transaction with its audit line.

An archived edition refuses them all. To correct its agenda, the secretariat takes it out of the archive,
releases with a note that says what was wrong, and archives it again; the history shows each step.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Max, ProtectedError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from cooperation.agenda import audit, changes, queries
from cooperation.agenda.models import Release, Slot
from cooperation.agenda.rules import Conflict, conflicts, on_the_wall
from cooperation.agenda.snapshots import snapshot
from cooperation.editions.models import Edition
from cooperation.editions.rules import HasLifeCycle, reasons_against_changing
from core.accounts.models import User


class Refused(Exception):  # noqa: N818 - a typed answer, not a malfunction
    """A write that the agenda does not allow; ``message`` says why and what to do."""

    message: str | Promise = _("This cannot be done.")

    def __str__(self) -> str:
        return str(self.message)


class NothingToRelease(Refused):
    """The draft has no slot, and there never was a release."""

    message = _("There is nothing to release yet: the agenda has no slots.")


class NothingChanged(Refused):
    """The draft says what the newest release says."""

    message = _("Nothing has changed since the last release.")


class Archived(Refused):
    """The edition lies in the archive: nothing of its agenda changes."""

    def __init__(self, reasons: Iterable[object]) -> None:
        super().__init__()
        self.message = " ".join(str(reason) for reason in reasons)


class NotTheNewest(Refused):
    """Only the newest release's note can be mended, and this is another one or none."""

    message = _("Only the note of the newest release can be changed.")


class LeavesTheDay(Refused):
    """Slots would begin on another day; ``titles`` are theirs."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        self.titles = titles
        self.message = ngettext(
            "Nothing was moved: “%(first)s” would begin on another day. Its day is changed under “More…”.",
            "Nothing was moved: %(count)d slots would begin on another day, among them “%(first)s”. "
            "A slot's day is changed under “More…”.",
            len(titles),
        ) % {"count": len(titles), "first": titles[0]}


class ConflictsBlock(Refused):
    """The draft has conflicts that block a release; ``conflicts`` are those."""

    message = _("The agenda cannot be released yet. Please solve the conflicts first.")

    def __init__(self, blocking: list[Conflict]) -> None:
        super().__init__()
        self.conflicts = blocking


class NoLength(Refused):
    """The slot ends before it begins, or at that moment."""

    message = _("The end must be later than the beginning.")


class StillNeeded(Refused):
    """Something depends on the slot; ``dependents`` names it."""

    def __init__(self, slot: Slot, dependents: Iterable[object]) -> None:
        super().__init__()
        self.dependents = [f"{type(record)._meta.verbose_name}: {record}" for record in dependents]  # type: ignore[attr-defined]
        self.message = _(
            "“%(slot)s” cannot be deleted, because something depends on it (%(dependents)s). "
            "Cancel it instead: it stays in the agenda, struck through, and calendars hear of it."
        ) % {"slot": slot, "dependents": ", ".join(self.dependents)}


def _refuse_archived(edition: HasLifeCycle) -> None:
    if reasons := reasons_against_changing(edition):
        raise Archived(reasons)


def _refuse_when_archived(edition_id: int) -> None:
    """As the database knows it now; what the caller loaded may be older than the archive."""
    _refuse_archived(Edition.objects.only("archived_at").get(pk=edition_id))


@transaction.atomic
def release(edition: Edition, note: str, by: User | None) -> Release:
    """Publish the draft of ``edition`` as its next release.

    Raises:
        NothingToRelease: there are no slots.
        NothingChanged: the newest release says the same.
        ConflictsBlock: a conflict blocks it.
        Archived: the edition is archived.
    """
    # The edition's row is the lock: whoever releases second waits here, then counts on from the first.
    # SQLite has no row locks; there the transaction itself began with the write lock.
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    _refuse_archived(edition)
    previous = queries.current_programme(edition)
    draft = queries.draft_programme(edition)
    at = timezone.now()
    programme = snapshot(draft, previous, at)
    if not programme.slots:
        raise NothingToRelease
    if previous and programme.slots == previous.slots:
        raise NothingChanged
    if blocking := [conflict for conflict in _conflicts(edition, draft.slots) if conflict.is_blocking]:
        raise ConflictsBlock(blocking)
    made = Release.objects.create(
        edition=edition,
        number=(Release.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0) + 1,
        note=note.strip(),
        released_at=at,
        released_by=by,
        content=programme.to_json(),
        changes=changes.to_json(changes.changes_between(previous, programme)),
    )
    log(edition, audit.RELEASED, user=by, data={"number": made.number, "note": made.note})
    return made


@transaction.atomic
def change_note(edition: Edition, number: int, note: str, by: User | None) -> Release:
    """Mend the note of the newest release of ``edition``, number ``number``; what it released stays as it is.

    Raises:
        NotTheNewest: there is a newer release, or none of that number.
        Archived: the edition is archived.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    _refuse_archived(edition)
    newest = queries.releases(edition).first()
    if newest is None or newest.number != number:
        raise NotTheNewest
    before, newest.note = newest.note, note.strip()
    if newest.note != before:
        newest.note_changed_at = timezone.now()
    newest.save(update_fields=["note", "note_changed_at"])
    log(edition, audit.NOTE_CHANGED, user=by, data={"number": number, "before": before, "note": newest.note})
    return newest


def _conflicts(edition: Edition, slots: Iterable[queries.SlotEntry]) -> list[Conflict]:
    return conflicts(slots, first_day=edition.starts_on, last_day=edition.ends_on, zone=edition.zone)


@transaction.atomic
def save_slot(slot: Slot, by: User | None) -> Slot:
    """Keep ``slot`` with its speakers, a new one or a changed one.

    Raises:
        NoLength: it ends before it begins, or at that moment.
        Archived: the edition is archived.
    """
    _refuse_when_archived(slot.edition_id)
    if slot.ends_at <= slot.starts_at:
        raise NoLength
    slot.save()
    log(slot, audit.SLOT_SAVED, user=by)
    return slot


@transaction.atomic
def duplicate(slot: Slot, by: User | None) -> Slot:
    """A copy of ``slot`` with its speakers and an identity of its own, right after it.

    It begins when ``slot`` ends, so that it clashes with nothing that is in the copy itself. The title
    stays: a workshop that is given twice has the same name twice.

    Raises:
        Archived: the edition is archived.
    """
    _refuse_when_archived(slot.edition_id)
    length = slot.ends_at - slot.starts_at
    links = list(slot.speaker_links.all())
    copy = Slot.objects.get(pk=slot.pk)
    copy.pk, copy.uid, copy.is_cancelled = None, uuid4(), False
    copy.starts_at, copy.ends_at = slot.ends_at, slot.ends_at + length
    for link in links:
        link.pk = None
    copy.speaker_links = links
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
    _refuse_when_archived(edition.pk)
    zone = edition.zone
    by_step: dict[timedelta, list[int]] = defaultdict(list)
    leaving = []
    timed = Slot.objects.filter(edition=edition, is_untimed=False)
    for pk, title, start in timed.values_list("pk", "title", "starts_at"):
        if start.astimezone(zone).date() == day:
            moved = on_the_wall(start, minutes, zone)
            by_step[moved - start].append(pk)
            if moved.date() != day:
                leaving.append(title)
    if leaving:
        raise LeavesTheDay(leaving)
    # One statement for each step: all the same but on the day on which the clocks change.
    for step, keys in by_step.items():
        Slot.objects.filter(pk__in=keys).update(
            starts_at=F("starts_at") + step, ends_at=F("ends_at") + step, changed_at=timezone.now()
        )
    count = sum(len(keys) for keys in by_step.values())
    log(edition, audit.DAY_SHIFTED, user=by, data={"day": str(day), "minutes": minutes, "slots": count})
    return count


@transaction.atomic
def cancel_slot(slot: Slot, by: User | None) -> None:
    """Mark ``slot`` as cancelled; it stays in the agenda and in calendars. Doing it twice changes nothing."""
    _set_cancelled(slot, True, audit.SLOT_CANCELLED, by)


@transaction.atomic
def restore_slot(slot: Slot, by: User | None) -> None:
    """Let a cancelled ``slot`` take place after all."""
    _set_cancelled(slot, False, audit.SLOT_RESTORED, by)


def _set_cancelled(slot: Slot, is_cancelled: bool, action: str, by: User | None) -> None:
    _refuse_when_archived(slot.edition_id)
    changed = Slot.objects.filter(pk=slot.pk, is_cancelled=not is_cancelled).update(
        is_cancelled=is_cancelled, changed_at=timezone.now()
    )
    slot.is_cancelled = is_cancelled
    if changed:
        log(slot, action, user=by)


def delete_slot(slot: Slot, by: User | None) -> None:
    """Take ``slot`` out of the draft; the next release tells calendars that it fell out.

    Raises:
        StillNeeded: something depends on it, such as a session that can be booked.
        Archived: the edition is archived.
    """
    _refuse_when_archived(slot.edition_id)
    try:
        with transaction.atomic():
            log(slot, audit.SLOT_DELETED, user=by, deleted=True)
            slot.delete()
    except ProtectedError as error:
        raise StillNeeded(slot, error.protected_objects) from error
