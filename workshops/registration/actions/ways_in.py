"""The way to the form, sent to whoever asks for it."""

from django.db import transaction
from django.utils import timezone

from core.mail.limits import may_send
from workshops.registration import admitting, links, mails
from workshops.registration.models import RegistrationDesk
from workshops.registration.refusals import Refused


def send_way_in(desk: RegistrationDesk, email: str) -> None:
    """Send the owner of ``email`` what leads on: the form, their ticket, or why they cannot register.

    It is one mail in each case, made by the same reads, so whoever asks on the page learns nothing of the
    address; at most three in an hour go to one, and then none does.
    """
    address = email.strip().lower()
    if not may_send("way in", address):
        return
    with transaction.atomic():
        standing = admitting.standing_registration(desk.edition_id, address)
        visitor = admitting.visitor_at(desk, address)
        try:
            admitting.admit(visitor, timezone.now())
        except Refused as refusal:
            sentence = str(refusal)
        else:
            sentence = ""
        if standing is not None:
            standing.edition = desk.edition
            mails.send_lost_ticket(standing)
        elif sentence:
            mails.tell_cannot_register(desk.edition, address, sentence)
        else:
            mails.send_form_link(desk.edition, address, links.proof_key(desk.edition, address))
