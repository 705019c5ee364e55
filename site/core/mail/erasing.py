"""Mails of people whose personal data ends, taken out of the outbox."""

from collections.abc import Collection

from django.db.models import Q

from core.mail.models import OutgoingMail
from core.serving.traces import HIDDEN, Traces, as_text

State = OutgoingMail.State


def erase_mails_about(about: Collection[str]) -> int:
    """Delete the mails about these things, such as ``registration:12``, sent or not; how many there were."""
    return _delete(Q(about__in=about))


def erase_mails_of(people: Traces) -> int:
    """Delete the mails to ``people``, and let no mail to others tell of them; how many were deleted.

    What was sent to others stays as a fact without its words; what waits to tell them is not sent.
    """
    told = OutgoingMail.objects.annotate(to=as_text("recipients"))
    told = told.filter(people.query(("to", "subject", "text", "last_error")))
    gone = []
    for mail in told.only("pk", "recipients", "subject", "text", "last_error", "state"):
        others = [address for address in mail.recipients if not people.are_in(address)]
        tells = len(others) < len(mail.recipients) or any(
            people.are_in(text) for text in (mail.subject, mail.text, mail.last_error)
        )
        if tells and (not others or mail.state == State.WAITING):
            gone.append(mail.pk)
        elif tells:
            OutgoingMail.objects.filter(pk=mail.pk).update(
                recipients=others, subject=HIDDEN, text="", source=b"", last_error=""
            )
    return _delete(Q(pk__in=gone))


def _delete(which: Q) -> int:
    _all, by_kind = OutgoingMail.objects.filter(which).delete()
    return by_kind.get(OutgoingMail._meta.label, 0)
