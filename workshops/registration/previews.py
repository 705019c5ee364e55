"""Letters as they will look: with the data of somebody real where there is somebody, else of nobody.

No preview holds an address that opens anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from cooperation.editions.models import Edition
from workshops.registration import letter_values, mails, queries
from workshops.registration.enums import BookingState, Participation, RegistrationState
from workshops.registration.letter_values import Values
from workshops.registration.letters import LETTERS
from workshops.registration.mailing_queries import somebody, somebody_invited
from workshops.registration.models import Booking, Invitation, Mailing, Registration

OF_INVITATIONS = frozenset({"invited", "reminded"})
STATES = {"waiting": RegistrationState.WAITING, "cancelled": RegistrationState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter to nobody, and whose data it shows (``None``: nobody's)."""

    message: EmailMultiAlternatives
    registration: Registration | None = None
    is_real: bool = False

    @property
    def html(self) -> str:
        """The mail as most programs show it."""
        return str(self.message.alternatives[0][0])


def preview_letter(edition: Edition, name: str, words: tuple[str, str] | None = None) -> Preview:
    """The letter ``name`` in ``words`` (subject and text), by default those that hold now."""
    registration, values = None, letter_values.of_edition(edition) | {"address": sample_address(edition)}
    is_real = False
    if name in OF_INVITATIONS:
        invitation = somebody_invited(edition)
        is_real = invitation is not None
        sample = invitation or Invitation(edition=edition, role=Participation.GUEST)
        values = letter_values.of_invitation(sample, sample_address(edition))
    elif LETTERS[name].placeholders & {"name", "seats"}:
        state = STATES.get(name, RegistrationState.CONFIRMED)
        registration = somebody(edition, state, with_seats=name == "seats")
        is_real = registration is not None
        values = _values_of(registration) if registration else _values_of_nobody(edition, state)
    message = mails.compose_words(edition, *(words or mails.words_of(edition, name)), values)
    return Preview(message, registration, is_real)


def preview_mailing(mailing: Mailing, registration: Registration | None) -> Preview:
    """The mail of ``mailing`` as ``registration`` will get it, or nobody."""
    values = (
        _values_of(registration)
        if registration
        else _values_of_nobody(mailing.edition, RegistrationState.CONFIRMED)
    )
    message = mails.compose_words(mailing.edition, mailing.subject, mailing.text, values)
    return Preview(message, registration, registration is not None)


def sample_address(edition: Edition) -> str:
    """An address that looks like that of a ticket and opens nothing."""
    return f"{settings.SITE_ORIGIN}/registrations/example-of-a-ticket/"


def _values_of(registration: Registration) -> Values:
    bookings = list(queries.active_bookings(registration))
    return letter_values.of_registration(registration, bookings, sample_address(registration.edition))


def _values_of_nobody(edition: Edition, state: str) -> Values:
    nobody = Registration(
        edition=edition,
        state=state,
        badge_name=_("Ona Example"),
        organisation=_("Example Centre"),
        email="ona@example.org",
    )
    return letter_values.of_registration(nobody, _sample_seats(edition, nobody), sample_address(edition))


def _sample_seats(edition: Edition, nobody: Registration) -> Sequence[Booking]:
    session = queries.bookable_sessions(edition).first()
    if session is None:
        return ()
    return [Booking(registration=nobody, session=session, state=BookingState.CONFIRMED)]
