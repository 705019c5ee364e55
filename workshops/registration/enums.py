"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Participation(models.TextChoices):
    """As what somebody takes part; the badge says so, and places can be kept for it."""

    DELEGATE = "delegate", _("Delegate")
    SPEAKER = "speaker", _("Speaker or facilitator")
    COMMISSION = "commission", _("European Commission")
    GUEST = "guest", _("Guest")
    OBSERVER = "observer", _("Observer")
    STAFF = "staff", _("Host's staff")


class Way(models.TextChoices):
    """How somebody came to be admitted."""

    DELEGATION = "delegation", _("Named by the head of a delegation")
    INVITATION = "invitation", _("Invited by the host")
    DOMAIN = "domain", _("E-mail address of a member")
    OPEN = "open", _("Open registration")
    DESK = "desk", _("Entered by the host")


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    CONFIRMED = "confirmed", _("Confirmed")
    WAITING = "waiting", _("Waiting for a place")
    CANCELLED = "cancelled", _("Cancelled")


class BookingState(models.TextChoices):
    """Where a booking stands."""

    CONFIRMED = "confirmed", _("Confirmed")
    WAITING = "waiting", _("Waiting")
    OFFERED = "offered", _("Offered")
    RELEASED = "released", _("Released")


HOLDS_SEAT = (BookingState.CONFIRMED, BookingState.OFFERED)
"""An offered seat is kept for the one it was offered to, so it counts as taken."""


class Promotion(models.TextChoices):
    """What happens when a seat becomes free and somebody waits for it."""

    AT_ONCE = "at_once", _("The next in line gets it at once")
    BY_OFFER = "by_offer", _("It is offered to the next in line, who has to accept in time")


class SeatMode(models.TextChoices):
    """How seats are given."""

    FIRST_COME = "first_come", _("Who books first gets the seat")
    RANKED = "ranked", _("Everybody ranks the sessions; seats are allotted after a deadline")


class QuestionKind(models.TextChoices):
    """What a question of the host's asks for."""

    TEXT = "text", _("Text")
    LONG_TEXT = "long_text", _("Long text")
    CHOICE = "choice", _("One of several")
    MULTIPLE = "multiple", _("Any of several")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    CONSENT = "consent", _("Consent")


class InvitationState(models.TextChoices):
    """What became of an invitation."""

    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SeatEventKind(models.TextChoices):
    """What happened to somebody's seat, in the order in which it was decided."""

    BOOKED = "booked", _("Got a seat")
    QUEUED = "queued", _("Joined the line")
    PROMOTED = "promoted", _("Moved up and got a seat")
    OFFERED = "offered", _("Moved up and was offered a seat")
    ACCEPTED = "accepted", _("Accepted the offer")
    DECLINED = "declined", _("Declined the offer")
    LAPSED = "lapsed", _("Let the offer lapse")
    LEFT = "left", _("Gave it up")
    SWAPPED = "swapped", _("Gave it up for another one")
    WITHDRAWN = "withdrawn", _("Lost it with the registration or the session")
    DISPLACED = "displaced", _("Lost it when the agenda put two seats at the same time")
    ALLOTTED = "allotted", _("Was allotted a seat")


class HostActKind(models.TextChoices):
    """What a host did to somebody's registration."""

    ENTERED = "entered", _("Entered by the host")
    CHANGED = "changed", _("Answers changed")
    CANCELLED = "cancelled", _("Cancelled")
    REFUSED = "refused", _("Refused")
    PLACED = "placed", _("Given a place")
    BOOKED = "booked", _("Given a seat, or put into the line")
    SWAPPED = "swapped", _("Moved to another session")
    SEATED = "seated", _("Given a seat from the line")
    LEFT = "left", _("Seat taken back")
    REMINDED = "reminded", _("Reminded of what is missing")
