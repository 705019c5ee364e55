"""Pure decisions about the delivery of mails: no database."""

from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

DELAYS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, *6 * (10,), 60, 240, 480, 720))
"""How long to wait after each try that the server refused for now: a good day in all.

In the first hour never longer than ten minutes, so that what an hour of trouble held up leaves soon after.
"""
SERVER_DELAY: Final = timedelta(minutes=1)
"""How long to wait when the mail server cannot be reached or breaks off."""
SERVER_PATIENCE: Final = timedelta(days=2)
"""For how long a message is tried during whose delivery the server breaks off each time."""
LEASE: Final = timedelta(minutes=10)
"""For how long a worker holds a message; longer than any delivery takes."""


def delay_after(attempts: int) -> timedelta | None:
    """How long to wait after that many tries; ``None`` when it is time to give up."""
    return DELAYS[attempts - 1] if attempts <= len(DELAYS) else None


def is_final(error: Exception) -> bool:
    """Whether the server will not take this message however often it is tried (5xx, RFC 5321 4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500


def is_server_trouble(error: Exception) -> bool:
    """Whether ``error`` tells of the server or the way to it rather than of this message."""
    if isinstance(error, SMTPAuthenticationError):
        return True
    return isinstance(error, OSError) and not isinstance(error, SMTPResponseException | SMTPRecipientsRefused)
