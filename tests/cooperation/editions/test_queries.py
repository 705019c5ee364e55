"""Candidates, the current edition, and who may do what."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, Group

from cooperation.editions import queries
from cooperation.editions.duties import Area, Level
from cooperation.editions.enums import SECRETARIAT_GROUP, Kind, Role
from cooperation.editions.models import Edition, EditionRole
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, UserFactory

pytestmark = pytest.mark.django_db


def named(year: int) -> list[tuple[str, str | None]]:
    return [
        (candidate.semester, candidate.member.name if candidate.member else None)
        for candidate in queries.candidates(year)
    ]


def test_each_half_year_names_the_member_that_serves_the_country() -> None:
    PresidencyFactory(year=2027, half=1, country="LT")
    PresidencyFactory(year=2027, half=2, country="GR", eu_code="EL")
    MemberFactory(name="ECC Lithuania", country="LT")
    MemberFactory(name="ECC Greece", country="GR", eu_code="EL")
    MemberFactory(name="ECC Iceland", country="IS", group="eea")
    assert named(2027) == [("2027-H1", "ECC Lithuania"), ("2027-H2", "ECC Greece")]


def test_gaps_are_told_apart() -> None:
    PresidencyFactory(year=2027, half=1, country="LT")
    first, second = queries.candidates(2027)
    assert (first.is_gap, first.presidency is None) == (True, False)
    assert (second.is_gap, second.presidency is None) == (True, True)


@pytest.mark.parametrize(
    ("year", "half", "joined", "left", "expected"),
    [
        (2005, 2, 2005, date(2020, 12, 31), True),
        (2020, 2, 2005, date(2020, 12, 31), True),
        (2020, 2, 2005, date(2020, 6, 30), False),
        (2020, 2, 2005, date(2020, 7, 1), True),
        (2021, 1, 2005, date(2020, 12, 31), False),
        (2004, 2, 2005, None, False),
        (2005, 1, 2005, None, True),
        (2030, 2, None, None, True),
    ],
)
def test_only_who_belonged_to_the_network_then_is_a_candidate(
    year: int, half: int, joined: int | None, left: date | None, expected: bool
) -> None:
    PresidencyFactory(year=year, half=half, country="GB", eu_code="UK")
    member = MemberFactory(country="GB", eu_code="UK", joined_year=joined, left_on=left)
    assert queries.is_candidate(member, year) is expected


def test_two_members_of_one_country_are_both_candidates() -> None:
    PresidencyFactory(year=2027, half=1, country="IT", eu_code="IT")
    first = MemberFactory(country="IT", protocol_order=1)
    second = MemberFactory(country="IT", protocol_order=2)
    found = [candidate.member for candidate in queries.candidates(2027)]
    assert found == [first, second, None]


def test_candidates_cost_two_queries_for_one_year_and_for_many(django_assert_num_queries: object) -> None:
    for year in range(2020, 2030):
        PresidencyFactory(year=year, half=1)
    MemberFactory()
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.candidates(2027)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.candidates_by_year(range(2020, 2030))) == 10


def test_the_chosen_edition_is_current_whatever_the_dates() -> None:
    chosen = EditionFactory(year=2019, starts_on=date(2019, 9, 24), ends_on=date(2019, 9, 25))
    EditionFactory()
    assert queries.current_edition(chosen) == chosen


@time_machine.travel(datetime(2026, 11, 21, tzinfo=UTC), tick=False)
def test_the_next_announced_edition_is_current() -> None:
    EditionFactory(year=2028, starts_on=date(2028, 5, 1), ends_on=date(2028, 5, 2))
    soonest = EditionFactory(year=2027)
    EditionFactory(year=2027, starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2), announced_at=None)
    EditionFactory(
        year=2027,
        starts_on=date(2027, 5, 20),
        ends_on=date(2027, 5, 20),
        cancelled_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    EditionFactory(year=2027, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 1), kind=Kind.STUDY_VISIT)
    assert queries.current_edition() == soonest


@pytest.mark.parametrize(
    ("now", "is_current"),
    [
        (datetime(2026, 11, 21, tzinfo=UTC), True),
        (datetime(2027, 5, 13, 20, 59, 59, tzinfo=UTC), True),
        (datetime(2027, 5, 13, 21, 0, 0, tzinfo=UTC), False),
    ],
)
def test_a_cancelled_edition_is_current_until_its_last_day_has_passed(
    now: datetime, is_current: bool
) -> None:
    cancelled = EditionFactory(cancelled_at=datetime(2026, 11, 1, tzinfo=UTC))
    following = EditionFactory(year=2028, starts_on=date(2028, 5, 1), ends_on=date(2028, 5, 2))
    with time_machine.travel(now, tick=False):
        assert queries.current_edition() == (cancelled if is_current else following)


@time_machine.travel(datetime(2026, 11, 21, tzinfo=UTC), tick=False)
def test_an_edition_that_was_cancelled_before_it_was_announced_is_not_current() -> None:
    EditionFactory(announced_at=None, cancelled_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert queries.current_edition() is None


@pytest.mark.parametrize(
    ("now", "is_current"),
    [
        (datetime(2027, 5, 13, 20, 59, 59, tzinfo=UTC), True),
        (datetime(2027, 5, 13, 21, 0, 0, tzinfo=UTC), False),
    ],
)
def test_the_venues_midnight_decides_when_the_next_one_follows(now: datetime, is_current: bool) -> None:
    edition = EditionFactory()
    following = EditionFactory(year=2028, starts_on=date(2028, 5, 1), ends_on=date(2028, 5, 2))
    with time_machine.travel(now, tick=False):
        assert (queries.current_edition() == edition) is is_current
        assert (queries.current_edition() == following) is not is_current


@time_machine.travel(datetime(2026, 11, 21, tzinfo=UTC), tick=False)
def test_when_nothing_lies_ahead_the_latest_that_took_place_is_current() -> None:
    EditionFactory(year=2019, starts_on=date(2019, 9, 24), ends_on=date(2019, 9, 25))
    latest = EditionFactory(year=2024, starts_on=date(2024, 4, 16), ends_on=date(2024, 4, 17))
    EditionFactory(year=2022, starts_on=None, ends_on=None, announced_at=None)
    EditionFactory(year=2025, starts_on=date(2025, 1, 1), ends_on=date(2025, 1, 1), kind=Kind.ANNIVERSARY)
    EditionFactory(year=2027, announced_at=None)
    assert queries.current_edition() == latest


def test_without_any_edition_there_is_no_current_one() -> None:
    assert queries.current_edition() is None


@time_machine.travel(datetime(2026, 11, 21, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("number", [1, 30])
def test_the_current_edition_costs_two_queries_at_most(
    number: int, django_assert_num_queries: object
) -> None:
    for year in range(number):
        EditionFactory(year=1991 + year, starts_on=date(1991 + year, 5, 1), ends_on=None)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert queries.current_edition() is not None


class TestRoles:
    """Who sees what of two editions."""

    def sees(self, user: object) -> list[bool]:
        editions = list(Edition.objects.order_by("year"))
        led = queries.editions_of(user, Area.EDITION, Level.CHANGE)
        leads = [edition in led for edition in editions]
        return leads + [queries.may_see_attendee_content(user, edition) for edition in editions]

    @pytest.fixture(autouse=True)
    def _editions(self) -> None:
        self.first = EditionFactory(year=2027)
        self.second = EditionFactory(year=2028, starts_on=None, ends_on=None)

    def test_the_anonymous_see_nothing(self) -> None:
        assert self.sees(AnonymousUser()) == [False, False, False, False]
        assert list(queries.editions_of(AnonymousUser())) == []

    def test_somebody_without_a_role_sees_nothing(self) -> None:
        assert self.sees(UserFactory()) == [False, False, False, False]

    def test_an_organiser_reaches_their_own_edition_only(self) -> None:
        user = UserFactory()
        EditionRole.objects.create(user=user, edition=self.first, role=Role.HOST_LEAD)
        assert self.sees(user) == [True, False, True, False]
        assert list(queries.editions_of(user)) == [self.first]

    def test_an_attendee_organises_nothing(self) -> None:
        user = UserFactory()
        EditionRole.objects.create(user=user, edition=self.first, role=Role.ATTENDEE)
        assert self.sees(user) == [False, False, True, False]
        assert list(queries.editions_of(user)) == []

    def test_a_role_counts_for_its_area_and_its_level(self) -> None:
        user = UserFactory()
        EditionRole.objects.create(user=user, edition=self.first, role=Role.COMMUNICATION)
        EditionRole.objects.create(user=user, edition=self.second, role=Role.READER)
        assert set(queries.editions_of(user)) == {self.first, self.second}
        assert set(queries.editions_of(user, Area.AGENDA)) == {self.first, self.second}
        assert list(queries.editions_of(user, Area.NEWS, Level.CHANGE)) == [self.first]
        assert list(queries.editions_of(user, Area.REGISTRATIONS)) == []

    def test_the_secretariat_and_superusers_reach_all(self) -> None:
        user = UserFactory()
        user.groups.add(Group.objects.create(name=SECRETARIAT_GROUP))
        for everyone in (user, UserFactory(is_superuser=True)):
            assert self.sees(everyone) == [True, True, True, True]
            assert set(queries.editions_of(everyone)) == {self.first, self.second}

    def test_an_account_that_is_switched_off_has_lost_its_roles(self) -> None:
        user = UserFactory(is_active=False, is_superuser=True)
        EditionRole.objects.create(user=user, edition=self.first, role=Role.HOST_LEAD)
        assert self.sees(user) == [False, False, False, False]
        assert list(queries.editions_of(user)) == []
