"""How long registration keeps what, and why: pure decisions and sentences, no database."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NEEDS_MONTHS = 1
"""Months after the last day for which diet and access needs are kept (health data; GDPR, article 9)."""

NEEDS, REST = "needs", "all"
"""The two clocks; reports of erasures say by which one they came."""


class HasRetention(Protocol):
    """What of an edition its two clocks depend on."""

    starts_on: date | None
    ends_on: date | None
    retention_months: int

    @property
    def zone(self) -> ZoneInfo: ...


@runtime_checkable
class HasEdition(Protocol):
    """A registration desk, or whatever else belongs to an edition."""

    @property
    def edition(self) -> HasRetention: ...


@dataclass(frozen=True, slots=True)
class EndDates:
    """The days, at the venue, with whose beginning data is erased; ``None`` while its days are not set."""

    needs: date | None
    """Diet and access needs."""
    rest: date | None
    """All the other personal data."""

    def of(self, clock: str) -> date | None:
        """The day of one ``clock`` (``NEEDS`` or ``REST``)."""
        return self.needs if clock == NEEDS else self.rest


def end_dates(of: HasRetention | HasEdition) -> EndDates:
    """When the data of an edition is erased; ``of`` is the edition itself or something that belongs to it."""
    edition = of.edition if isinstance(of, HasEdition) else of
    last_day = edition.ends_on or edition.starts_on
    if last_day is None:
        return EndDates(None, None)
    rest = months_after(last_day, edition.retention_months)
    return EndDates(min(rest, months_after(last_day, NEEDS_MONTHS)), rest)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month when it is too short for it."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def days_left(end: date, zone: ZoneInfo, now: datetime) -> int:
    """How many days are left at ``now`` (aware) until ``end`` begins at the venue; 0 or less: it is due."""
    return (end - now.astimezone(zone).date()).days


def is_due(of: HasRetention, clock: str, now: datetime) -> bool:
    """Whether the time of ``clock`` is over for an edition at ``now`` (aware)."""
    end = end_dates(of).of(clock)
    return end is not None and days_left(end, of.zone, now) <= 0


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a group of fields is asked for, and by which clock it goes."""

    group: str
    title: str | Promise
    why: str | Promise
    clock: str = REST


PURPOSES = (
    Purpose(
        "identity",
        _("Who you are"),
        _("Name, e-mail address, member and function: for your badge, and to know who takes part."),
    ),
    Purpose(
        "needs",
        _("Diet and access needs"),
        _("Only when you agree: so that you can eat with the others, reach the rooms and follow the talks."),
        NEEDS,
    ),
    Purpose(
        "pictures",
        _("Pictures"),
        _("Whether you may be in pictures that the host publishes. You can change your mind at any time."),
    ),
    Purpose(
        "list",
        _("List of attendees"),
        _("Whether the other attendees see your name. You can change your mind at any time."),
    ),
    Purpose(
        "answers",
        _("The host’s questions"),
        _("Each question says what its answer is for."),
    ),
    Purpose(
        "extras",
        _("Beside the workshops"),
        _("What else you take part in, such as the dinner: so that there is a place for you."),
    ),
    Purpose(
        "seats",
        _("Seats in workshops"),
        _("Which sessions you have a seat in or wait for: so that no room is too full."),
    ),
    Purpose(
        "mails",
        _("Mails to you"),
        _("What the site wrote to you: so that it can be sent again when it did not arrive."),
    ),
)
"""Regulation (EU) 2016/679, articles 5(1)(b) and (e), and 13."""


def purposes() -> dict[str, Purpose]:
    """Why each group of fields is asked for, by its name: ``identity``, ``needs``, ``pictures``, ``list``,
    ``answers``, ``extras``, ``seats``, ``mails``; in the order in which people read them.
    """
    return {purpose.group: purpose for purpose in PURPOSES}


class HasQuestions(Protocol):
    """What a desk asks for."""

    asks_diet: bool
    asks_access: bool
    asks_pictures: bool
    asks_list: bool


def purposes_of(desk: HasQuestions, more: Collection[str]) -> list[Purpose]:
    """The purposes that hold where people register at ``desk``.

    ``more`` says which of ``answers``, ``extras`` and ``seats`` there are.
    """
    asked = {
        "needs": desk.asks_diet or desk.asks_access,
        "pictures": desk.asks_pictures,
        "list": desk.asks_list,
        **{group: group in more for group in ("answers", "extras", "seats")},
    }
    return [purpose for purpose in PURPOSES if asked.get(purpose.group, True)]


def may_erase_now(is_over: bool, is_cancelled: bool, is_secretariat: bool) -> bool:
    """Whether somebody may erase an edition's personal data before its time: its organisers once nobody
    needs it for the meeting any more, the secretariat always.
    """
    return is_over or is_cancelled or is_secretariat
