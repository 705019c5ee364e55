"""The mail to somebody who asked for their tickets again."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.mail.letters import add_html
from workshops.registration.mails import ticket_address
from workshops.registration.models import Registration


def send_tickets(email: str, registrations: Sequence[Registration]) -> None:
    """Send the addresses of ``registrations`` to the owner of ``email``, or tell them that there are none.

    Nobody who asks can tell which of the two was sent, and both are the same work.
    """
    tickets = [(registration.edition.title, ticket_address(registration)) for registration in registrations]
    context = {"tickets": tickets, "origin": settings.SITE_ORIGIN}
    text = render_to_string("registration/mail/tickets.txt", context)
    message = EmailMultiAlternatives(_("Your tickets"), text.strip() + "\n", to=[email])
    if len(registrations) == 1:
        message.about = f"registration:{registrations[0].pk}"  # type: ignore[attr-defined]
    add_html(message).send()
