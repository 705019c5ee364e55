"""Choosers of rooms and speakers say to which edition each belongs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from tests.factories import EditionFactory, RoomFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db

KINDS = [("room", RoomFactory), ("speaker", SpeakerFactory)]


@pytest.fixture
def both(edition: Edition) -> list[Edition]:
    """Two editions, in 2027 and 2028, that one person organises."""
    return [edition, EditionFactory(year=2028)]


@pytest.fixture
def organiser(both: list[Edition]) -> Client:
    user, client = UserFactory(), Client()
    for edition in both:
        give_role(edition, user, Role.HOST_LEAD, by=None)
    client.force_login(user)
    return client


def rows(client: Client, address: str) -> list[list[str]]:
    """What the cells of a chooser's list say."""
    tree = html.fromstring(client.get(address).content)
    cells = [row.xpath("td") for row in tree.xpath("//tbody/tr")]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in cells]


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_namesakes_are_told_apart_by_their_edition(
    organiser: Client, both: list[Edition], kind: str, make: Any
) -> None:
    for edition in both:
        make(edition=edition, name="Aula")
    found = rows(organiser, f"/admin/{kind}_chooser/results/")
    assert sorted(found) == [["Aula", "Cooperation Day 2027"], ["Aula", "Cooperation Day 2028"]]


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_a_list_is_narrowed_to_one_of_the_own_editions(
    organiser: Client, both: list[Edition], kind: str, make: Any
) -> None:
    foreign = EditionFactory(year=2029)
    for edition in (*both, foreign):
        make(edition=edition, name="Aula")
    address = f"/admin/{kind}_chooser/results/?edition="
    assert rows(organiser, f"{address}{both[1].pk}") == [["Aula", "Cooperation Day 2028"]]
    assert rows(organiser, f"{address}{both[1].pk}&q=nobody") == []
    for meaningless in (foreign.pk, "x", "²", "9" * 23):
        assert len(rows(organiser, f"{address}{meaningless}")) == 2
    modal = organiser.get(f"/admin/{kind}_chooser/").json()["html"]
    offered = html.fromstring(modal).xpath("//select[@name='edition']/option/text()")
    assert sorted(offered) == ["All editions", "Cooperation Day 2027", "Cooperation Day 2028"]


@pytest.mark.parametrize(("kind", "make"), KINDS)
def test_many_choices_cost_what_one_costs(
    organiser: Client, both: list[Edition], kind: str, make: Any
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            organiser.get(f"/admin/{kind}_chooser/results/")
        return len(counted)

    make(edition=both[0])
    queries()
    one = queries()
    for edition in both * 4:
        make(edition=edition)
    assert queries() == one
