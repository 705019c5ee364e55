"""Tickets that are asked for again."""

from django.db import transaction

from core.mail.limits import may_send
from workshops.registration import ticket_mails
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Registration


@transaction.atomic
def send_lost_tickets(email: str) -> bool:
    """Send the owner of ``email`` the way to their registrations; whether the limit of mails allowed it.

    Whoever has none is told so in a mail as well, so that who asks does not learn which it was.
    """
    address = email.strip().lower()
    if not may_send("lost ticket", address):
        return False
    standing = Registration.objects.filter(email__iexact=address).exclude(state=RegistrationState.CANCELLED)
    ticket_mails.send_tickets(address, list(standing.select_related("edition").order_by("-edition__year")))
    return True
