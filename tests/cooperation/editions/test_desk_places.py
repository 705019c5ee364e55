"""The places where an edition is worked on: each role gets those that its duties open, and no other."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.editions.desk_places import Phase, all_places, by_phase, places_for
from cooperation.editions.duties import level
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db


def names(user: Any, edition: Edition) -> list[str]:
    return [one.place.url_name for one in places_for(user, edition)]


def test_the_places_stand_in_the_order_of_the_year() -> None:
    phases = list(Phase)
    order = [(phases.index(place.phase), place.order) for place in all_places()]
    assert order == sorted(order)
    keys = [place.url_name for place in all_places()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("role", TEAM)
def test_a_role_is_offered_what_its_duties_open(edition: Edition, edition_page: Any, role: Role) -> None:
    user = UserFactory()
    give_role(edition, user, role, by=None)
    offered = places_for(user, edition)
    assert all(level([role], one.place.area) >= one.place.needs for one in offered)
    expected = {
        place.url_name
        for place in all_places()
        if not place.of_secretariat
        and level([role], place.area) >= place.needs
        and place.address_for(edition)
    }
    assert {one.place.url_name for one in offered} == expected


def test_a_helper_is_not_offered_personal_data(edition: Edition) -> None:
    user = UserFactory()
    give_role(edition, user, Role.CHECKIN_HELPER, by=None)
    assert not {"registration:delegations", "registration:privacy", "editions:edit"} & set(
        names(user, edition)
    )


def test_who_is_not_of_the_team_is_offered_nothing(edition: Edition) -> None:
    other = EditionFactory(year=2028)
    user, attendee = UserFactory(), UserFactory()
    give_role(other, user, Role.HOST_LEAD, by=None)
    give_role(edition, attendee, Role.ATTENDEE, by=None)
    assert names(user, edition) == names(attendee, edition) == []


def test_a_place_that_does_not_exist_yet_is_left_out(edition: Edition) -> None:
    keeper = UserFactory(is_superuser=True)
    assert "wagtailadmin_explore" not in names(keeper, edition)
    assert "editions:announce" not in names(keeper, edition)
    assert "agenda:desk" in names(keeper, edition)


def test_the_places_cost_one_query(edition: Edition) -> None:
    user = UserFactory()
    give_role(edition, user, Role.HOST_LEAD, by=None)
    fresh = Edition.objects.select_related("page").get(pk=edition.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = places_for(user, fresh)
    assert len(queries) == 1
    assert next(phase for phase, _places in by_phase(found)) == Phase.SET_UP
