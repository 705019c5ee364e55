"""Days in words, in the reader's language."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Timed(Protocol):
    """What has a beginning and an end, both aware."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def days(first: date, last: date) -> str:
    """From ``first`` to ``last``, such as “12 to 13 May 2027”; one day when they are the same."""
    if first == last:
        return date_format(first, "j F Y")
    pattern = "j F Y"
    if first.year == last.year:
        pattern = "j" if first.month == last.month else "j F"
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, pattern),
        "last": date_format(last, "j F Y"),
    }


def days_of(slot: Timed, zone: ZoneInfo) -> str:
    """The days in ``zone`` on which ``slot`` takes place; its end is the first moment after it."""
    last = slot.ends_at - timedelta(seconds=1)
    return days(slot.starts_at.astimezone(zone).date(), last.astimezone(zone).date())


class Placed(Timed, Protocol):
    """What also takes place somewhere."""

    @property
    def is_untimed(self) -> bool: ...
    @property
    def room(self) -> object | None: ...
    @property
    def place(self) -> str: ...


def when_and_where(slot: Placed, zone: ZoneInfo) -> str:
    """Day, hours in ``zone`` and room, such as “12 May 2027, 15:15–15:45, Foyer”, to tell namesakes apart."""
    told = days_of(slot, zone)
    if not slot.is_untimed:
        start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
        told = _("%(day)s, %(start)s–%(end)s") % {
            "day": date_format(start, "j F Y"),
            "start": date_format(start, "H:i"),
            "end": date_format(end, "H:i"),
        }
    where = slot.room or slot.place
    return _("%(when)s, %(where)s") % {"when": told, "where": where} if where else told
