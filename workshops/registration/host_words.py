"""What a host reads when something is refused that the same rule refuses the person in words of its own."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.registration.refusals import (
    AlreadyBooked,
    NoSeat,
    NotActive,
    Overlaps,
    Refused,
    SeatsAreAllotted,
    TicketCancelled,
)

OF_OTHERS: dict[type[Refused], str | Promise] = {
    NotActive: _("The registration is not confirmed, and only then somebody can have a seat."),
    TicketCancelled: _("The registration is cancelled already."),
    AlreadyBooked: _("They have a seat in this session already, or wait for one."),
    Overlaps: _("They have a seat, or wait for one, in another session at the same time."),
    NoSeat: _("They have no such seat and no place in that line any more."),
    SeatsAreAllotted: _("Seats are allotted by wishes here, and that has not been done yet."),
}


def told_to_host(refusal: Refused) -> str:
    """Why something cannot be done, told to the host."""
    return str(OF_OTHERS.get(type(refusal), refusal))
