"""Pure decisions about notices: no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cooperation.editions.rules import Text


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as a plain value, to be kept in caches."""

    text: str
    starts_at: datetime
    ends_at: datetime

    def is_shown(self, now: datetime) -> bool:
        """Whether it is shown at ``now``; not any more at the moment at which it ends."""
        return self.starts_at <= now < self.ends_at


def next_change(notices: Iterable[Told], now: datetime) -> datetime | None:
    """When the next of ``notices`` comes or goes after ``now``; ``None`` when nothing does."""
    moments = (moment for notice in notices for moment in (notice.starts_at, notice.ends_at))
    return min((moment for moment in moments if moment > now), default=None)


def objections(starts_at: datetime, ends_at: datetime, now: datetime) -> dict[str, Text]:
    """What is wrong with the times of a new notice, by the field that has to change; empty when nothing."""
    if ends_at <= starts_at:
        return {"ends_at": _("It has to end after it begins.")}
    if ends_at <= now:
        return {"ends_at": _("This moment is over. Choose one that is still to come.")}
    return {}
