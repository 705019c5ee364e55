"""The home page: the edition that counts now in each of its states, news, next hosts, the archive."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.agenda.actions import release
from cooperation.editions.enums import HostStatus
from cooperation.pages.models import (
    AgendaPage,
    EditionIndexPage,
    EditionPage,
    HostsPage,
    LookBackPage,
    NewsIndexPage,
    NewsPage,
)
from home.models import SiteSettings
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, SlotFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
REQUIRED = {
    "controller_name": "Centre",
    "controller_address": "1 Example Street",
    "controller_email": "data@example.org",
    "supervisory_authority": "Authority",
    "accessibility_contact": "access@example.org",
    "enforcement_body": "Body",
}
"""What an edition has to say before its registration opens."""


@pytest.fixture(autouse=True)
def _in_spring_2027(time_machine):
    time_machine.move_to(NOON, tick=False)


def test_an_empty_site_says_what_will_stand_there(client, home_page):
    text = client.get("/").text

    assert "No meeting is announced yet." in text
    assert "There is no news yet." in text
    assert "The coming presidencies are not recorded yet." in text
    assert "No past edition is recorded yet." in text


@pytest.mark.parametrize(
    ("fields", "label", "sentence"),
    [
        ({}, "Announced", "Registration has not opened yet."),
        (
            {"registration_opens_at": datetime(2027, 4, 1, 6, tzinfo=UTC)},
            "Announced",
            "Registration opens on 1 April 2027, 09:00 (Europe/Vilnius, UTC+3).",
        ),
        (
            {"registration_opens_at": NOON - timedelta(days=1), **REQUIRED},
            "Registration open",
            "How to register is sent to the members",
        ),
        (
            {
                "registration_opens_at": NOON - timedelta(days=2),
                "registration_closes_at": NOON - timedelta(days=1),
            },
            "Registration closed",
            "It ended on",
        ),
        ({"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 2)}, "On now", "It ends on 2 March 2027."),
        (
            {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 2, 2)},
            "Concluded",
            "Thank you to everybody who took part.",
        ),
        (
            {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 2, 2), "archived_at": NOON},
            "Archived",
            "Nothing about it changes any more.",
        ),
    ],
)
def test_the_edition_is_shown_in_its_state(client, home_page, fields, label, sentence):
    edition = EditionFactory(**fields)
    home_page.add_child(instance=EditionPage(title=edition.title, slug="2027", edition=edition))

    text = client.get("/").text

    assert f"<strong>{label}.</strong>" in text
    assert sentence in text
    assert "Vilnius, Lithuania" in text
    assert edition.host.name in text
    assert 'href="/2027/"' in text


@pytest.mark.parametrize(
    ("fields", "label", "sentence"),
    [
        ({"announced_at": None}, "Planned", "Dates and place may still change."),
        (
            {"cancelled_at": NOON, "cancellation_reason": "The venue is flooded."},
            "Cancelled",
            "The venue is flooded.",
        ),
    ],
)
def test_an_edition_that_editors_choose_is_shown_in_any_state(client, home_page, fields, label, sentence):
    settings = SiteSettings.for_site(home_page.get_site())
    settings.current_edition = EditionFactory(**fields)
    settings.save()

    text = client.get("/").text

    assert f"<strong>{label}.</strong>" in text
    assert sentence in text


def test_an_edition_without_date_place_or_host_says_so(client, home_page):
    settings = SiteSettings.for_site(home_page.get_site())
    settings.current_edition = EditionFactory(
        starts_on=None, ends_on=None, city="", country="", host=None, host_status=HostStatus.UNDECIDED
    )
    settings.save()

    text = client.get("/").text

    assert "the days are not set yet." in text
    assert "The place is not known yet." in text
    assert "The host is not decided yet." in text


def test_the_agenda_is_offered_once_it_is_released(client, edition, edition_page):
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    SlotFactory(edition=edition)
    assert "See the agenda" not in client.get("/").text

    release(edition, note="", by=UserFactory())

    assert 'href="/2027/agenda/">See the agenda</a>' in client.get("/").text


def test_today_is_offered_while_the_edition_is_on(client, edition, edition_page, time_machine):
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    SlotFactory(edition=edition)
    release(edition, note="", by=UserFactory())
    time_machine.move_to(datetime(2027, 5, 12, 22, 30, tzinfo=UTC))  # half past one on the 13th in Vilnius

    assert 'href="/2027/agenda/#day-2027-05-13"' in client.get("/").text


def test_the_look_back_is_offered_afterwards(client, edition_page, time_machine):
    edition_page.add_child(instance=LookBackPage(title="Look-back", slug="look-back"))
    time_machine.move_to(datetime(2027, 6, 1, tzinfo=UTC))

    assert 'href="/2027/look-back/">Read the look-back</a>' in client.get("/").text


def add_news(home_page, number, **fields):
    index = NewsIndexPage.objects.first() or home_page.add_child(
        instance=NewsIndexPage(title="News", slug="news")
    )
    day = date(2027, 1, 1) + timedelta(days=number)
    return index.add_child(instance=NewsPage(title=f"Story {number}", published_on=day, body=[], **fields))


def test_the_three_latest_news_are_shown(client, home_page):
    for number in range(5):
        add_news(home_page, number)
    add_news(home_page, 8, embargo_until=timezone.now() + timedelta(days=1))
    add_news(home_page, 9, live=False)

    response = client.get("/")

    assert [page.title for page in response.context["news"]] == ["Story 4", "Story 3", "Story 2"]
    assert 'href="/news/">All news</a>' in response.text


def test_the_next_hosts_are_candidates_until_decided(client, home_page):
    home_page.add_child(instance=HostsPage(title="Hosts", slug="hosts"))
    PresidencyFactory(year=2028, half=1, country="IT", eu_code="IT")
    PresidencyFactory(year=2028, half=2, country="LV", eu_code="LV")
    PresidencyFactory(year=2029, half=1, country="LU", eu_code="LU")
    MemberFactory(name="Centre Italy", country="IT", eu_code="IT")
    EditionFactory(
        year=2029,
        starts_on=date(2029, 5, 1),
        ends_on=None,
        announced_at=None,
        host=MemberFactory(name="Centre Luxembourg"),
    )

    text = client.get("/").text

    assert re.search(r"January to June\s*</dt>\s*<dd>\s*Centre Italy\s*</dd>", text)
    assert re.search(r"July to December\s*</dt>\s*<dd>\s*Latvia\s*</dd>", text)
    assert text.count("Not decided yet") == 1
    assert "Hosted by Centre Luxembourg" in text
    assert "Luxembourg</" not in text.replace("Centre Luxembourg</", "")
    assert 'href="/hosts/"' in text


def test_the_host_of_an_example_is_marked_and_decides_nothing(client, home_page):
    PresidencyFactory(year=2028, half=1, country="IT", eu_code="IT")
    EditionFactory(
        year=2028, starts_on=None, ends_on=None, host=MemberFactory(name="Centre Italy"), is_example=True
    )

    answer = client.get("/")
    (year,) = answer.context["next_hosts"]

    assert (year.decided, year.example) == ("", "Centre Italy")
    assert answer.text.index("January to June") < answer.text.index("Hosted by Centre Italy")


def test_the_archive_shows_past_editions_but_not_the_one_above(client, home_page):
    home_page.add_child(instance=EditionIndexPage(title="Editions", slug="editions"))
    past = EditionFactory(year=2024, starts_on=date(2024, 4, 16), ends_on=date(2024, 4, 17), city="Mechelen")
    home_page.add_child(instance=EditionPage(title="2024", slug="2024", edition=past))
    EditionFactory(year=2019, starts_on=None, ends_on=None, city="", country="", announced_at=None)
    EditionFactory(year=2027)

    response = client.get("/")

    assert [(row.title, row.url, row.days) for row in response.context["archive"]] == [
        ("Cooperation Day 2024", "/2024/", "16–17 April 2024"),
        ("Cooperation Day 2019", "", "2019"),
    ]
    assert "Place not known" in response.text
    assert 'href="/editions/"' in response.text


def test_the_cover_names_those_who_host_together(client, home_page, edition):
    assert "Together with" not in client.get("/").text
    for name in ("Centre of Latvia", "Centre of Estonia"):
        edition.co_hosts.add(MemberFactory(name=name))
    edition.save()

    text = client.get("/").text

    assert "Together with" in text
    assert "Centre of Latvia" in text
    assert "Centre of Estonia" in text


def test_the_home_page_costs_the_same_with_much_on_it(client, home_page, edition, edition_page):
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    SlotFactory(edition=edition)
    release(edition, note="", by=UserFactory())

    def ask(number):
        for each in range(number):
            year = 1990 + each
            EditionFactory(year=year, starts_on=date(year, 5, 1), ends_on=None)
            add_news(home_page, each + number * 20)
            PresidencyFactory(year=2027 + number + each, half=1)
        client.get("/?first=reads-what-pages-share")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/?then=counts").headers["Cache-Status"].endswith("stored")
        return len(queries)

    ask(1)
    counts = [ask(2), ask(7)]

    assert counts[0] == counts[1] <= 12
