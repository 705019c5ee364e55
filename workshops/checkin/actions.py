"""Check-in: scans are kept, and who is present follows from them.

Each scan is one transaction under the lock of the registration that it is about, so that ten phones with one
ticket come one after the other. A scan that is sent again finds the first one.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.checkin import audit, queries, rules
from workshops.checkin.enums import Direction, Mistake, Result
from workshops.checkin.models import Attendance, Scan
from workshops.checkin.refusals import AlreadyRegistered, CheckinClosed, NoSuchDoor
from workshops.programme.models import Session
from workshops.registration.actions.registering import Admission, Entry, register
from workshops.registration.enums import Way
from workshops.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Seen:
    """What a phone tells of one scan."""

    uid: UUID
    code: str = ""
    """A ticket, its address or a badge's code; empty when the person was found by name."""
    registration_id: int | None = None
    """Whom the helper chose by name."""
    session_id: int | None = None
    """The door; ``None`` for the edition's."""
    device: str = ""
    device_at: datetime | None = None
    sent_at: datetime | None = None
    """By the phone's clock, as ``device_at``: when the phone sent it."""
    undoes: UUID | None = None
    """The scan that is taken back; ``reason`` says why."""
    reason: str = ""


def scan(edition: Edition, seen: Seen, by: User | None) -> Scan:
    """Keep what a phone saw, and say what to tell the person; the same ``uid`` always gives the same scan.

    Raises:
        CheckinClosed: the edition is archived or cancelled.
        NoSuchDoor: the session is not of this edition.
    """
    if reasons := queries.reasons_against_scanning(edition):
        raise CheckinClosed(reasons)
    if seen.session_id and not Session.objects.filter(pk=seen.session_id, slot__edition=edition).exists():
        raise NoSuchDoor
    with transaction.atomic():
        return _scan_locked(edition, seen, by)


def _scan_locked(edition: Edition, seen: Seen, by: User | None) -> Scan:
    registration = lock(edition, _whom(edition, seen))
    if known := queries.scan_with(edition, seen.uid):
        return known
    now = timezone.now()
    moment = rules.moment_of(seen.device_at, seen.sent_at, now)
    made, _is_new = Scan.objects.get_or_create(
        edition=edition,
        uid=seen.uid,
        defaults={
            "registration": registration,
            "session_id": seen.session_id,
            "direction": Direction.BACK if seen.undoes else Direction.IN,
            "undoes": seen.undoes,
            "reason": (seen.reason or Mistake.PERSON) if seen.undoes else "",
            "device": seen.device,
            "by": by,
            "device_at": seen.device_at,
            "scanned_at": moment,
            "result": _result(edition, registration, seen, moment),
        },
    )
    if registration is not None:
        settle(registration)
        if seen.undoes:
            log(registration, audit.TAKEN_BACK, user=by, data={"reason": made.reason})
    return made


def lock(edition: Edition, key: int | None) -> Registration | None:
    """Take the lock of a registration for the rest of the transaction; ``None`` when there is none.

    SQLite has no row locks; there a transaction begins with the write lock (``transaction_mode``).
    """
    if key is None:
        return None
    rows = Registration.objects.select_for_update(of=("self",)).select_related("member")
    found = rows.filter(edition=edition, pk=key).first()
    if found is not None:
        found.edition = edition
    return found


def _whom(edition: Edition, seen: Seen) -> int | None:
    if seen.registration_id is not None:
        return seen.registration_id
    if seen.code:
        return queries.who(edition, seen.code)
    taken_back = queries.scan_with(edition, seen.undoes) if seen.undoes else None
    return taken_back.registration_id if taken_back else None


def _result(edition: Edition, registration: Registration | None, seen: Seen, moment: datetime) -> Result:
    if registration is None:
        return Result.UNKNOWN
    if seen.undoes:
        return Result.BACK
    bookings = queries.held_bookings(registration.pk, seen.session_id) if seen.session_id else None
    door = rules.door_of(seen.session_id, moment, edition.zone)
    is_first = queries.attendance_at(registration.pk, door) is None
    return rules.result_of(registration.state, bookings, is_first=is_first)


def settle(registration: Registration) -> None:
    """Let who is present follow from the scans: at each door since the first that was not taken back.

    For a caller who holds the registration's lock.
    """
    standing = {(row.session_id, row.day): row for row in registration.attendances.all()}
    wanted = rules.present(queries.scans_about(registration.pk), registration.edition.zone)
    for door, row in standing.items():
        if door not in wanted:
            row.delete()
        elif row.scan_id != (first := wanted[door]).pk:
            Attendance.objects.filter(pk=row.pk).update(scan=first, at=first.scanned_at)
    for door, first in wanted.items():
        if door not in standing:
            session_id, day = door
            Attendance.objects.create(
                registration=registration, session_id=session_id, day=day, scan=first, at=first.scanned_at
            )


@transaction.atomic
def walk_in(edition: Edition, email: str, role: str, entry: Entry, form_key: UUID, by: User) -> Scan:
    """Register somebody who stands at the door, and check them in at the edition's.

    They get what everybody gets: the mail with their ticket, and a place or a place in the waiting list. The
    registration says that the host entered it, and the log says that it was at the door.

    Raises:
        Refused: registration refuses it, or they are registered already; nothing is kept then.
    """
    if reasons := queries.reasons_against_scanning(edition):
        raise CheckinClosed(reasons)
    admission = Admission(role, Way.DESK, member=entry.member)
    registered = register(edition.pk, email, admission, entry, form_key, by=by)
    if not registered.is_new and registered.registration.form_key != form_key:
        raise AlreadyRegistered
    if registered.is_new:
        log(registered.registration, audit.WALKED_IN, user=by)
    return _scan_locked(edition, Seen(uid=form_key, registration_id=registered.registration.pk), by)
