"""The map of hosts and the list beside it, as the public meets them."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.test import Client

from cooperation.editions.enums import HostStatus
from cooperation.editions.loading import load_rota
from cooperation.network.loading import load_members
from cooperation.network.models import Member
from cooperation.pages.models import HostsPage, NetworkPage
from home.models import HomePage
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory

pytestmark = pytest.mark.django_db

NOWHERE: dict[str, Any] = {"starts_on": None, "ends_on": None, "city": "", "announced_at": None}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def _pages(home_page: HomePage) -> None:
    home_page.add_child(instance=HostsPage(title="Hosts", slug="hosts"))
    home_page.add_child(instance=NetworkPage(title="Network", slug="network"))


def member(country: str, **values: Any) -> Member:
    return MemberFactory(
        name=f"Centre {country}", slug=f"centre-{country.lower()}", country=country, **values
    )


class Reader(HTMLParser):
    """Reads from the page where the map's links lead, and what the list says of each state."""

    def __init__(self) -> None:
        super().__init__()
        self.map: list[tuple[str, str]] = []
        self.list: list[tuple[str, str]] = []
        self.drawn: dict[str, str] = {}
        self._standing = ""
        self._row: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "")
        if tag == "a" and classes == "map__link":
            self.map.append((values["href"], values["aria-label"]))
        elif tag == "g" and classes.startswith("state "):
            self._standing = classes.removeprefix("state state--")
        elif tag == "use" and self._standing:
            self.drawn[values["href"].removeprefix("#state-")] = self._standing
            self._standing = ""
        elif tag == "ul" and classes.startswith("states__list"):
            self._row = []
        elif tag == "a" and self._row is not None:
            self._row = [values["href"]]

    def handle_data(self, data: str) -> None:
        if self._row is not None and data.strip():
            self._row.append(" ".join(data.split()))

    def handle_endtag(self, tag: str) -> None:
        if tag == "li" and self._row:
            url, *words = self._row
            self.list.append((url, ": ".join(words)))
            self._row = []
        elif tag == "ul":
            self._row = None


def read(client: Client) -> Reader:
    answer = client.get("/hosts/")
    assert answer.status_code == 200
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader


def test_each_state_stands_on_the_map_as_what_it_is(client: Client) -> None:
    EditionFactory(
        title="2019", year=2019, starts_on=date(2019, 9, 24), ends_on=None, city="Helsinki", host=member("FI")
    )
    EditionFactory(host=member("LT"))
    member("AT")
    member("GB", left_on=date(2020, 12, 31))
    PresidencyFactory(year=2028, half=2, country="LV")
    member("LV")
    found = read(client)
    assert found.drawn == {
        "LT": "decided",
        "FI": "hosted",
        "LV": "candidate",
        "AT": "member",
        "GB": "former",
    }
    assert found.map == [
        ("/network/centre-lt/", "Lithuania: hosts 2027 in Vilnius"),
        ("/network/centre-fi/", "Finland: hosted 2019 in Helsinki"),
        ("/network/centre-lv/", "Latvia: may host 2028, July to December"),
        ("/network/centre-at/", "Austria: no meeting known that it hosted"),
        ("/network/centre-gb/", "United Kingdom: member until 2020"),
    ]


def test_the_list_says_what_the_map_says(client: Client) -> None:
    EditionFactory(title="2019", year=2019, **{**NOWHERE, "city": "Helsinki"}, host=member("FI"))
    PresidencyFactory(year=2028, half=1, country="IT")
    member("IT")
    member("GB", left_on=date(2020, 12, 31))
    found = read(client)
    assert found.list == found.map
    assert len(found.list) == 3


def test_every_member_stands_once_in_map_and_list(client: Client) -> None:
    """The members and the rota that the product comes with."""
    load_members()
    load_rota()
    slugs = list(Member.objects.order_by("slug").values_list("slug", flat=True))
    found = read(client)
    assert sorted(url for url, _words in found.map) == [f"/network/{slug}/" for slug in slugs]
    assert [url for url, _words in found.list] == [url for url, _words in found.map]
    assert len(found.drawn) == len(slugs)
    assert set(found.drawn.values()) == {"candidate", "member", "former"}


