"""What the rules of registration do not allow, each as a type of its own with a sentence for people."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Refused(Exception):  # noqa: N818 - a typed answer, not a malfunction
    """Something that cannot be done; ``message`` says why and what to do."""

    message: str | Promise = gettext_lazy("This cannot be done.")
    field = ""
    """The field of the form that the message belongs beside; empty for the form as a whole."""

    def __str__(self) -> str:
        return str(self.message)


class NotOpen(Refused):
    """Registration is not open for this person now; it begins at ``opens_at`` where that is set."""

    def __init__(self, opens_at: datetime | None, zone: ZoneInfo) -> None:
        super().__init__()
        self.opens_at = opens_at
        self.message = (
            _("Registration opens on %(moment)s (%(zone)s).")
            % {"moment": date_format(opens_at.astimezone(zone), "DATETIME_FORMAT"), "zone": zone.key}
            if opens_at
            else _("Registration has not opened yet.")
        )


class Closed(Refused):
    """Registration is over, or the edition takes no registrations any more."""

    message = gettext_lazy("Registration is closed.")


class Paused(Refused):
    """It would be open, but what people have to be told first cannot be read at the moment."""

    message = gettext_lazy(
        "Registration makes a pause: the privacy notice or the accessibility statement of this website "
        "cannot be read at the moment. Please come back later; what you saved is kept."
    )


class NotAdmitted(Refused):
    """None of the ways that the host has opened leads here for this address."""

    message = gettext_lazy(
        "This e-mail address is not among those who may register. Ask the head of your delegation or the "
        "host to invite you."
    )


class PlacesRanOut(Refused):
    """The last place went to somebody else while the form was filled in."""

    message = gettext_lazy(
        "While you filled in the form the last place was taken. Send it again to join the waiting list: you "
        "will be told by mail as soon as there is a place for you."
    )


class NotActive(Refused):
    """The registration was cancelled, or still waits for a place."""

    message = gettext_lazy("Seats can be chosen once the registration is confirmed.")


class TicketCancelled(Refused):
    """The registration was cancelled already."""

    message = gettext_lazy("This registration is cancelled.")


class AddressTaken(Refused):
    """Another registration has this e-mail address."""

    message = gettext_lazy("Somebody with this e-mail address is registered already.")
    field = "email"


class AlreadyBooked(Refused):
    """There is a seat or a place in the line already."""

    def __init__(self, session: object) -> None:
        super().__init__()
        self.message = _("You have a seat in “%(session)s” already, or wait for one.") % {"session": session}


class Overlaps(Refused):
    """Two sessions take place at the same time."""

    field = "sessions"

    def __init__(self, session: object, other: object) -> None:
        super().__init__()
        self.message = _("“%(session)s” and “%(other)s” take place at the same time. Choose one of them.") % {
            "session": session,
            "other": other,
        }


class TooLate(Refused):
    """The session has begun, was cancelled, or the edition is over."""

    def __init__(self, session: object) -> None:
        super().__init__()
        self.message = _("Seats in “%(session)s” cannot be changed any more.") % {"session": session}


class SeatsAreAllotted(Refused):
    """Seats are not booked one by one here: they are allotted from what people rank."""

    message = gettext_lazy(
        "Seats are allotted later. Say which sessions you would like best, in their order."
    )


class RankingClosed(Refused):
    """The time to rank sessions is over, or there is none."""

    message = gettext_lazy("The time to rank the sessions is over.")


class StillRanking(Refused):
    """Seats cannot be allotted now: people may still rank, or it was done already."""

    message = gettext_lazy(
        "Seats can be allotted once, after the time to rank is over, when they are given by what people rank."
    )


class Overlooked(Refused):
    """Something changed since the host looked at the allotment."""

    message = gettext_lazy("Something has changed since you looked at this. Please look again.")


class NoSeat(Refused):
    """There is no such seat, offer or place in a line to give up or to accept."""

    message = gettext_lazy("You have no seat there any more; it may have been offered to the next in line.")


class ExtraFull(Refused):
    """An extra has no place left."""

    field = "extras"

    def __init__(self, extra: object) -> None:
        super().__init__()
        self.message = _("“%(extra)s” is full.") % {"extra": extra}


class BelowTaken(Refused):
    """Fewer seats than are taken; ``names`` have them."""

    field = "seats"

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.names = list(names)
        self.message = _(
            "%(count)d seats are taken, by %(names)s. Move somebody first, or leave the number."
        ) % {"count": len(self.names), "names": ", ".join(self.names)}


class ReservesExceedSeats(Refused):
    """More seats are kept for somebody than there are."""

    field = "seats"

    def __init__(self, reserved: int, seats: int) -> None:
        super().__init__()
        self.message = _(
            "%(reserved)d seats are reserved, but the session has %(seats)d. Reserve fewer, or add seats."
        ) % {"reserved": reserved, "seats": seats}


class NoPlaceLeft(Refused):
    """The delegation has named as many people as it has places."""

    def __init__(self, places: int) -> None:
        super().__init__()
        self.message = _("All %(places)d places of the delegation are named.") % {"places": places}


class SessionFull(Refused):
    """No seat is left for this person; a host who wants more seats raises their number."""

    def __init__(self, session: object) -> None:
        super().__init__()
        self.message = _(
            "No seat in “%(session)s” is left for this person. Raise the number of seats first; the next in "
            "line moves up by itself."
        ) % {"session": session}
