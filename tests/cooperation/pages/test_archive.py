"""The archive, the hosts and the members, as the public sees them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cooperation.editions.enums import Fact, HostStatus, Kind
from cooperation.editions.models import Edition, Evidence
from cooperation.network.models import Member
from cooperation.pages.models import EditionIndexPage, EditionPage, HostsPage, NetworkPage
from core.publishing.enums import Certainty
from core.serving.content_version import content_changed, read_version
from home.models import HomePage
from tests.cooperation.pages.conftest import queries_of
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
    home_page.add_child(instance=EditionIndexPage(title="Editions", slug="editions"))
    home_page.add_child(instance=HostsPage(title="Hosts", slug="hosts"))
    home_page.add_child(instance=NetworkPage(title="Network", slug="network"))


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def blocks(client: Client, query: str = "") -> list[tuple[str, list[str], bool]]:
    context = client.get(f"/editions/{query}").context
    return [
        (block.label, [entry.title for entry in block.entries], block.lacks_cooperation_day)
        for block in context["blocks"]
    ]


def test_in_its_year_the_cooperation_day_comes_first(client: Client) -> None:
    EditionFactory(title="An anniversary", kind=Kind.ANNIVERSARY, year=2019, starts_on=date(2019, 11, 1))
    EditionFactory(**HELSINKI)
    assert blocks(client)[-1][:2] == ("2019", ["Cooperation Day 2019", "An anniversary"])


class TestEditions:
    def test_years_without_knowledge_are_gaps_and_never_have_a_host(self, client: Client) -> None:
        for year in (2020, 2021, 2022):
            PresidencyFactory(year=year, country="DE")
        MemberFactory(name="ECC Germany", country="DE")
        EditionFactory(**HELSINKI)
        EditionFactory(title="Visit", year=2023, starts_on=None, ends_on=None, kind=Kind.STUDY_VISIT)
        assert blocks(client) == [
            ("2023", ["Visit"], True),
            ("2020–2022", [], True),
            ("2019", ["Cooperation Day 2019"], False),
        ]
        assert "ECC Germany" not in get(client, "/editions/")

    def test_each_fact_shows_certainty_and_source(self, client: Client) -> None:
        edition = EditionFactory(**HELSINKI, theme="")
        Evidence.objects.create(
            edition=edition,
            fact=Fact.DATES,
            certainty=Certainty.LIKELY,
            source="A press release",
            source_url="https://news.example/1",
            note="Read in 2026",
        )
        Evidence.objects.create(edition=edition, fact=Fact.VENUE, certainty=Certainty.UNKNOWN)
        page = get(client, "/editions/")
        assert "Likely, sources incomplete" in page
        assert '<a href="https://news.example/1">A press release</a>' in page
        assert "Read in 2026" in page
        assert "<dt>Venue</dt> <dd> Not known </dd>" in page

    def test_an_edition_that_nobody_announced_stays_out(self, client: Client) -> None:
        EditionFactory(title="Secret plan", announced_at=None)
        page = get(client, "/editions/")
        assert "Secret plan" not in page
        assert "Nothing is recorded yet" in page

    def test_an_example_is_marked(self, client: Client) -> None:
        EditionFactory(is_example=True)
        assert '<strong class="cover__example">Example</strong>' in get(client, "/editions/")

    def test_a_cancelled_one_is_marked(self, client: Client) -> None:
        EditionFactory(cancelled_at=datetime(2026, 11, 1, tzinfo=UTC))
        assert '<span class="badge">Cancelled</span>' in get(client, "/editions/")

    def test_what_has_no_year_comes_last(self, client: Client) -> None:
        archived_at = datetime(2026, 1, 1, tzinfo=UTC)
        EditionFactory(title="Undated", year=None, starts_on=None, ends_on=None, archived_at=archived_at)
        EditionFactory(**HELSINKI)
        assert [label for label, _titles, _lacks in blocks(client)] == ["2019", "Year not known"]

    def test_it_leads_to_pages_that_everybody_may_see(self, client: Client, home_page: HomePage) -> None:
        edition = EditionFactory(**HELSINKI)
        page = home_page.add_child(instance=EditionPage(title="2019", slug="2019", edition=edition))
        assert 'href="/2019/"' in get(client, "/editions/")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert 'href="/2019/"' not in get(client, "/editions/")


class TestFilter:
    @pytest.fixture(autouse=True)
    def _editions(self) -> None:
        EditionFactory(**HELSINKI)
        EditionFactory(
            title="Visit",
            year=2018,
            starts_on=date(2018, 3, 22),
            ends_on=None,
            kind=Kind.STUDY_VISIT,
            country="ES",
        )

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("?country=ES", ["Visit"]),
            ("?year=2019", ["Cooperation Day 2019"]),
            ("?kind=study_visit", ["Visit"]),
            ("?kind=study_visit&country=FI", []),
            ("?year=1999", []),
            ("?country=&year=&kind=", ["Cooperation Day 2019", "Visit"]),
        ],
    )
    def test_it_chooses(self, client: Client, query: str, titles: list[str]) -> None:
        assert [title for _label, found, _lacks in blocks(client, query) for title in found] == titles

    @pytest.mark.parametrize(
        "query",
        [
            "?country=XX",
            "?country=%00",
            "?year=abcd",
            "?year=20190",
            "?year=²⁰¹⁹",
            "?kind=party",
            "?kind=" + "x" * 5000,
            "?year=%F0%9F%98%80&kind=<script>",
        ],
    )
    def test_nonsense_is_left_out_and_named(self, client: Client, query: str) -> None:
        page = get(client, f"/editions/{query}")
        assert "nothing that the archive can be filtered by" in page
        assert "Cooperation Day 2019" in page
        assert "<script>" not in page

    def test_the_choice_stays_chosen(self, client: Client) -> None:
        page = get(client, "/editions/?country=ES")
        assert '<option value="ES" selected>' in page
        assert "1 record fits this choice." in page

    def test_what_nothing_fits_says_what_to_do(self, client: Client) -> None:
        page = get(client, "/editions/?year=1999")
        assert "Nothing that is known fits this choice." in page
        assert "0 records fit this choice." in page


class TestHosts:
    def test_past_hosts_gaps_and_candidates(self, client: Client) -> None:
        EditionFactory(**HELSINKI, host__name="ECC Finland")
        EditionFactory(
            title="Cooperation Day 2021",
            year=2021,
            starts_on=None,
            ends_on=None,
            host=None,
            host_status=HostStatus.UNKNOWN,
            announced_at=None,
        )
        PresidencyFactory(year=2027, half=1, country="LT")
        PresidencyFactory(year=2027, half=2, country="GR", eu_code="EL")
        MemberFactory(name="ECC Lithuania", slug="ecc-lithuania", country="LT")
        context = client.get("/hosts/").context
        assert [(past.year, [entry.host for entry in past.entries]) for past in context["past"]] == [
            (2025, []),
            (2024, []),
            (2023, []),
            (2022, []),
            (2021, [""]),
            (2020, []),
            (2019, ["ECC Finland"]),
        ]
        assert [coming.year for coming in context["coming"]] == [2026, 2027]
        page = get(client, "/hosts/")
        assert '<a href="/network/ecc-lithuania/">ECC Lithuania</a>' in page
        assert "Greece holds the presidency, and nobody in the network serves it then." in page
        assert "Who holds the presidency is not recorded." in page
        assert "The host is not known." in page

    @pytest.mark.parametrize("when", [{}, HELSINKI], ids=["to come", "past"])
    def test_a_decision_says_who_decided_when_and_why(self, client: Client, when: dict[str, Any]) -> None:
        PresidencyFactory(year=2027, half=1)
        EditionFactory(
            **when,
            host_decided_by="Meeting of the directors",
            host_decided_on=date(2026, 9, 1),
            host_reason="Their tenth year",
        )
        page = get(client, "/hosts/")
        for words in ("Meeting of the directors", "1 September 2026", "Their tenth year"):
            assert words in page

    def test_a_past_host_of_whom_no_decision_is_known_has_no_empty_list(self, client: Client) -> None:
        EditionFactory(**HELSINKI)
        page = get(client, "/hosts/")
        assert "Cooperation Day 2019" in page
        assert "Decided" not in page
        assert '<dl class="facts' not in page

    def test_a_decision_that_is_not_announced_stays_secret(self, client: Client) -> None:
        PresidencyFactory(year=2027, half=1, country="IT")
        EditionFactory(announced_at=None, host__name="ECC Secret")
        assert "ECC Secret" not in get(client, "/hosts/")

    def test_without_any_data_it_says_so(self, client: Client) -> None:
        page = get(client, "/hosts/")
        assert "No past host is known." in page
        assert "Who holds the presidency is not recorded." in page


def fill(number: int) -> None:
    for index in range(number):
        member = MemberFactory(slug=f"member-{index}", country="LT")
        PresidencyFactory(year=2026 + index, half=1, country="LT")
        edition = EditionFactory(
            title=f"Cooperation Day {2020 - index}",
            year=2020 - index,
            starts_on=None,
            ends_on=None,
            host=member,
        )
        Evidence.objects.create(edition=edition, fact=Fact.EVENT, source="A source")
        edition.co_hosts.set([member])
        edition.save()
        page = EditionPage(title=edition.title, slug=str(edition.year), edition=edition)
        HomePage.objects.get().add_child(instance=page)
    Edition.objects.update(host=Member.objects.get(slug="member-0"))


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/editions/", 8), ("/hosts/", 10), ("/network/", 4), ("/network/member-0/", 9)],
)
def test_a_page_costs_the_same_with_one_row_and_with_many(
    client: Client, number: int, address: str, queries: int
) -> None:
    fill(number)
    assert queries_of(client, address) == queries


@pytest.mark.parametrize("address", ["/editions/", "/hosts/", "/network/", "/network/member-0/"])
def test_with_all_caches_empty_a_page_takes_twelve_queries_at_most(client: Client, address: str) -> None:
    fill(12)
    get(client, address)  # makes the rows of settings that are missing
    content_changed()
    read_version()  # from here on the test's own changes count as committed
    with CaptureQueriesContext(connection) as queries:
        get(client, address)
    assert 3 < len(queries) <= 12
