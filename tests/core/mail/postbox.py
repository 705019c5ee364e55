"""A mail server for tests, and a mail for it."""

from typing import Any

from django.core.mail import EmailMessage

from core.mail.models import OutgoingMail
from tests.mail_server import Postbox

__all__ = ["Postbox", "write"]


def write(subject: str = "Your place", **options: Any) -> OutgoingMail:
    EmailMessage(subject, "Welcome to Vilnius.", "host@example.org", ["ona@example.org"], **options).send()
    return OutgoingMail.objects.latest("pk")
