"""What check-in does not do, each as a type of its own with a sentence for people."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from workshops.registration.refusals import Refused


class CheckinClosed(Refused):
    """The edition is archived or cancelled; ``reasons`` are whole sentences."""

    def __init__(self, reasons: Iterable[object]) -> None:
        super().__init__()
        self.message = " ".join(map(str, reasons))


class NoSuchDoor(Refused):
    """The session is none of this edition's, or has been deleted."""

    message = _("This door does not exist any more. Choose another one.")
    field = "door"


class TooManyUnknown(Refused):
    """Too many codes that nobody has came from one person in a short time."""

    message = _("Too many unknown codes in a short time. Wait a minute, or look for the name.")
    field = "text"


class AlreadyRegistered(Refused):
    """Somebody with this address is registered: they are looked for by their name instead."""

    message = _("Somebody with this e-mail address is registered already. Look for the name.")
    field = "email"
