"""Takes mails apart as their readers' programs do."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar

from core.mail.models import OutgoingMail


def opened(mail: OutgoingMail | Any) -> EmailMessage:
    """A mail of the outbox, or one of Django's, taken apart."""
    source = bytes(mail.source) if isinstance(mail, OutgoingMail) else mail.message().as_bytes()
    parsed: EmailMessage = message_from_bytes(source, policy=policy.default)
    return parsed


def text_of(mail: Any) -> str:
    part = opened(mail).get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(mail: Any) -> str:
    part = opened(mail).get_body(("html",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def calendar_parts(mail: Any) -> list[EmailMessage]:
    return [part for part in opened(mail).walk() if part.get_content_type() == "text/calendar"]


def event_of(mail: Any) -> Any:
    """The one event that came with a mail."""
    [part] = calendar_parts(mail)
    [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
    return event
