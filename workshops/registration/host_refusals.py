"""What the host, or the head of a delegation, is refused; each says what stands in the way."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workshops.registration.refusals import Refused


class EditionClosed(Refused):
    """The edition is archived, cancelled or over; ``reasons`` are whole sentences."""

    def __init__(self, reasons: Iterable[object]) -> None:
        super().__init__()
        self.message = " ".join(map(str, reasons))


class NoDesk(Refused):
    """Nobody has said how people register for this edition."""

    message = gettext_lazy("First say how people register for this edition.")


class DeskStands(Refused):
    """Somebody else has set up registration in the meantime."""

    message = gettext_lazy(
        "Somebody has set up registration for this edition in the meantime. Open the page again and change "
        "what they wrote."
    )


class FewerPlacesThanPeople(Refused):
    """Fewer places than people who are confirmed already."""

    def __init__(self, field: str, confirmed: int) -> None:
        super().__init__()
        self.field = field
        self.message = ngettext(
            "%(count)d person is confirmed already, so there cannot be fewer places.",
            "%(count)d people are confirmed already, so there cannot be fewer places.",
            confirmed,
        ) % {"count": confirmed}


class FewerPlacesThanKept(Refused):
    """Fewer places in total than are kept for members: nobody could ever register."""

    field = "total_places"

    def __init__(self, kept: int) -> None:
        super().__init__()
        self.message = _(
            "%(kept)d places are kept for the members together, which is more than there are in total. "
            "Raise the total, or lower the places of the members."
        ) % {"kept": kept}


class SeatsAreBooked(Refused):
    """Seats are booked or allotted already, so the way in which they are given is settled."""

    field = "seat_mode"
    message = gettext_lazy("People have seats already, so the way in which seats are given cannot change.")


class RowRefused(Refused):
    """One row of a list in the form cannot be as it was written."""

    def __init__(self, rows: str, key: int | None, field: str, message: str) -> None:
        super().__init__()
        self.rows = rows
        """The name of the list, such as ``questions``."""
        self.key = key
        """The key of the row's record; ``None`` when the row is gone from the form."""
        self.field = field
        self.message = message


class PlacesAreNamed(Refused):
    """Fewer places than people whom the delegation has named."""

    field = "places"

    def __init__(self, named: int) -> None:
        super().__init__()
        self.message = ngettext(
            "%(count)d person is named already. Withdraw somebody first, or leave the number.",
            "%(count)d people are named already. Withdraw somebody first, or leave the number.",
            named,
        ) % {"count": named}


class WayIsShut(Refused):
    """The host does not let people in this way."""

    message = gettext_lazy(
        "This way to register is switched off for this edition. It can be switched on in the settings."
    )


class NotAnnounced(Refused):
    """Nobody is invited to what is not announced."""

    message = gettext_lazy("Announce the edition first: the mail leads people to its pages.")


class AlreadyInvited(Refused):
    """There is an invitation for this address that holds."""

    field = "email"

    def __init__(self, email: str, state: str) -> None:
        super().__init__()
        self.state = state
        """What became of it, in words; empty when whoever asks may not know."""
        words = {"email": email, "state": state}
        if state:
            self.message = _("%(email)s is invited already. What became of it: %(state)s.") % words
        else:
            self.message = _("%(email)s is invited already. Ask the host about it.") % words


class AlreadyRegistered(Refused):
    """The owner of this address is registered."""

    field = "email"

    def __init__(self, email: str) -> None:
        super().__init__()
        self.message = _("%(email)s is registered already.") % {"email": email}


class NotWaitingForAnswer(Refused):
    """The invitation was answered or withdrawn, so nobody is reminded of it and nothing is withdrawn."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.message = _("This invitation waits for no answer any more. What became of it: %(state)s.") % {
            "state": state
        }


class JustReminded(Refused):
    """The last mail left less than an hour ago."""

    message = gettext_lazy("The last mail about this invitation was sent less than an hour ago.")


class HasPlace(Refused):
    """The registration is confirmed, so there is no place to give."""

    message = gettext_lazy("The registration is confirmed already.")


class NoPlaceFree(Refused):
    """Every place that this person could have is taken; a host who wants more raises their number."""

    message = gettext_lazy(
        "There is no free place for this person. Raise the number of places first, in total, of the member "
        "or of the role; whoever waits longest moves up by itself."
    )


class NothingMissing(Refused):
    """There is nothing to be reminded of."""

    message = gettext_lazy("No answer is missing.")


class JustRemindedOfAnswers(Refused):
    """The last reminder left less than an hour ago."""

    message = gettext_lazy("The last reminder was sent less than an hour ago.")


class OtherNumber(Refused):
    """It is not as many people any more as were confirmed."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.message = ngettext(
            "Meanwhile it is %(count)d person. Nothing was sent; please look and confirm again.",
            "Meanwhile it is %(count)d people. Nothing was sent; please look and confirm again.",
            number,
        ) % {"count": number}


class NeedsAreGone(Refused):
    """Diet and access needs are erased, or their time is over."""

    message = gettext_lazy("Diet and access needs are kept until a month after the event, and that is over.")


class OtherOutcome(Refused):
    """It would be done to other numbers of people now than were shown."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.message = ngettext(
            "Meanwhile it can be done to %(count)d person. Nothing was done; please look and confirm again.",
            "Meanwhile it can be done to %(count)d people. Nothing was done; please look and confirm again.",
            number,
        ) % {"count": number}


class NotOfDelegation(Refused):
    """The registration is none that the delegation's head may end."""

    message = gettext_lazy("This registration belongs to nobody of the delegation.")


class RowsRefused(Refused):
    """Some rows of a table cannot be taken, so none was; ``rows`` say the line, the field, and why."""

    def __init__(self, rows: Sequence[tuple[int, str, str]]) -> None:
        super().__init__()
        self.rows = list(rows)
        self.message = " ".join(line_message(line, why) for line, _field, why in self.rows)


class LinesRefused(Refused):
    """Some lines of a list cannot be taken, so none was; ``lines`` are pairs of a line's number and why."""

    field = "lines"

    def __init__(self, lines: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.lines = list(lines)
        self.told = [line_message(number, why) for number, why in self.lines]
        """Each line in a sentence."""
        self.message = " ".join(self.told)


def line_message(number: int, why: Any) -> str:
    """What is wrong with one line of a list."""
    return _("Line %(number)d: %(why)s") % {"number": number, "why": why}
