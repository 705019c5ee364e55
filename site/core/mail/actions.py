"""Every write to the outbox after a message was put into it."""

import time
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log as audit

from core.mail import rules
from core.mail.audit import SENT_AGAIN
from core.mail.models import OutgoingMail

log = structlog.get_logger("outbox")

State = OutgoingMail.State
BATCH_SECONDS = 10
"""After so long a batch ends, so that the worker can do other things too."""


class NotGivenUpError(Exception):
    """The message was sent or still waits, so there is nothing to send again."""

    message = _("This mail was not given up: it has been sent, or it still waits for its next try.")


def deliver_due() -> int:
    """Hand the messages that are due to the mail server and return how many it took.

    At least once: a worker that dies between the server's yes and its own note leaves the message to be
    sent again after its lease, with the same Message-ID. Any number of workers may do this at once.
    """
    ends_at = time.monotonic() + BATCH_SECONDS
    server = get_connection(settings.DELIVERY_EMAIL_BACKEND)
    sent = 0
    try:
        while time.monotonic() < ends_at and (mail := claim_next()):
            if not _open(server, mail):
                break
            sent += _deliver(server, mail)
    finally:
        _close(server)
    return sent


def claim_next() -> OutgoingMail | None:
    """Take the message that has been due longest; ``None`` when none is.

    The update names the state that it needs, so of two workers one finds no row and goes on to the next.
    """
    for key in list(_due().order_by("due_at", "pk").values_list("pk", flat=True)[:20]):
        lease = timezone.now() + rules.LEASE
        if _due().filter(pk=key).update(locked_until=lease, attempts=F("attempts") + 1):
            return OutgoingMail.objects.get(pk=key)
    return None


@transaction.atomic
def send_again(mail: OutgoingMail, by: AbstractBaseUser | AnonymousUser | None) -> None:
    """Let a message that was given up be tried anew.

    Raises:
        NotGivenUpError: it was not given up.
    """
    waiting = {"state": State.WAITING, "attempts": 0, "due_at": timezone.now(), "created_at": timezone.now()}
    if not OutgoingMail.objects.filter(pk=mail.pk, state=State.FAILED).update(**waiting):
        raise NotGivenUpError
    audit(instance=mail, action=SENT_AGAIN, user=by)


def forget_texts() -> int:
    """Erase the texts of mails sent more than ``MAIL_KEPT_DAYS`` days ago; return how many there were."""
    before = timezone.now() - timedelta(days=settings.MAIL_KEPT_DAYS)
    old = OutgoingMail.objects.filter(state=State.SENT, sent_at__lt=before).exclude(source=b"")
    return old.update(source=b"", text="")


def _due() -> QuerySet[OutgoingMail]:
    now = timezone.now()
    free = Q(locked_until__isnull=True) | Q(locked_until__lt=now)
    return OutgoingMail.objects.filter(free, state=State.WAITING, due_at__lte=now)


def _open(server: BaseEmailBackend, mail: OutgoingMail) -> bool:
    """Connect to the server; when that fails, everything waits a little and no try is counted."""
    try:
        server.open()
    except OSError as error:
        log.warning("mail server away", error=str(error))
        later = {"due_at": timezone.now() + rules.SERVER_DELAY, "last_error": str(error)}
        _due().update(**later)
        _update(mail, **later, locked_until=None, attempts=F("attempts") - 1)
        return False
    return True


def _deliver(server: BaseEmailBackend, mail: OutgoingMail) -> bool:
    try:
        server.send_messages([StoredMessage(mail)])
    except Exception as error:
        _note_failure(mail, error)
        _close(server)  # in whatever state that left it; the next message gets a fresh one
        return False
    _update(mail, state=State.SENT, sent_at=timezone.now(), locked_until=None, last_error="")
    log.info("mail sent", message_id=mail.message_id, attempts=mail.attempts)
    return True


def _note_failure(mail: OutgoingMail, error: Exception) -> None:
    now = timezone.now()
    values: dict[str, Any] = {"locked_until": None, "last_error": str(error)}
    delay: timedelta | None
    if rules.is_final(error):
        delay = None
    elif rules.is_server_trouble(error):
        delay = rules.SERVER_DELAY if now - mail.created_at < rules.SERVER_PATIENCE else None
        values["attempts"] = F("attempts") - 1
    else:
        delay = rules.delay_after(mail.attempts)
    values |= {"state": State.FAILED} if delay is None else {"due_at": now + delay}
    _update(mail, **values)
    log.warning(
        "mail not sent", message_id=mail.message_id, error=type(error).__name__, given_up=delay is None
    )


def _update(mail: OutgoingMail, **values: Any) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(**values)


def _close(server: BaseEmailBackend) -> None:
    with suppress(OSError):
        server.close()


class StoredMessage(EmailMessage):
    """A message of the outbox as a mail backend takes it."""

    def __init__(self, mail: OutgoingMail) -> None:
        super().__init__(mail.subject, mail.text, mail.sender, mail.recipients)
        self.source = bytes(mail.source)

    def message(self, **_options: Any) -> "Source":  # type: ignore[override]
        """The message exactly as it was written."""
        source = message_from_bytes(self.source, _class=Source)
        source.raw = self.source
        return source


class Source(Message):
    """A message that is never written anew, so that every try sends the same bytes."""

    raw = b""

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\r\n", **_options: Any) -> bytes:  # type: ignore[override]
        """The bytes, with ``linesep`` between the lines."""
        return self.raw.replace(b"\r\n", linesep.encode())
