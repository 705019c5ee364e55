"""Lets time pass for mails, so that an hour of trouble takes a minute."""

from datetime import timedelta

from django.db.models import F

from core.mail.models import OutgoingMail


def pass_on(seconds: float) -> None:
    """Make every mail that waits so much older: what was due in a quarter of an hour is due sooner."""
    gone = timedelta(seconds=seconds)
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    waiting.update(
        due_at=F("due_at") - gone, created_at=F("created_at") - gone, locked_until=F("locked_until") - gone
    )
