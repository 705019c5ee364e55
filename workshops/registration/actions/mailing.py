"""Mails to many: prepared, let go once, and written in batches by the worker."""

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log as audit_log

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.registration import audit, mailing_mails
from workshops.registration.enums import RegistrationState
from workshops.registration.mail_refusals import MailingLetGo, NobodyChosen, RecipientsChanged
from workshops.registration.mailing_queries import Audience, fingerprint, recipients
from workshops.registration.models import Mailing, MailingRecipient, Registration

log = structlog.get_logger("mailings")

BATCH = 100
"""How many mails one run writes, so that the worker can do other things too."""


@transaction.atomic
def save_draft(
    edition: Edition, subject: str, text: str, audience: Audience, by: User, draft: Mailing | None = None
) -> Mailing:
    """Keep a mailing, or change ``draft``; nothing leaves.

    Raises:
        MailingLetGo: ``draft`` has been confirmed.
    """
    mailing = _locked_draft(draft) if draft else Mailing(edition=edition, created_by=by)
    mailing.subject, mailing.text, mailing.filters = subject, text, audience.as_json()
    mailing.save()
    return mailing


@transaction.atomic
def discard(mailing: Mailing) -> None:
    """Throw a draft away.

    Raises:
        MailingLetGo: it has been confirmed, so its log stays.
    """
    _locked_draft(mailing).delete()


@transaction.atomic
def copy(mailing: Mailing, by: User) -> Mailing:
    """Make a draft with the words and the choice of ``mailing``; it goes to nobody until it is confirmed."""
    return save_draft(mailing.edition, mailing.subject, mailing.text, Audience.from_json(mailing.filters), by)


def send_test(mailing: Mailing, by: User) -> None:
    """Send ``by`` the mail as the first recipient will get it."""
    first = recipients(mailing.edition_id, Audience.from_json(mailing.filters)).first()
    mailing_mails.send_test(mailing, first, by.email)


@transaction.atomic
def confirm(mailing: Mailing, count: int, seen: str, by: User) -> int:
    """Let a mailing go to the ``count`` people whose ``fingerprint`` was ``seen``; how many they are.

    Raises:
        MailingLetGo: it has been confirmed before.
        RecipientsChanged: other people would get it now, or another number of them.
        NobodyChosen: there is nobody.
    """
    draft = _locked_draft(mailing)
    chosen = recipients(draft.edition_id, Audience.from_json(draft.filters))
    keys = list(chosen.values_list("pk", flat=True))
    if len(keys) != count or fingerprint(keys) != seen:
        raise RecipientsChanged(len(keys))
    if not keys:
        raise NobodyChosen
    MailingRecipient.objects.bulk_create(
        [MailingRecipient(mailing=draft, registration_id=key) for key in keys], batch_size=500
    )
    draft.confirmed_at = timezone.now()
    draft.save(update_fields=["confirmed_at"])
    audit_log(draft.edition, audit.MAILING_SENT, user=by, data={"mailing": draft.pk, "recipients": len(keys)})
    return len(keys)


def write_batches() -> int:
    """Write the next mails of confirmed mailings into the outbox; how many were written.

    Each recipient is one transaction: the mark and the mail are kept together or not at all, so a worker
    that is killed goes on where it was, and two of them share the work.
    """
    waiting = MailingRecipient.objects.filter(written_at=None, mailing__confirmed_at__isnull=False)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return sum(_write_one(key) for key in keys)


@transaction.atomic
def _write_one(key: int) -> bool:
    """Write to one recipient, unless that was done or they are not to be written to any more."""
    row = MailingRecipient.objects.filter(pk=key)
    if not row.filter(written_at=None).update(written_at=timezone.now()):
        return False
    recipient = row.select_related("mailing__edition", "registration__edition", "registration__member").get()
    registration = recipient.registration
    if registration is None or not _still_wanted(recipient.mailing, registration):
        return False
    try:
        with transaction.atomic():
            mail_id = mailing_mails.send_mailing(recipient.mailing, registration)
    except ValueError as error:  # one that cannot be written keeps back no other; the log shows it
        log.warning("mailing not written", recipient=key, error=type(error).__name__)
        return False
    row.update(mail=mail_id)
    return True


def _still_wanted(mailing: Mailing, registration: Registration) -> bool:
    """Whether the person still takes part; who has cancelled since gets no more news of the meeting."""
    states = Audience.from_json(mailing.filters).states
    return registration.is_active or not states or RegistrationState.CANCELLED in states


def _locked_draft(mailing: Mailing) -> Mailing:
    """The mailing as the database has it, held for the rest of the transaction.

    Raises:
        MailingLetGo: it has been confirmed.
    """
    current = Mailing.objects.select_for_update(of=("self",)).select_related("edition").get(pk=mailing.pk)
    if current.confirmed_at:
        raise MailingLetGo
    return current
