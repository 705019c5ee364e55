"""A mail server for tests and proofs, which answers as told."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

FOR_EVER = 3600.0


class Postbox:
    """A mail server's handler: keeps what comes in and answers as told."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answer = "250 OK"
        self.answer_to_recipient = "250 OK"
        self.greets_after = 0.0
        self.waits = 0.0
        self.hangs_up = False

    async def handle_EHLO(  # noqa: N802 aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        await asyncio.sleep(self.greets_after)
        session.host_name = hostname
        return answers

    async def handle_RCPT(  # noqa: N802
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


def free_mail_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextlib.contextmanager
def listening(postbox: Postbox, port: int) -> Iterator[None]:
    """Let ``postbox`` take mails at ``port``."""
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
