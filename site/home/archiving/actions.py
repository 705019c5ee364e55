"""Seals made and copies packed; each says in the audit log what it did."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import structlog
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from core.accounts.models import User
from home.archiving import queries, rules
from home.archiving.copying import making, packing
from home.archiving.enums import CopyState
from home.archiving.models import Seal, StaticCopy
from home.archiving.rules import CannotCopy, Difference, Item

TELLS_EVERY = 10
"""Files between two words on how far a copy is."""

lines = structlog.get_logger("archiving")


def seal(edition: Edition, by: User | None = None) -> Seal:
    """Write down the checksums of ``edition`` as it is now, and what differs from the seal before."""
    items = queries.items_of(edition)
    with transaction.atomic():
        before = queries.newest_seal(edition)
        changes = rules.differences(before.items, items) if before else []
        made = Seal.objects.create(
            edition=edition,
            made_at=timezone.now(),
            content=[item.to_json() for item in items],
            digest=rules.digest_of(items),
            changes=[{"what": one.what, "kind": one.item.kind, "name": one.item.name} for one in changes],
        )
        log(edition, "archiving.seal", user=by, data={"digest": made.digest, "items": len(items)})
    return made


def seal_what_lacks_it() -> int:
    """Seal every archived edition that lacks a seal of its last archiving or erratum; how many there were.

    One that fails does not stand in the way of the others, and comes again.
    """
    trouble, made = [], 0
    for edition in queries.without_seal():
        try:
            seal(edition)
            made += 1
        except Exception as error:
            trouble.append(error)
    if trouble:
        raise ExceptionGroup("Some archived editions were not sealed.", trouble)
    return made


def seal_before_it_leaves(edition: Edition) -> None:
    """Seal an archived ``edition`` that has no seal of now, so that it can be compared later."""
    if queries.without_seal().filter(pk=edition.pk).exists():
        seal(edition)


def verify(edition: Edition, by: User | None = None) -> tuple[Sequence[Item], Sequence[Difference]]:
    """Compare ``edition`` with its newest seal: everything that has a checksum now, and what differs.

    Raises:
        Seal.DoesNotExist: it was never sealed.
    """
    newest = queries.newest_seal(edition)
    if newest is None:
        raise Seal.DoesNotExist
    items = queries.items_of(edition)
    found = rules.differences(newest.items, items)
    log(edition, "archiving.verify", user=by, data={"differences": len(found)})
    return items, found


def ask_for_copy(edition: Edition, by: User | None) -> StaticCopy:
    """Let the worker make the copy of ``edition``; one that is being made is left alone.

    Raises:
        CannotCopy: it does not lie in the archive, or has no pages.
    """
    with transaction.atomic():
        locked = Edition.objects.select_for_update().get(pk=edition.pk)
        has_pages = queries.has_public_start_page(locked)
        if reasons := rules.reasons_against_copying(locked.archived_at, has_pages):
            raise CannotCopy(*reasons)
        now = timezone.now()
        copy = StaticCopy.objects.filter(edition=locked).first()
        if copy and copy.state in (CopyState.WAITING, CopyState.AT_WORK):
            return copy
        copy = copy or StaticCopy(edition=locked)
        copy.state, copy.asked_at, copy.told_at, copy.done, copy.total = CopyState.WAITING, now, now, 0, 0
        copy.save()
        log(edition, "archiving.ask_for_copy", user=by)
    return copy


def make_copies(now: datetime | None = None) -> int:
    """Make the copies that somebody asked for and nobody is at work on; how many were made."""
    made = 0
    for copy in queries.copies_to_make(now or timezone.now()):
        if not _take(copy):
            continue
        try:
            _make(copy)
            made += 1
        except Exception:
            lines.exception("copy failed", edition=copy.edition_id)
            StaticCopy.objects.filter(pk=copy.pk).update(state=CopyState.FAILED, told_at=timezone.now())
    return made


def _take(copy: StaticCopy) -> bool:
    """Whether this worker has it now, and no other."""
    mine = StaticCopy.objects.filter(pk=copy.pk, state=copy.state, told_at=copy.told_at)
    return bool(mine.update(state=CopyState.AT_WORK, told_at=timezone.now(), done=0, total=0))


def _make(copy: StaticCopy) -> None:
    def tell(done: int, total: int) -> None:
        if done % TELLS_EVERY == 0 or done == total:
            StaticCopy.objects.filter(pk=copy.pk).update(done=done, total=total, told_at=timezone.now())

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as packed:
        making.make(copy.edition, Path(folder), tell)
        packing.pack(Path(folder), packed)
        size = packed.tell()
        packed.seek(0)
        digest = sha256(packed.read()).hexdigest()
        packed.seek(0)
        _keep(copy, File(packed), digest, size)


def _keep(copy: StaticCopy, packed: File, digest: str, size: int) -> None:
    """Put the zip where private files lie; the one before goes when the new one stands."""
    copy.refresh_from_db()
    before, storage = copy.file.name, copy.file.storage
    copy.file.save(f"{copy.edition_id}-{digest[:12]}.zip", packed, save=False)
    copy.state, copy.sha256, copy.size = CopyState.DONE, digest, size
    copy.made_at = copy.told_at = timezone.now()
    with transaction.atomic():
        copy.save()
        log(copy.edition, "archiving.make_copy", data={"sha256": digest, "bytes": size})
        if before and before != copy.file.name:
            transaction.on_commit(lambda: storage.delete(before))
