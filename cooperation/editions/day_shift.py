"""From the days of one edition to those of another: pure, so nothing here reads a clock or a database.

A slot moves with its day of the meeting, and clocks at the venue show the same time as before. A date around
the meeting, such as that on which registration opens, moves by whole weeks, so that it keeps its weekday.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)
LONGEST = 31
"""More days than any meeting has; a slip of the pen shall not make a list of years."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a meeting and the zone in which they are counted."""

    first: date
    last: date
    zone: ZoneInfo

    def all(self) -> list[date]:
        """Each of its days."""
        return [
            self.first + timedelta(days=n) for n in range(min((self.last - self.first).days + 1, LONGEST))
        ]


@dataclass(frozen=True, slots=True)
class DayShift:
    """How days and moments of ``old`` become those of ``new``.

    As many days as before: the first becomes the first, and so on. Another number of days: each keeps its
    weekday if the new meeting has them all, else the first becomes the first again. ``by_position`` asks for
    no weekday, for days that only count.
    """

    old: Days
    new: Days
    by_position: bool = False

    @property
    def keeps_weekdays(self) -> bool:
        """Whether days are told apart by their weekday, because there are more or fewer of them."""
        old, new = self.old.all(), self.new.all()
        if self.by_position or len(old) == len(new) or max(len(old), len(new)) > 7:
            return False
        return {day.weekday() for day in old} <= {day.weekday() for day in new}

    def pairs(self) -> list[tuple[date, date]]:
        """Each old day with the day that it becomes, which may lie after the last of the new meeting."""
        return [(day, self.day(day)) for day in self.old.all()]

    def empty_days(self) -> list[date]:
        """Days of the new meeting that no old one becomes."""
        taken = {after for _before, after in self.pairs()}
        return [day for day in self.new.all() if day not in taken]

    def is_outside(self, day: date) -> bool:
        """Whether ``day`` is none of the new meeting's."""
        return not self.new.first <= day <= self.new.last

    def day(self, old: date) -> date:
        """What ``old`` becomes: a day of the meeting, or one as far from its first or last day as before."""
        if old < self.old.first:
            return self.day(self.old.first) - (self.old.first - old)
        if old > self.old.last:
            return self.day(self.old.last) + (old - self.old.last)
        if self.keeps_weekdays:
            return next(day for day in self.new.all() if day.weekday() == old.weekday())
        return self.new.first + (old - self.old.first)

    def around(self, old: date) -> date:
        """What a date around the meeting becomes: whole weeks later, the same weekday.

        What lay before the meeting lies before it, what lay in it in it, and what lay after it after it.
        """
        if self.old.first <= old <= self.old.last:
            return min(self.day(old), self.new.last)
        moved = old + ONE_WEEK * round((self.new.first - self.old.first) / ONE_WEEK)
        while old < self.old.first and moved >= self.new.first:
            moved -= ONE_WEEK
        while old > self.old.last and moved <= self.new.last:
            moved += ONE_WEEK
        return moved

    def moment_around(self, at: datetime) -> datetime:
        """As ``around``, at the same time of day, each told by the clocks of its venue; in UTC."""
        return self._told_alike(at, self.around)

    def span(self, starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
        """Beginning and end of a slot on its new day, told by the clocks as before; in UTC.

        Where the clocks change in between, so that it would have no length, it keeps its length instead.
        """
        start = self._told_alike(starts_at, self.day)
        nights = ends_at.astimezone(self.old.zone).date() - starts_at.astimezone(self.old.zone).date()
        first_day = self.day(starts_at.astimezone(self.old.zone).date())
        end = self._told_alike(ends_at, lambda _day: first_day + nights)
        return start, end if end > start else start + (ends_at - starts_at)

    def _told_alike(self, at: datetime, move: Callable[[date], date]) -> datetime:
        told = at.astimezone(self.old.zone)
        # By way of UTC, so that a time that the clocks skip becomes the one after it.
        return datetime.combine(move(told.date()), told.time(), tzinfo=self.new.zone).astimezone(UTC)
