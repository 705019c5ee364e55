"""Which role reaches what: the points on which the table must never give way."""

import pytest

from cooperation.editions.duties import DUTIES, Area, Level, level, roles_that, what_it_opens
from cooperation.editions.enums import TEAM, Role
from tests.roles_table import DOCUMENT, with_table

PERSONAL = (Area.REGISTRATIONS, Area.PRINT, Area.PRIVACY)


@pytest.mark.parametrize("area", PERSONAL)
def test_personal_data_opens_to_those_who_work_with_it(area: Area) -> None:
    assert set(roles_that(area)) == {Role.HOST_LEAD, Role.REGISTRATION_DESK}


def test_a_helper_checks_in_and_changes_nothing_else() -> None:
    assert [area for area in Area if level([Role.CHECKIN_HELPER], area) == Level.CHANGE] == [Area.CHECKIN]


def test_a_reader_changes_nothing() -> None:
    assert max(DUTIES[Role.READER].values()) == Level.SEE


def test_an_attendee_reaches_nothing_of_the_admin() -> None:
    assert all(level([Role.ATTENDEE], area) == Level.NOTHING for area in Area)
    assert Role.ATTENDEE not in roles_that(None)


@pytest.mark.parametrize("area", Area)
def test_who_leads_reaches_everything(area: Area) -> None:
    assert level([Role.HOST_LEAD], area) >= Level.SEE


def test_the_facts_of_an_edition_and_its_team_are_changed_by_who_leads_alone() -> None:
    for area in (Area.EDITION, Area.TEAM, Area.PRIVACY):
        assert roles_that(area, Level.CHANGE) == [Role.HOST_LEAD]


def test_of_two_roles_the_further_one_counts() -> None:
    assert level([Role.READER, Role.COMMUNICATION], Area.NEWS) == Level.CHANGE
    assert level([], Area.NEWS) == Level.NOTHING


@pytest.mark.parametrize("role", Role)
def test_every_role_says_what_it_opens(role: Role) -> None:
    assert what_it_opens(role)


def test_the_document_shows_the_table_of_the_program() -> None:
    text = DOCUMENT.read_text()
    assert text == with_table(text), "write it anew: python -m tests.roles_table"
    assert all(str(role.label) in text for role in TEAM)
