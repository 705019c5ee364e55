"""What cannot be done after the meeting, each as a type of its own with a sentence for people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing
from workshops.registration.refusals import Refused


class NotOpenNow(Refused):
    """Answers are not taken now."""

    message = gettext_lazy("Answers are not taken at the moment.")


class AnsweredBefore(Refused):
    """Somebody answers a second time."""

    message = gettext_lazy(
        "You have answered this already. Thank you: one answer from each person is counted."
    )


class NothingAnswered(Refused):
    """A form without an answer."""

    message = gettext_lazy("Answer one of the questions at least.")


class TooMany(Refused):
    """Too many answers from one place in a short time."""

    message = gettext_lazy(
        "Very many answers come from your network just now. Please try again in ten minutes."
    )


class KindIsFixed(Refused):
    """A question that people answered would count something else."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.message = _(
            "“%(question)s” was answered already: its kind and what it asks about stay, and it is not "
            "removed. Its words can be mended."
        ) % {"question": label}


class DatesOutOfOrder(Refused):
    """It would close before it opens."""

    field = "closes_at"
    message = gettext_lazy("It has to close after it opens.")


class TooLateForAnswers(Refused):
    """What people wrote would be erased at once."""

    message = gettext_lazy("The personal data of this edition has been erased, so nothing is asked any more.")


class LinkIsShut(Refused):
    """The link was revoked, has expired, or its edition is in the archive."""

    message = gettext_lazy("This link is not open any more. Ask the organisers for a new one.")


class NothingHandedIn(Refused):
    """Neither a file nor a word."""

    message = gettext_lazy("Choose a file, or write an outcome, a decision or an action.")


class TooManyWaiting(Refused):
    """More than the organisers can look at."""

    message = gettext_lazy(
        "A lot waits for the organisers already. Please wait until they have looked at it."
    )


class FileRefused(Refused):
    """The file is none that is taken."""

    field = "file"

    def __init__(self, reason: object) -> None:
        super().__init__()
        self.message = str(reason)


class DecidedBefore(Refused):
    """Somebody else has reviewed it meanwhile."""

    message = gettext_lazy("This was reviewed already.")


class PageIsGone(Refused):
    """The workshop's page was deleted, or nothing can be put on it."""

    message = gettext_lazy("The workshop’s page is gone, so this cannot be published there.")


class HasNoPage(Refused):
    """There is no start page below which a look-back could stand."""

    message = gettext_lazy("This edition has no start page yet. Make its pages first.")


class NoAttendance(Refused):
    """Nobody was seen at the entrance."""

    message = gettext_lazy("Nobody was checked in, so there is nothing to certify.")


class NotThere(Refused):
    """The person was not checked in."""

    message = gettext_lazy(
        "You were not checked in at the meeting, so there is no certificate yet. If you were there, tell the "
        "organisers."
    )


class StillOn(Refused):
    """Certificates are for what is past."""

    message = gettext_lazy("Certificates can be made once the meeting is over.")


class EditionClosed(Refused):
    """The edition lies in the archive."""

    message = gettext_lazy("This edition lies in the archive, and archived editions do not change.")


def refuse_archived(edition: Edition) -> None:
    """Refuse to change anything of an archived edition.

    Raises:
        EditionClosed: it lies in the archive.
    """
    if reasons_against_changing(edition):
        raise EditionClosed
