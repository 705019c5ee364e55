"""When a team's rights end, and what stands against it: pure decisions, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cooperation.editions.duties import Area, Level, level
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.rules import HasDates, Refused, Text

NOTICE = timedelta(days=7)
"""How long before its last day a team is told."""
MORNING = time(8)
"""When on the last day, at the venue, a team is told that it is the last."""
CONTACTS_KEPT = timedelta(days=365)
"""How long the contacts that were handed on are kept after the hand-over."""


class CannotHandOver(Refused):
    """The hand-over cannot be planned, prepared or undone so."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of the work that closes, from how far somebody reaches today to how far a reader does."""

    area: Area
    before: Level
    after: Level


def losses(roles: Iterable[str]) -> list[Loss]:
    """What somebody with ``roles`` reaches no more as a reader, in the order of the areas."""
    given = list(roles)
    found = [Loss(area, level(given, area), level([Role.READER], area)) for area in Area]
    return [loss for loss in found if loss.after < loss.before]


def roles_that_end(roles: Iterable[str]) -> list[Role]:
    """Those of ``roles`` that a hand-over turns into the reader's."""
    return [Role(role) for role in roles if role in TEAM and role != Role.READER]


def is_due(last_day: date | None, zone: ZoneInfo, now: datetime) -> bool:
    """Whether ``last_day`` has passed at the venue at ``now`` (aware)."""
    return last_day is not None and now.astimezone(zone).date() > last_day


def is_notice_due(last_day: date | None, told_for: date | None, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the team has to be told at ``now`` (aware) that its rights end within a week."""
    if last_day is None or told_for == last_day:
        return False
    return last_day - NOTICE <= now.astimezone(zone).date() < last_day


def is_last_morning(last_day: date | None, told_for: date | None, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the team has to be told at ``now`` (aware) that this day is the last."""
    if last_day is None or told_for == last_day:
        return False
    return now.astimezone(zone) >= datetime.combine(last_day, MORNING, zone)


def reasons_against_planning(
    edition: HasDates, last_day: date | None, done_at: datetime | None, now: datetime
) -> list[Text]:
    """Why the rights of the team cannot end with ``last_day``; empty when they can."""
    if done_at:
        return [_("It was handed over already. Take that back first.")]
    if last_day is None:
        return []
    if last_day < now.astimezone(edition.zone).date():
        return [_("This day has passed already.")]
    end = edition.ends_on or edition.starts_on
    if end and last_day <= end:
        return [_("The team works until the meeting is over. Choose a day after its last day.")]
    return []


def reasons_against_next(year: int | None, next_year: int | None) -> list[Text]:
    """Why the edition of ``next_year`` cannot take over from that of ``year``; empty when it can."""
    if year is not None and next_year is not None and next_year <= year:
        return [_("An edition is handed over to a later one.")]
    return []


def reasons_against_notes(contacts: str, contacts_agreed: bool, done_at: datetime | None) -> list[Text]:
    """Why what the team writes cannot be kept; empty when it can."""
    if done_at:
        return [_("It was handed over: what it left behind does not change any more.")]
    if contacts.strip() and not contacts_agreed:
        return [_("Contacts are handed on only when everybody named agreed. Ask them, then tick the box.")]
    return []
