"""The refusals of starting an edition and of taking something over."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cooperation.editions.rules import Refused

if TYPE_CHECKING:
    from home.starting.report import Report


class CannotStart(Refused):
    """The edition cannot be started as it was described."""


class YearIsTaken(CannotStart):
    """The year has its Cooperation Day; ``edition`` is its key."""

    def __init__(self, year: int, title: str, edition: int) -> None:
        told = _(
            "%(year)s has its Cooperation Day already: “%(edition)s”. A year has one. Open that one, or "
            "choose another year."
        )
        super().__init__(told % {"year": year, "edition": title})
        self.edition = edition


class CannotTakeOver(Refused):
    """Nothing can be taken over into this edition."""


class ChangedMeanwhile(Refused):
    """What would be made is not what was shown; ``report`` tells what it would be now."""

    def __init__(self, report: "Report") -> None:
        super().__init__(
            _("Something changed since you looked. Nothing was made: please look again, then start.")
        )
        self.report = report
