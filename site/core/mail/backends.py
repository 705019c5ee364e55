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
        written = [write(message) for message in email_messages if message.recipients()]
        return len(written)


def write(message: EmailMessage) -> OutgoingMail:
    """The row of the outbox for ``message``, whose bytes are settled here once and for all."""
    message_id = _given_id(message) or make_msgid(domain=urlsplit(settings.SITE_ORIGIN).hostname)
    headers = {name: value for name, value in message.extra_headers.items() if name.lower() != "message-id"}
    message.extra_headers = headers | {"Message-ID": message_id}
    source = message.message()
    row, _new = OutgoingMail.objects.get_or_create(
        message_id=message_id,
        defaults={
            "sender": message.from_email,
            "recipients": message.recipients(),
            "subject": str(message.subject),
            "about": getattr(message, "about", ""),
            "text": str(message.body),
            "source": source.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
            "due_at": timezone.now(),
        },
    )
    return row


def _given_id(message: EmailMessage) -> str | None:
    for name, value in message.extra_headers.items():
        if name.lower() == "message-id":
            return str(value)
    return None
