"""The life of an edition, at every boundary; no database."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cooperation.editions import rules
from cooperation.editions.enums import Mode, State

VILNIUS = ZoneInfo("Europe/Vilnius")
SECOND = timedelta(seconds=1)


@dataclass
class Plan:
    """An edition as the rules see it: announced, with registration, all parts filled in."""

    year: int | None = 2027
    starts_on: date | None = date(2027, 5, 12)
    ends_on: date | None = date(2027, 5, 13)
    zone: ZoneInfo = field(default_factory=lambda: VILNIUS)
    announced_at: datetime | None = datetime(2026, 6, 1, tzinfo=UTC)
    cancelled_at: datetime | None = None
    archived_at: datetime | None = None
    registration_opens_at: datetime | None = datetime(2027, 1, 10, 8, tzinfo=UTC)
    registration_closes_at: datetime | None = datetime(2027, 4, 20, 21, tzinfo=UTC)
    controller_name: str = "Office"
    controller_address: str = "1 Street"
    controller_email: str = "privacy@example.org"
    supervisory_authority: str = "Authority"
    accessibility_contact: str = "access@example.org"
    enforcement_body: str = "Body"
    mode: str = Mode.IN_PERSON
    city: str = "Vilnius"
    is_host_known: bool = True


OPENS = datetime(2027, 1, 10, 8, tzinfo=UTC)
CLOSES = datetime(2027, 4, 20, 21, tzinfo=UTC)
FIRST_MIDNIGHT = datetime(2027, 5, 12, tzinfo=VILNIUS)
AFTER_LAST_DAY = datetime(2027, 5, 14, tzinfo=VILNIUS)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - SECOND, State.ANNOUNCED),
        (OPENS, State.REGISTRATION_OPEN),
        (CLOSES - SECOND, State.REGISTRATION_OPEN),
        (CLOSES, State.REGISTRATION_CLOSED),
        (FIRST_MIDNIGHT - SECOND, State.REGISTRATION_CLOSED),
        (FIRST_MIDNIGHT, State.ON_NOW),
        (AFTER_LAST_DAY - SECOND, State.ON_NOW),
        (AFTER_LAST_DAY, State.CONCLUDED),
    ],
)
def test_the_state_follows_the_dates_to_the_second(now: datetime, expected: State) -> None:
    assert rules.state(Plan(), now) == expected


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        # The same second is another day elsewhere: the venue's calendar counts, not the server's.
        ("Pacific/Auckland", State.REGISTRATION_CLOSED, State.ON_NOW),
        ("America/Anchorage", State.REGISTRATION_CLOSED, State.ON_NOW),
        ("Asia/Kolkata", State.REGISTRATION_CLOSED, State.ON_NOW),
    ],
)
def test_the_first_day_begins_at_the_venues_midnight(zone: str, before: State, after: State) -> None:
    plan = Plan(zone=ZoneInfo(zone))
    midnight = datetime(2027, 5, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert [rules.state(plan, midnight - SECOND), rules.state(plan, midnight)] == [before, after]


def test_an_hour_that_the_clocks_skip_ends_no_day_early() -> None:
    """Summer time begins on 28 March 2027: that day has 23 hours."""
    plan = Plan(starts_on=date(2027, 3, 28), ends_on=date(2027, 3, 28))
    begins = datetime(2027, 3, 27, 22, tzinfo=UTC)
    ends = datetime(2027, 3, 28, 21, tzinfo=UTC)
    states = [rules.state(plan, moment) for moment in (begins - SECOND, begins, ends - SECOND, ends)]
    assert states == [State.REGISTRATION_OPEN, State.ON_NOW, State.ON_NOW, State.CONCLUDED]


@pytest.mark.parametrize("ends_on", [date(2027, 5, 12), None])
def test_an_edition_of_one_day_is_over_on_the_next(ends_on: date | None) -> None:
    plan = Plan(ends_on=ends_on)
    next_day = datetime(2027, 5, 13, tzinfo=VILNIUS)
    assert [rules.state(plan, next_day - SECOND), rules.state(plan, next_day)] == [
        State.ON_NOW,
        State.CONCLUDED,
    ]


def test_online_editions_live_by_the_same_dates() -> None:
    plan = Plan(mode=Mode.ONLINE, city="")
    assert rules.state(plan, OPENS) == State.REGISTRATION_OPEN


def test_an_edition_that_nobody_announced_is_planned_also_on_its_first_day() -> None:
    plan = Plan(announced_at=None)
    assert [rules.state(plan, moment) for moment in (OPENS, FIRST_MIDNIGHT)] == [State.PLANNED] * 2


def test_the_past_needs_no_announcement() -> None:
    assert rules.state(Plan(announced_at=None), AFTER_LAST_DAY) == State.CONCLUDED


def test_without_dates_an_announced_edition_stays_announced() -> None:
    plan = Plan(starts_on=None, ends_on=None, registration_opens_at=None)
    assert rules.state(plan, datetime(2027, 12, 31, 21, 59, 59, tzinfo=UTC)) == State.ANNOUNCED


def test_without_dates_the_year_tells_what_is_past_at_the_venue() -> None:
    plan = Plan(starts_on=None, ends_on=None, announced_at=None)
    new_year = datetime(2028, 1, 1, tzinfo=VILNIUS)
    assert [rules.state(plan, new_year - SECOND), rules.state(plan, new_year)] == [
        State.PLANNED,
        State.CONCLUDED,
    ]


def test_without_year_and_dates_nothing_is_past() -> None:
    plan = Plan(year=None, starts_on=None, ends_on=None, announced_at=None)
    assert rules.state(plan, AFTER_LAST_DAY) == State.PLANNED


def test_without_opening_registration_never_opens() -> None:
    plan = Plan(registration_opens_at=None)
    assert rules.state(plan, CLOSES) == State.ANNOUNCED


def test_without_closing_registration_is_open_until_the_first_day() -> None:
    plan = Plan(registration_closes_at=None)
    assert [rules.state(plan, FIRST_MIDNIGHT - SECOND), rules.state(plan, FIRST_MIDNIGHT)] == [
        State.REGISTRATION_OPEN,
        State.ON_NOW,
    ]


@pytest.mark.parametrize("now", [OPENS, FIRST_MIDNIGHT, AFTER_LAST_DAY])
def test_cancelling_beats_everything_and_archiving_all_but_that(now: datetime) -> None:
    archived = Plan(archived_at=OPENS)
    assert rules.state(archived, now) == State.ARCHIVED
    assert rules.state(replace(archived, cancelled_at=OPENS), now) == State.CANCELLED


@pytest.mark.parametrize("requirement", rules.REGISTRATION_REQUIREMENTS, ids=lambda each: each.field)
def test_registration_stays_shut_while_one_required_part_is_missing(requirement: rules.Requirement) -> None:
    plan = Plan()
    setattr(plan, requirement.field, None if requirement.field == "starts_on" else "")
    assert rules.missing_for_registration(plan) == [requirement.words]
    assert rules.state(plan, OPENS) == State.ANNOUNCED


def test_nothing_is_missing_when_every_part_is_there() -> None:
    assert rules.missing_for_registration(Plan()) == []


def test_the_websites_legal_pages_are_named_while_they_are_not_published() -> None:
    privacy, accessibility = (page.words for page in rules.LEGAL_PAGES)
    assert rules.missing_legal_pages(set()) == [privacy, accessibility]
    assert rules.missing_legal_pages({"privacy", "news"}) == [accessibility]
    assert rules.missing_legal_pages({"accessibility", "privacy"}) == []


def test_a_missing_part_does_not_keep_registration_from_closing() -> None:
    assert rules.state(Plan(enforcement_body=""), CLOSES) == State.REGISTRATION_CLOSED


NEW = Plan(announced_at=None)


@pytest.mark.parametrize(
    ("plan", "reasons"),
    [
        (NEW, 0),
        (replace(NEW, ends_on=None), 1),
        (replace(NEW, is_host_known=False), 1),
        (replace(NEW, city=""), 1),
        (replace(NEW, city="", mode=Mode.ONLINE), 0),
        (replace(NEW, city="", mode=Mode.HYBRID), 1),
        (replace(NEW, starts_on=None, ends_on=None, city="", is_host_known=False), 3),
        (Plan(), 1),
        (replace(NEW, cancelled_at=OPENS), 1),
        (replace(NEW, archived_at=OPENS), 1),
    ],
)
def test_announcing_names_every_reason_against_it(plan: Plan, reasons: int) -> None:
    assert len(rules.reasons_against_announcing(plan, OPENS)) == reasons


def test_what_is_past_can_be_neither_announced_nor_cancelled() -> None:
    assert rules.reasons_against_announcing(NEW, AFTER_LAST_DAY)
    assert rules.reasons_against_cancelling(Plan(), "storm", AFTER_LAST_DAY)


def test_only_what_is_concluded_or_cancelled_goes_to_the_archive() -> None:
    assert rules.reasons_against_archiving(Plan(), AFTER_LAST_DAY - SECOND)
    assert rules.reasons_against_archiving(Plan(), AFTER_LAST_DAY) == []
    assert rules.reasons_against_archiving(Plan(cancelled_at=OPENS), OPENS) == []
    assert rules.reasons_against_archiving(Plan(archived_at=OPENS), AFTER_LAST_DAY)


def test_a_refusal_reads_as_its_reasons() -> None:
    assert str(rules.CannotAnnounce("One.", "Two.")) == "One. Two."
