"""Django's way of sending, ending in the outbox."""

from collections.abc import Sequence
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from core.mail.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Writes each message into the outbox, in the caller's transaction; the worker delivers it.

    A caller that gives a Message-ID of its own makes the message idempotent: while one with this id is
    known, no other is written.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write ``email_messages`` and return how many there are; those without recipients do not count.

        Raises:
            django.core.mail.BadHeaderError: a header holds a line break.
        """
        messages = [message for message in email_messages if message.recipients()]
        for message in messages:
            write(message)
        return len(messages)


def write(message: EmailMessage) -> None:
    """Make the row of the outbox for ``message``, whose bytes are settled here once and for all."""
    message_id = _given_id(message) or make_msgid(domain=urlsplit(settings.SITE_ORIGIN).hostname)
    headers = {name: value for name, value in message.extra_headers.items() if name.lower() != "message-id"}
    message.extra_headers = headers | {"Message-ID": message_id}
    source = message.message()
    row = OutgoingMail(
        message_id=message_id,
        sender=message.from_email,
        recipients=message.recipients(),
        subject=str(message.subject),
        about=getattr(message, "about", ""),
        text=str(message.body),
        source=source.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        due_at=timezone.now(),
    )
    # One statement, whoever else writes the same at the same moment: a row that is there stays as it is.
    # SQLite's way to ignore a conflict would pass over every other fault of the row too.
    OutgoingMail.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["message_id"], update_fields=["message_id"]
    )


def _given_id(message: EmailMessage) -> str | None:
    for name, value in message.extra_headers.items():
        if name.lower() == "message-id":
            return str(value)
    return None
