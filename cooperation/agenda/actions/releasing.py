"""Publishing the draft, and mending what was said of it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.agenda import audit, changes, queries
from cooperation.agenda.actions.locking import lock
from cooperation.agenda.models import Release
from cooperation.agenda.refusals import (
    ConflictsBlock,
    DraftMoved,
    NothingChanged,
    NothingToRelease,
    NotTheNewest,
)
from cooperation.agenda.returning import digest
from cooperation.agenda.rules import Conflict, conflicts
from cooperation.agenda.snapshots import snapshot
from cooperation.editions.models import Edition
from core.accounts.models import User


@transaction.atomic
def release(edition: Edition, note: str, by: User | None, seen: str | None = None) -> Release:
    """Publish the draft of ``edition`` as its next release.

    Args:
        edition: whose draft.
        note: what readers are told beside the changes.
        by: who releases.
        seen: the digest of what was shown before it was decided; ``None`` when nothing was shown.

    Raises:
        DraftMoved: the draft is another by now than the one that was shown.
        NothingToRelease: there are no slots.
        NothingChanged: the newest release says the same.
        ConflictsBlock: a conflict blocks it.
        Archived: the edition is archived.
    """
    edition = lock(edition.pk)  # whoever releases second waits here, then counts on from the first
    previous = queries.current_programme(edition)
    draft = queries.draft_programme(edition)
    if seen is not None and digest(draft, previous and previous.number) != seen:
        raise DraftMoved
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
    edition = lock(edition.pk)
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
