"""Certificates of attendance, made from the check-in: the same ones however often they are asked for."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from cooperation.editions.rules import is_over
from core.accounts.models import User
from workshops.afterwards import audit
from workshops.afterwards.models import Certificate, IssuedCode, new_code
from workshops.afterwards.queries.attendance import attended_by, certificates_of, who_came
from workshops.afterwards.refusals import NoAttendance, NotThere, StillOn, refuse_archived
from workshops.afterwards.rules import Attended
from workshops.registration.actions.locking import lock
from workshops.registration.models import Registration


def digest_of(code: str) -> str:
    """By what an issued code is known when its holder was erased; nobody finds the code from it."""
    return sha256(code.encode()).hexdigest()


@transaction.atomic
def issue(registration: Registration) -> Certificate:
    """The certificate of somebody who asks for it, as the check-in has it now.

    Raises:
        StillOn: the meeting is not over.
        NotThere: they were never checked in.
        EditionClosed: there is none yet, and the edition lies in the archive.
    """
    lock(registration.edition_id)
    _refuse_early(registration.edition)
    found = attended_by([registration.pk])
    if not found:
        raise NotThere
    return _issue(registration.edition, found)[0]


@transaction.atomic
def issue_all(edition: Edition, by: User | None) -> list[Certificate]:
    """The certificates of everybody who came, by their names. As many queries for three as for three hundred.

    Raises:
        StillOn: the meeting is not over.
        NoAttendance: nobody came, or nobody was checked in.
        EditionClosed: some are missing, and the edition lies in the archive.
    """
    lock(edition.pk)
    _refuse_early(edition)
    found = attended_by(who_came(edition).values_list("pk", flat=True))
    if not found:
        raise NoAttendance
    made = _issue(edition, found)
    log(edition, audit.CERTIFICATES_ISSUED, user=by, data={"certificates": len(made)})
    return list(certificates_of(edition).filter(registration__in=found))


def _refuse_early(edition: Edition) -> None:
    if not is_over(edition, timezone.now()):
        raise StillOn


def _issue(edition: Edition, attended: dict[int, Attended]) -> list[Certificate]:
    """Make what is missing and mend what changed, for a caller who holds the lock."""
    standing = {row.registration_id: row for row in Certificate.objects.filter(registration__in=attended)}
    missing = [key for key in attended if key not in standing]
    if missing:
        refuse_archived(edition)
        for certificate in _made(edition, missing, attended):
            standing[certificate.registration_id] = certificate
    mended = [row for key, row in standing.items() if _brought_up_to_date(row, attended[key])]
    if mended:
        now = timezone.now()
        for row in mended:
            row.changed_at = now
        Certificate.objects.bulk_update(mended, ["days", "sessions", "minutes", "changed_at"], batch_size=500)
    return [standing[key] for key in attended]


def _made(edition: Edition, keys: Iterable[int], attended: dict[int, Attended]) -> list[Certificate]:
    last = IssuedCode.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    made = [
        Certificate(
            registration_id=key,
            number=number,
            code=new_code(),
            days=attended[key].days,
            sessions=list(attended[key].sessions),
            minutes=attended[key].minutes,
        )
        for number, key in enumerate(keys, last + 1)
    ]
    IssuedCode.objects.bulk_create(
        [IssuedCode(edition=edition, digest=digest_of(one.code), number=one.number) for one in made],
        batch_size=500,
    )
    return Certificate.objects.bulk_create(made, batch_size=500)


def _brought_up_to_date(row: Certificate, told: Attended) -> bool:
    """Let ``row`` say what ``told`` says; whether it said something else."""
    before = (row.days, row.sessions, row.minutes)
    row.days, row.sessions, row.minutes = told.days, list(told.sessions), told.minutes
    return before != (row.days, row.sessions, row.minutes)
