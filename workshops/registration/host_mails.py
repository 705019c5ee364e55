"""What people are told when a host did something to their registration that no other mail tells."""

from workshops.registration import telling
from workshops.registration.mails import letter_to, message_id_of, post, speaking_to
from workshops.registration.models import HostAct, Registration


def tell_changed(registration: Registration, act: HostAct) -> None:
    """Tell somebody that the host changed what they had filled in; once for each time."""
    _tell("changed", registration, act)


def tell_incomplete(registration: Registration, act: HostAct) -> None:
    """Remind somebody of answers that are missing; once for each time."""
    _tell("incomplete", registration, act)


def _tell(name: str, registration: Registration, act: HostAct) -> None:
    if telling.is_silent(registration.email):
        return
    with speaking_to(registration):
        message_id = message_id_of("registration", registration.pk, name, act.pk)
        post(letter_to(name, registration), registration.email, f"registration:{registration.pk}", message_id)
