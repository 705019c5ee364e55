"""Personal data that ends: when its time is over, when the host says so, when somebody asks for it.

Everything happens under the desk's lock (``locking.lock``), an edition in batches. A batch is erased as a
whole and counted in the report in the same transaction, so a crash at any line leaves a report without an
end, and doing the same again, which the worker does by itself, brings it to its end.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.rules import is_over
from core.accounts.models import User
from core.mail.erasing import erase_mails_about
from workshops.registration import audit, kept
from workshops.registration.actions import erasing_steps, places, seats
from workshops.registration.actions.locking import lock
from workshops.registration.models import (
    DelegationHead,
    Draft,
    Erasure,
    Invitation,
    Mailing,
    Registration,
    RegistrationDesk,
)
from workshops.registration.retention import NEEDS, REST, is_due

PERSON = "person"
"""The reason of a report when somebody asked to be erased."""
DRAFTS_KEPT = timedelta(days=14)
"""How long a form that is not sent is kept after it was last saved."""
BATCH = 50
"""How many people one transaction erases."""
NEEDS_IN_FORMS = frozenset({"diet", "access_needs", "needs_consent"})
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")

lines = structlog.get_logger("registration")


def erase_due(now: datetime | None = None) -> int:
    """Erase what has come to its end in any edition, archived ones too; how many reports that made.

    So that nothing is kept for longer by chance, forms that nobody sent go here as well.

    An edition that cannot be erased now does not stand in the way of the others.
    """
    now, reports, trouble = now or timezone.now(), 0, []
    Draft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()
    for desk in RegistrationDesk.objects.select_related("edition").order_by("pk"):
        for clock, erase in ((NEEDS, erase_needs), (REST, erase_edition)):
            try:
                if _is_to_do(desk, clock, now):
                    erase(desk.edition)
                    reports += 1
            except Exception as error:
                trouble.append(error)
    if trouble:
        raise ExceptionGroup("Personal data of some editions was not erased.", trouble)
    return reports


def _is_to_do(desk: RegistrationDesk, clock: str, now: datetime) -> bool:
    edition = desk.edition
    if kept.is_unfinished(edition, clock):
        return True
    if not is_due(edition, clock, now):
        return False
    # Erased once is not erased for ever: an organiser may enter somebody, a backup may be restored.
    if clock == NEEDS:
        return desk.needs_erased_at is None or kept.has_needs(edition)
    return desk.erased_at is None or kept.has_people(edition)


@transaction.atomic
def erase_needs(edition: Edition, by: User | None = None) -> Erasure:
    """Erase everybody's diet and access needs, with the consent to keep them."""
    desk = lock(edition.pk)
    report = _begin(edition, NEEDS)
    given = Registration.objects.filter(kept.NEEDS_GIVEN, edition=edition)
    erased = {"needs": given.update(diet="", access_needs="", needs_consent_at=None)}
    erased["drafts"] = sum(_forget_needs(draft) for draft in Draft.objects.filter(edition=edition))
    desk.needs_erased_at = timezone.now()
    desk.save(update_fields=["needs_erased_at"])
    _add(report, erased)
    return _finish(report, audit.NEEDS_ERASED, by)


def _forget_needs(draft: Draft) -> bool:
    if NEEDS_IN_FORMS.isdisjoint(draft.content):
        return False
    content = {name: value for name, value in draft.content.items() if name not in NEEDS_IN_FORMS}
    return bool(Draft.objects.filter(pk=draft.pk).update(content=content))


def erase_edition(edition: Edition, by: User | None = None) -> Erasure:
    """Erase everybody who registered for ``edition``, was invited, or began to register; numbers stay."""
    with transaction.atomic():
        lock(edition.pk)
        report = _begin(edition, REST)
    for people in _batches_of(Registration.objects.filter(edition=edition).values_list("pk", flat=True)):
        _erase_batch(report, registrations=people)
    for addresses in _batches_of(_addresses_beside(edition)):
        _erase_batch(report, addresses=addresses)
    roles = EditionRole.objects.filter(edition=edition, role=Role.ATTENDEE)
    for users in _batches_of(roles.values_list("user", flat=True)):
        _erase_batch(report, users=users)
    with transaction.atomic():
        return _close_edition(report, by)


def _batches_of(values: Iterable[Any]) -> Iterator[list[Any]]:
    """What there is now, in parts; what comes meanwhile is found the next time."""
    found = list(values)
    return (found[start : start + BATCH] for start in range(0, len(found), BATCH))


def _addresses_beside(edition: Edition) -> list[str]:
    """The addresses of those who did not register."""
    rows = (
        Invitation.objects.filter(edition=edition),
        Draft.objects.filter(edition=edition),
        DelegationHead.objects.filter(delegation__edition=edition),
    )
    return sorted({email.lower() for found in rows for email in found.values_list("email", flat=True)})


