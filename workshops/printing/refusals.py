"""Why something is not printed, each with what comes next."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.registration.refusals import Refused


class EditionClosed(Refused):
    """The edition does not change any more; ``reasons`` are whole sentences."""

    def __init__(self, reasons: Iterable[object]) -> None:
        super().__init__()
        self.message = " ".join(map(str, reasons))


class NobodyYet(Refused):
    """Nobody is confirmed, or nobody of those who were chosen."""

    message = _(
        "Nobody is confirmed yet. As soon as the first registration is confirmed, there is something to "
        "print; until then you can print blank badges to try paper and printer."
    )


class NobodyChosen(Refused):
    """People are confirmed, but none of those who were chosen."""

    field = "whom"
    message = _("None of them is confirmed. Choose others, or everybody.")


class NothingChanged(Refused):
    """Every badge was printed as it is now."""

    field = "whom"
    message = _(
        "Nothing is new or changed since the last print. Choose everybody to print all badges again, or one "
        "person to replace a lost badge."
    )


class NoSuchSheet(Refused):
    """There is no perforated paper for badges of this size."""

    field = "sheet"
    message = _("Perforated sheets are for badges of 90 × 55 mm. Choose that size, or sheets to be cut.")


class NotReleased(Refused):
    """There is no released agenda that signs could show."""

    message = _(
        "The agenda is not released yet. Signs show what is released, so that they say the same as the "
        "website: release the agenda first."
    )


class NothingTakesPlace(Refused):
    """The released agenda has nothing in the rooms and on the days that were chosen."""

    message: str | Promise = _(
        "In the released agenda nothing takes place there. Give the slots their rooms in the agenda, release "
        "it, and come back."
    )


class NoSessions(Refused):
    """There are no sessions that one needs a seat for."""

    message = _("There are no sessions with seats yet. Give the workshops of the agenda their seats first.")
