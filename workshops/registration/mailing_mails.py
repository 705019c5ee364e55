"""A mail to many, written for one of them."""

from django.utils.translation import gettext as _

from workshops.registration import letter_values, mails, queries
from workshops.registration.letters import one_line
from workshops.registration.models import Mailing, Registration
from workshops.registration.previews import preview_mailing


def send_mailing(mailing: Mailing, registration: Registration) -> int | None:
    """Write the mail of ``mailing`` to ``registration``, once however often it is asked for.

    Returns:
        Its key in the outbox; ``None`` when the mails of this site do not go through the outbox.

    Raises:
        ValueError: the address or the words can be no mail.
    """
    message_id = mails.message_id_of("mailing", mailing.pk, registration.pk)
    with mails.speaking_to(registration):
        bookings = list(queries.active_bookings(registration))
        address = mails.ticket_address(registration)
        values = letter_values.of_registration(registration, bookings, address)
        message = mails.compose_words(mailing.edition, mailing.subject, mailing.text, values)
        mails.post(message, registration.email, f"registration:{registration.pk}", message_id)
    return mails.known_ids([message_id]).get(message_id)


def send_test(mailing: Mailing, registration: Registration | None, email: str) -> None:
    """Send the mail as ``registration`` will get it to ``email``; it opens nobody's ticket."""
    message = preview_mailing(mailing, registration).message
    message.subject = one_line(_("Test: %(subject)s") % {"subject": message.subject})
    about = f"registration:{registration.pk}" if registration else f"edition:{mailing.edition_id}"
    mails.post(message, email, about)
