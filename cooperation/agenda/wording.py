"""Days in words, in the reader's language."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class Timed(Protocol):
    """What has a beginning and an end, both aware."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def day(value: date) -> str:
    """One day, such as “12 May 2027”."""
    return date_format(value, pgettext("one day, a format of Django's date filter", "j F Y"))


def days(first: date, last: date) -> str:
    """From ``first`` to ``last`` without repeating month or year, such as “12–13 May 2027”.

    One day when they are the same. Said alike on pages, on paper and in mails.
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        first_format = pgettext("first of several days in one month, a format", "j")
        joined = pgettext("days within one month", "%(first)s–%(last)s")
    elif first.year == last.year:
        first_format = pgettext("first of several days in one year, a format", "j F")
        joined = pgettext("days within one year", "%(first)s – %(last)s")
    else:
        return pgettext("days across years", "%(first)s – %(last)s") % {
            "first": day(first),
            "last": day(last),
        }
    return joined % {"first": date_format(first, first_format), "last": day(last)}


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
