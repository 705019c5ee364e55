"""What registration tells people by mail, each in the transaction of the fact that it tells."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.editions.models import Edition
from core.mail.letters import add_html
from core.publishing.colours import accent
from workshops.registration.models import Booking, Invitation, Registration


def ticket_address(registration: Registration) -> str:
    """The whole address of somebody's registration."""
    return f"{settings.SITE_ORIGIN}{reverse('ticket', args=[registration.ticket])}"


def form_address(edition: Edition, key: str) -> str:
    """The whole address of the form, opened by ``key`` (an invitation's, or a proof of an address)."""
    return f"{settings.SITE_ORIGIN}/{edition.year}/register/{key}/"


def tell_registered(registration: Registration, bookings: Sequence[Booking]) -> None:
    """Tell somebody that they are registered or wait for a place, with their ticket and their seats."""
    _write("registered", _("You are registered: %(edition)s"), registration, bookings=bookings)


def tell_place_given(registration: Registration) -> None:
    """Tell somebody who waited that there is a place for them."""
    _write("place_given", _("There is a place for you: %(edition)s"), registration)


def tell_of_seats(registration: Registration, bookings: Sequence[Booking]) -> None:
    """Tell somebody what became of seats of theirs: got, waited for, offered, given up, lapsed."""
    _write("seats", _("Your seats: %(edition)s"), registration, bookings=bookings)


def tell_cancelled(registration: Registration) -> None:
    """Tell somebody that their registration is cancelled."""
    _write("cancelled", _("Your registration is cancelled: %(edition)s"), registration)


def tell_transferred(registration: Registration, former_email: str) -> None:
    """Tell who gave a registration away, and who has it now."""
    _write("transferred", _("The registration was handed on: %(edition)s"), registration, to=former_email)
    _write("registered", _("You are registered: %(edition)s"), registration)


def send_form_link(edition: Edition, email: str, key: str) -> None:
    """Send the way to the form to whoever asked for it; proves the address."""
    context = {"edition": edition, "address": form_address(edition, key)}
    _send("form_link", _("Your way to the registration: %(edition)s"), edition, email, context)


def send_invitation(invitation: Invitation) -> None:
    """Invite somebody to register."""
    _invite(invitation, "invited", _("Please register: %(edition)s"))


def send_reminder(invitation: Invitation) -> None:
    """Remind somebody of an invitation that they have not followed."""
    _invite(invitation, "reminded", _("A reminder to register: %(edition)s"))


def _invite(invitation: Invitation, name: str, subject: str) -> None:
    edition = invitation.edition
    context = {
        "edition": edition,
        "invitation": invitation,
        "address": form_address(edition, invitation.key),
    }
    _send(name, subject, edition, invitation.email, context)


def _write(name: str, subject: str, registration: Registration, to: str = "", **context: object) -> None:
    edition = registration.edition
    context |= {
        "edition": edition,
        "registration": registration,
        "address": ticket_address(registration),
    }
    _send(name, subject, edition, to or registration.email, context, about=registration)


def _send(
    name: str,
    subject: str,
    edition: Edition,
    to: str,
    context: dict[str, object],
    about: Registration | None = None,
) -> None:
    text = render_to_string(f"registration/mail/{name}.txt", context)
    message = EmailMultiAlternatives(subject % {"edition": edition}, text.strip() + "\n", to=[to])
    message.about = f"registration:{about.pk}" if about else ""  # type: ignore[attr-defined]
    add_html(message, accent(edition.accent_colour).cover).send()
