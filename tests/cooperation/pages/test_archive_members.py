"""The members' pages, as the public sees them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from cooperation.network.models import Member
from cooperation.pages.models import NetworkPage
from core.publishing.enums import Certainty
from home.models import HomePage
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory

pytestmark = pytest.mark.django_db

HELSINKI: dict[str, Any] = {
    "title": "Cooperation Day 2019",
    "year": 2019,
    "starts_on": date(2019, 9, 24),
    "ends_on": date(2019, 9, 25),
    "city": "Helsinki",
    "country": "FI",
    "announced_at": None,
}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def _pages(home_page: HomePage) -> None:
    home_page.add_child(instance=NetworkPage(title="Network", slug="network"))


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


class TestNetwork:
    def test_members_stand_in_protocol_order_by_group(self, client: Client) -> None:
        MemberFactory(name="Finland", protocol_order=26)
        MemberFactory(name="Belgium", protocol_order=1)
        MemberFactory(name="Norway", protocol_order=29, group=Member.Group.EEA)
        MemberFactory(name="Gone", protocol_order=2, left_on=date(2020, 12, 31))
        groups = client.get("/network/").context["groups"]
        assert [[member.name for member in group.members] for group in groups] == [
            ["Belgium", "Finland"],
            ["Norway"],
            ["Gone"],
        ]

    def test_a_members_page_tells_what_is_known_and_what_is_not(self, client: Client) -> None:
        member = MemberFactory(
            name="ECC France",
            slug="ecc-france",
            country="FR",
            city="Kehl",
            city_country="DE",
            certainty=Certainty.DISPUTED,
            source="Two reports",
        )
        EditionFactory(**HELSINKI, host=member)
        joint = EditionFactory(title="Joint visit", year=2018, starts_on=None, ends_on=None)
        joint.co_hosts.set([member])
        joint.save()
        PresidencyFactory(year=2028, half=2, country="FR", eu_code="FR")
        page = get(client, "/network/ecc-france/")
        for words in (
            "Kehl, Germany",
            "Sources disagree",
            "Two reports",
            "Cooperation Day 2019",
            "Joint visit",
            "France holds the presidency next from July to December 2028.",
            "<dt>Website</dt> <dd> Not known </dd>",
        ):
            assert words in page

    def test_who_left_is_shown_as_such_and_has_no_turn(self, client: Client) -> None:
        MemberFactory(slug="gone", left_on=date(2020, 12, 31))
        PresidencyFactory(year=2027, half=1)
        page = get(client, "/network/gone/")
        assert "until 31 December 2020" in page
        assert "holds the presidency next" not in page

    def test_its_plans_stay_secret_until_announced(self, client: Client) -> None:
        member = MemberFactory(slug="host")
        EditionFactory(title="Secret plan", host=member, announced_at=None)
        assert "Secret plan" not in get(client, "/network/host/")

    @pytest.mark.parametrize("slug", ["nobody", "no.body", "%00", "x" * 3000])
    def test_nobody_is_not_found(self, client: Client, slug: str) -> None:
        assert client.get(f"/network/{slug}/").status_code == 404

    def test_the_sitemap_names_every_member(self, client: Client) -> None:
        MemberFactory(slug="one")
        MemberFactory(slug="two")
        locations = [place["location"] for place in NetworkPage.objects.get().get_sitemap_urls()]
        assert [location.rsplit("/network/")[1] for location in locations] == ["", "one/", "two/"]