def test_the_newest_host_and_the_next_candidate_come_first(client: Client) -> None:
    for year, code in ((2010, "ES"), (2024, "BE"), (2019, "FI")):
        EditionFactory(title=str(year), year=year, **NOWHERE, host=member(code))
    for year, half, code in ((2030, 1, "SK"), (2030, 2, "MT"), (2027, 2, "GR")):
        PresidencyFactory(year=year, half=half, country=code)
        member(code)
    assert [words.partition(":")[0] for _url, words in read(client).map] == [
        "Belgium",
        "Finland",
        "Spain",
        "Greece",
        "Slovakia",
        "Malta",
    ]


def test_all_that_a_state_did_and_may_do_is_said(client: Client) -> None:
    belgium = member("BE")
    for year, city in ((2010, ""), (2024, "Mechelen")):
        EditionFactory(title=str(year), year=year, **{**NOWHERE, "city": city}, host=belgium)
    PresidencyFactory(year=2037, half=1, country="BE")
    found = read(client)
    assert found.map == [
        (
            "/network/centre-be/",
            "Belgium: hosted 2010; hosted 2024 in Mechelen; may host 2037, January to June",
        )
    ]
    assert found.drawn == {"BE": "hosted"}


def test_who_hosts_with_others_has_hosted(client: Client) -> None:
    edition = EditionFactory(title="2018", year=2018, **NOWHERE, host=member("DE"))
    edition.co_hosts.set([member("FR")])
    edition.save()
    assert read(client).drawn == {"DE": "hosted", "FR": "hosted"}


def test_what_was_cancelled_or_has_no_known_host_colours_nothing(client: Client) -> None:
    EditionFactory(
        title="2018", year=2018, **NOWHERE, host=member("DE"), cancelled_at=datetime(2018, 1, 1, tzinfo=UTC)
    )
    EditionFactory(title="2017", year=2017, **NOWHERE, host=member("FR"), host_status=HostStatus.UNKNOWN)
    assert read(client).drawn == {"DE": "member", "FR": "member"}


def test_a_decision_ends_the_candidacy_of_the_other_but_an_example_does_not(client: Client) -> None:
    PresidencyFactory(year=2027, half=1, country="LT")
    PresidencyFactory(year=2027, half=2, country="GR")
    edition = EditionFactory(host=member("LT"))
    member("GR")
    assert read(client).drawn == {"LT": "decided", "GR": "member"}
    edition.is_example = True
    edition.save()
    found = read(client)
    assert found.drawn == {"LT": "decided", "GR": "candidate"}
    assert found.map[0][1] == "Lithuania: hosts 2027 in Vilnius (example)"


def test_a_half_year_that_is_over_is_told_in_the_past(client: Client) -> None:
    PresidencyFactory(year=2026, half=1, country="CY")
    member("CY")
    assert read(client).map[0][1] == "Cyprus: may have hosted 2026, January to June"


def test_a_state_that_the_map_does_not_show_stands_in_the_list(client: Client) -> None:
    member("CA")
    found = read(client)
    assert found.map == []
    assert found.list == [("/network/centre-ca/", "Canada")]


def test_a_state_with_several_members_leads_to_all_members(client: Client) -> None:
    member("IT")
    MemberFactory(country="IT")
    assert [url for url, _words in read(client).map] == ["/network/"]


def test_years_without_a_known_host_are_named(client: Client) -> None:
    for year in (2019, 2023):
        EditionFactory(title=str(year), year=year, **NOWHERE, host=MemberFactory(country="FI"))
    page = " ".join(client.get("/hosts/").content.decode().split())
    assert "Who hosted in 2020–2022 and 2024–2025 is not known" in page


def test_without_members_there_is_no_map(client: Client) -> None:
    page = client.get("/hosts/").content.decode()
    assert "<svg" not in page
    assert "No past host is known." in page
