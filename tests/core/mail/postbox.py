"""A mail server for tests, and a mail for it."""

import asyncio
from email import message_from_bytes
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.mail import EmailMessage

from core.mail.models import OutgoingMail


class Postbox:
    """A mail server's handler: keeps what comes in and answers as told."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answer = "250 OK"
        self.answer_to_recipient = "250 OK"
        self.waits = 0.0
        self.hangs_up = False

    async def handle_RCPT(  # noqa: N802 aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer_to_recipient.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.waits)
        if self.hangs_up:
            server.transport.abort()
        elif self.answer.startswith("2"):
            self.received.append(envelope.original_content)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return self.answer

    @property
    def ids(self) -> list[str]:
        return [message_from_bytes(content)["Message-ID"] for content in self.received]


def write(subject: str = "Your place", **options: Any) -> OutgoingMail:
    EmailMessage(subject, "Welcome to Vilnius.", "host@example.org", ["ona@example.org"], **options).send()
    return OutgoingMail.objects.latest("pk")
