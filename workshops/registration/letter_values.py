"""What stands in a letter instead of its placeholders: plain values, clean of whatever could act."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cooperation.agenda.wording import days
from cooperation.editions.models import Edition
from workshops.registration.enums import RegistrationState
from workshops.registration.letters import one_line
from workshops.registration.models import Booking, Invitation, Registration
from workshops.registration.wording import seat_line

Values = dict[str, str]


def of_edition(edition: Edition) -> Values:
    """Title, days and place; in words where they are not known yet."""
    first = edition.starts_on
    place = ", ".join(part for part in (edition.venue_name, edition.city) if part)
    return {
        "edition": one_line(edition.title),
        "when": days(first, edition.ends_on or first) if first else _("will be announced"),
        "where": one_line(place) or _("will be announced"),
    }


def of_registration(registration: Registration, bookings: Sequence[Booking], address: str) -> Values:
    """Everything about one person; the seats are those of ``bookings``."""
    return of_edition(registration.edition) | {
        "name": one_line(registration.badge_name),
        "role": str(registration.get_role_display()),
        "member": one_line(registration.affiliation),
        "seats": "\n".join(seat_lines(registration, bookings)),
        "address": address,
    }


def of_invitation(invitation: Invitation, address: str) -> Values:
    """What somebody may know who is invited."""
    return of_edition(invitation.edition) | {
        "role": str(invitation.get_role_display()),
        "member": one_line(invitation.delegation or ""),
        "address": address,
    }


def seat_lines(registration: Registration, bookings: Sequence[Booking]) -> list[str]:
    """A sentence for each seat, and at the end by which clocks; that they wait, for who has no place."""
    if registration.state == RegistrationState.WAITING:
        return [_("You are on the waiting list: we write as soon as there is a place.")]
    for booking in bookings:
        booking.registration = registration
    lines = [one_line(seat_line(booking)) for booking in bookings]
    if lines:
        lines.append(
            _("All times are those of the venue (%(zone)s).") % {"zone": registration.edition.time_zone}
        )
    return lines


def lost_seat_line(booking: Booking, other: Booking | None) -> str:
    """Why somebody has no seat any more: the session does not take place, or at the time of ``other``."""
    words = {"session": booking.session.slot.title}
    if other is None:
        return one_line(_("“%(session)s” does not take place, so your seat in it has ended.") % words)
    words["other"] = other.session.slot.title
    told = _(
        "“%(session)s” takes place at the same time as “%(other)s” now. You booked “%(other)s” first, so you "
        "keep that seat and have none in “%(session)s” any more."
    )
    return one_line(told % words)
