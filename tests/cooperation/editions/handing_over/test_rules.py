"""When rights end, when a team is told, and what is refused."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from cooperation.editions.duties import Area, Level
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.handing_over import rules

VILNIUS = ZoneInfo("Europe/Vilnius")
LAST_DAY = date(2027, 6, 30)


def at(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    """A moment at the venue in summer 2027, in UTC."""
    return datetime(2027, month, day, hour, minute, tzinfo=VILNIUS).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [(at(30, 23, 59), False), (at(1, 0, 0, month=7), True), (at(30, 0), False), (at(2, 9, month=7), True)],
)
def test_rights_end_with_the_day_at_the_venue(now: datetime, due: bool) -> None:
    assert rules.is_due(LAST_DAY, VILNIUS, now) is due


def test_without_a_day_nothing_ends_and_nobody_is_told() -> None:
    now = at(30, 12)
    assert not rules.is_due(None, VILNIUS, now)
    assert not rules.is_notice_due(None, None, VILNIUS, now)
    assert not rules.is_last_morning(None, None, VILNIUS, now)


@pytest.mark.parametrize(
    ("now", "due"), [(at(22, 23, 59), False), (at(23, 0), True), (at(29, 23), True), (at(30, 9), False)]
)
def test_the_team_is_told_a_week_before(now: datetime, due: bool) -> None:
    assert rules.is_notice_due(LAST_DAY, None, VILNIUS, now) is due
    assert not rules.is_notice_due(LAST_DAY, LAST_DAY, VILNIUS, now)
    assert rules.is_notice_due(LAST_DAY, date(2027, 6, 20), VILNIUS, now) is due


@pytest.mark.parametrize(("now", "due"), [(at(30, 7, 59), False), (at(30, 8), True)])
def test_the_team_is_told_on_the_morning_of_the_day(now: datetime, due: bool) -> None:
    assert rules.is_last_morning(LAST_DAY, None, VILNIUS, now) is due
    assert not rules.is_last_morning(LAST_DAY, LAST_DAY, VILNIUS, now)


def edition() -> SimpleNamespace:
    return SimpleNamespace(year=2027, starts_on=date(2027, 5, 12), ends_on=date(2027, 5, 13), zone=VILNIUS)


@pytest.mark.parametrize(
    ("day", "done_at", "refused"),
    [
        (None, None, False),
        (date(2027, 5, 14), None, False),
        (date(2027, 5, 13), None, True),
        (date(2027, 4, 1), None, True),
        (date(2027, 6, 30), at(1, 1), True),
    ],
    ids=["no day", "the day after", "while it is on", "past", "done"],
)
def test_the_day_lies_ahead_and_after_the_meeting(
    day: date | None, done_at: datetime | None, refused: bool
) -> None:
    now = datetime(2027, 4, 20, tzinfo=UTC)
    assert bool(rules.reasons_against_planning(edition(), day, done_at, now)) is refused


def test_the_next_edition_is_a_later_one() -> None:
    assert rules.reasons_against_next(2027, 2027)
    assert rules.reasons_against_next(2027, 2026)
    assert not rules.reasons_against_next(2027, 2028)
    assert not rules.reasons_against_next(None, 2028)


def test_contacts_need_consent_and_nothing_changes_afterwards() -> None:
    assert rules.reasons_against_notes("Ona", contacts_agreed=False, done_at=None)
    assert not rules.reasons_against_notes("Ona", contacts_agreed=True, done_at=None)
    assert not rules.reasons_against_notes("  ", contacts_agreed=False, done_at=None)
    assert rules.reasons_against_notes("", contacts_agreed=False, done_at=at(1, 1))


@pytest.mark.parametrize("role", [role for role in TEAM if role != Role.READER])
def test_every_role_of_a_team_loses_what_a_reader_does_not_have(role: Role) -> None:
    lost = {loss.area: loss for loss in rules.losses([role])}
    assert lost
    assert all(loss.before > loss.after for loss in lost.values())
    for area in (Area.REGISTRATIONS, Area.MAILINGS, Area.PRIVACY, Area.CHECKIN, Area.PRINT):
        assert area not in lost or lost[area].after == Level.NOTHING


def test_readers_and_attendees_lose_nothing() -> None:
    assert rules.losses([Role.READER]) == []
    assert rules.roles_that_end([Role.READER, Role.ATTENDEE, Role.PROGRAMME]) == [Role.PROGRAMME]
