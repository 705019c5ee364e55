"""What facilitators are told by mail, each in the transaction of the fact that it tells."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.mail.limits import may_send
from workshops.afterwards.links import upload_address
from workshops.afterwards.models import Submission, UploadLink
from workshops.registration.letter_values import of_edition
from workshops.registration.letters import one_line
from workshops.registration.mails import compose_words, message_id_of, post


def send_upload_link(link: UploadLink) -> None:
    """Ask a facilitator for slides and outcomes; written once for each link."""
    text = _(
        "Hello,\n\nthank you for giving “{workshop}” at {edition}. Please hand in your slides and what "
        "came of it: outcomes, decisions, actions. You need no account.\n\n{link}\n\nThe link is good until "
        "{until}. Whoever has it can hand in something in your place, so keep it to yourself. The organisers "
        "look at everything before it is published."
    )
    message_id = message_id_of("upload-link", link.pk)
    _write(link, _("Your slides and outcomes: {workshop}"), text, {}, message_id)


def tell_sent_back(submission: Submission) -> bool:
    """Tell a facilitator what has to change, with the link; whether a mail could be written.

    Not when they are not known any more, or three mails went to the address within the hour.
    """
    link = submission.link
    if link is None or not may_send("submission", link.email):
        return False
    text = _(
        "Hello,\n\nthank you for what you handed in for “{workshop}”. Before it can be published, the "
        "organisers ask you to change something:\n\n{word}\n\nPlease hand it in again here:\n\n{link}"
    )
    values = {"word": submission.word}
    message_id = message_id_of("submission", submission.pk, "sent-back")
    _write(link, _("Please change something: {workshop}"), text, values, message_id)
    return True


def tell_published(submission: Submission) -> None:
    """Tell a facilitator that their material is published."""
    link = submission.link
    if link is None:
        return
    text = _(
        "Hello,\n\nwhat you handed in for “{workshop}” at {edition} is published now. Thank you. To hand in "
        "something more, use this link until {until}:\n\n{link}"
    )
    _write(
        link, _("Published: {workshop}"), text, {}, message_id_of("submission", submission.pk, "published")
    )


def _write(link: UploadLink, subject: str, text: str, more: dict[str, str], message_id: str) -> None:
    until = date_format(link.expires_at.astimezone(link.edition.zone).date(), "DATE_FORMAT")
    values = of_edition(link.edition) | more
    values |= {
        "workshop": one_line(link.page.title if link.page else ""),
        "link": upload_address(link),
        "until": until,
    }
    message = compose_words(link.edition, subject, text, values)
    post(message, link.email, f"edition:{link.edition_id}", message_id)
