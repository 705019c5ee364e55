"""Sentences about registrations and seats, in the reader's language."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshops.registration import queries
from workshops.registration.enums import BookingState
from workshops.registration.models import Booking


def when(booking: Booking) -> str:
    """Day and time of the session, on the clocks of the venue."""
    slot = booking.session.slot
    start = slot.starts_at.astimezone(booking.registration.edition.zone)
    return f"{date_format(start, 'l j F')}, {date_format(start, 'TIME_FORMAT')}"


def seat_line(booking: Booking) -> str:
    """What became of one seat, in a sentence."""
    words = {"session": booking.session.slot.title, "when": when(booking)}
    if booking.state == BookingState.CONFIRMED:
        return _("You have a seat in “%(session)s” (%(when)s).") % words
    if booking.state == BookingState.WAITING:
        words["place"] = str(getattr(booking, "place", None) or queries.place_in_line(booking))
        return _("“%(session)s” (%(when)s) is full. You are number %(place)s in the line.") % words
    if booking.state == BookingState.OFFERED and booking.offered_until:
        until = booking.offered_until.astimezone(booking.registration.edition.zone)
        words["until"] = date_format(until, "DATETIME_FORMAT")
        return (
            _("A seat in “%(session)s” (%(when)s) is kept for you until %(until)s. Please accept it.") % words
        )
    return _lost_line(booking, words)


def _lost_line(booking: Booking, words: dict[str, str]) -> str:
    if booking.displaced_by:
        words["other"] = booking.displaced_by.session.slot.title
        return (
            _(
                "“%(session)s” (%(when)s) now takes place at the same time as “%(other)s”. You keep your "
                "seat in “%(other)s” and have none in “%(session)s” any more."
            )
            % words
        )
    if booking.session.slot.is_cancelled:
        return _("“%(session)s” (%(when)s) does not take place, so you have no seat there any more.") % words
    if booking.only_waited:
        return _("You do not wait for “%(session)s” (%(when)s) any more.") % words
    return _("You have no seat in “%(session)s” (%(when)s) any more.") % words