@transaction.atomic
def _erase_batch(
    report: Erasure,
    *,
    registrations: Iterable[int] = (),
    addresses: Iterable[str] = (),
    users: Iterable[int] = (),
) -> None:
    lock(report.edition_id)
    rows = Registration.objects.filter(edition=report.edition_id, pk__in=registrations)
    numbers = kept.numbers_of(rows) if registrations else {}
    with_accounts = list(addresses)
    with_accounts += User.objects.filter(pk__in=users).values_list("email", flat=True)
    people = erasing_steps.gather(report.edition, rows, with_accounts, users)
    _add(report, erasing_steps.erase(people), numbers)


def _close_edition(report: Erasure, by: User | None) -> Erasure:
    """Erase what belongs to no single person, and say that it is done. For a caller in a transaction."""
    edition = report.edition
    desk = lock(edition.pk)
    _rows, by_kind = Mailing.objects.filter(edition=edition).delete()
    mailings = by_kind.get(Mailing._meta.label, 0)
    _add(report, {"mailings": mailings, "mails": erase_mails_about([f"edition:{edition.pk}"])})
    now = timezone.now()
    desk.erased_at, desk.needs_erased_at = now, desk.needs_erased_at or now
    desk.save(update_fields=["erased_at", "needs_erased_at"])
    return _finish(report, audit.EDITION_ERASED, by)


@transaction.atomic
def erase_person(registration: Registration, by: User | None = None) -> Erasure | None:
    """Erase somebody from an edition: this registration and whatever else it knows of the same address.

    Their seats and their place go to those who wait. Nothing is sent to them. ``None`` when they were erased
    already. Another edition that they registered for is not touched: each ticket opens one registration.
    """
    desk = lock(registration.edition_id)
    current = Registration.objects.filter(pk=registration.pk).first()
    if current is None:
        return None
    rows = list(Registration.objects.filter(edition=desk.edition, email__iexact=current.email))
    people = erasing_steps.gather(desk.edition, rows)
    numbers = _numbers_of_one(desk.edition, people)
    for row in rows:
        if row.is_active:
            seats.release_all(desk, row)
    digests = [digest_of(row.ticket) for row in rows]
    report = Erasure.objects.create(edition=desk.edition, reason=PERSON, counts={"tickets": digests})
    _add(report, erasing_steps.erase(people), numbers)
    places.settle_places(desk)
    transaction.on_commit(lambda: lines.info("person erased", edition=desk.edition_id, tickets=digests))
    return _finish(report, audit.PERSON_ERASED, by if by is not None and by.pk not in people.users else None)


def _numbers_of_one(edition: Edition, people: erasing_steps.People) -> kept.Numbers:
    """What stays of one person: that somebody took part as something. With their member or seats it would
    be a person again; and who leaves before the end did not take part.
    """
    if not is_over(edition, timezone.now()):
        return {}
    numbers = kept.numbers_of(people.rows)
    return {name: numbers[name] for name in ("states", "roles")}


def digest_of(ticket: str) -> str:
    """By what an erasure knows a ticket again; it opens nothing, and nobody finds the ticket from it."""
    return sha256(ticket.encode()).hexdigest()


def erase_again(text: str) -> int:
    """Erase those whose erasure ``text`` tells of, and who are there again; how many they were.

    For after a backup was restored. ``text`` holds digests of tickets among anything else: the reports of
    erasures, or the log. Who registered anew has a new ticket, and stays.
    """
    digests = set(DIGEST.findall(text))
    tickets = Registration.objects.values_list("pk", "ticket").iterator(chunk_size=500)
    keys = [key for key, ticket in tickets if digest_of(ticket) in digests]
    found = [erase_person(row) for row in Registration.objects.filter(pk__in=keys)]
    return sum(report is not None for report in found)


def try_out(edition: Edition, clock: str) -> dict[str, int]:
    """How many rows of each kind an erasure would take: it is done and taken back, so the numbers are true.

    Nobody registers meanwhile, as it holds the desk's lock.
    """
    with transaction.atomic():
        report = (erase_needs if clock == NEEDS else erase_edition)(edition)
        transaction.set_rollback(True)
    erased: dict[str, int] = report.counts["erased"]
    return erased


def _begin(edition: Edition, reason: str) -> Erasure:
    """The report of an erasure that was not brought to its end, else a new one."""
    open_one = Erasure.objects.filter(edition=edition, reason=reason, finished_at=None).first()
    return open_one or Erasure.objects.create(edition=edition, reason=reason)


def _add(report: Erasure, erased: dict[str, int], numbers: kept.Numbers | None = None) -> None:
    """Count what was erased in the report; for a caller in the transaction that erased it."""
    before = Erasure.objects.values_list("counts", flat=True).get(pk=report.pk)
    more = {"erased": erased, "kept": numbers or {}}
    report.counts = kept.sum_of({"erased": {}, "kept": {}} | before, more)
    report.save(update_fields=["counts"])


def _finish(report: Erasure, action: str, by: User | None) -> Erasure:
    report.finished_at = timezone.now()
    report.save(update_fields=["finished_at"])
    log(report.edition, action, user=by, data={"report": report.pk})
    return report
