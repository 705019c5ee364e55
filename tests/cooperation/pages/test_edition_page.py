import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import html
from wagtail.models import PageViewRestriction

from cooperation.agenda.actions import release
from cooperation.agenda.models import Slot
from cooperation.editions.models import AdjacentEvent, Edition
from cooperation.pages.models import (
    AgendaPage,
    EditionPage,
    ExhibitionPage,
    LookBackPage,
    NewsPage,
    PracticalPage,
)
from core.serving.content_version import content_changed
from tests.cooperation.pages.conftest import FIRST_HOUR, queries_of
from tests.factories import MemberFactory, PresidencyFactory, SlotFactory, in_address
from workshops.pages.models import WorkshopIndexPage, WorkshopPage

EDITION_QUERIES = 8


def text_of(client: Client, page: EditionPage) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())


def change(edition: Edition, **facts: Any) -> None:
    Edition.objects.filter(pk=edition.pk).update(**facts)


def event_of(client: Client, page: EditionPage) -> dict[str, Any]:
    scripts = html.fromstring(client.get(page.url).content).xpath("//head/script")
    (event,) = [json.loads(script.text) for script in scripts if script.get("type") == "application/ld+json"]
    return event


def test_the_hero_says_where_when_and_by_whom(client: Client, edition_page: EditionPage) -> None:
    edition = edition_page.edition
    edition.co_hosts.add(MemberFactory(name="Centre of Latvia"))
    edition.save()
    change(edition, theme="Small steps", presidency=PresidencyFactory(), host_reason="Because of the rota.")
    text = text_of(client, edition_page)
    for part in (
        "Small steps",
        "12–13 May 2027",
        "Vilnius, Lithuania",
        edition.host.name,
        "Centre of Latvia",
        "Presidency of the Council of the European Union, first half of 2027: Lithuania.",
        "Because of the rota.",
        "Announced. Registration has not opened yet.",
    ):
        assert part in text
    assert "Example" not in text


def test_co_hosts_organise_with_the_host(client: Client, edition_page: EditionPage) -> None:
    edition = edition_page.edition
    edition.co_hosts.add(MemberFactory(name="Centre of Latvia", website="https://lv.example/"))
    edition.save()
    host, other = event_of(client, edition_page)["organizer"]
    assert host["name"] == edition.host.name
    assert other == {"@type": "Organization", "name": "Centre of Latvia", "url": "https://lv.example/"}
    change(edition, host_status="undecided", host=None)
    content_changed()
    assert "organizer" not in event_of(client, edition_page)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"host_decided_by": "Meeting of the directors"}, "Decided by Meeting of the directors"),
        ({"host_decided_on": date(2026, 9, 1)}, "Decided on 1 September 2026"),
    ],
)
def test_who_chose_the_host_and_when_stands_with_the_reason(
    client: Client, edition_page: EditionPage, facts: dict[str, Any], words: str
) -> None:
    assert "Why this host" not in text_of(client, edition_page)
    change(edition_page.edition, **facts)
    content_changed()
    text = text_of(client, edition_page)
    assert "Why this host" in text
    assert words in text


def test_an_edition_of_which_little_is_known_looks_whole(client: Client, edition_page: EditionPage) -> None:
    change(
        edition_page.edition,
        starts_on=None,
        ends_on=None,
        city="",
        country="",
        host=None,
        host_status="unknown",
        announced_at=None,
    )
    text = text_of(client, edition_page)
    assert "In 2027; the days are not set yet." in text
    assert "The place is not known yet." in text
    assert "The host is not known." in text
    for heading in ("Venue and access", "Workshops", "Exhibition", "The programme", "News", "Why this host"):
        assert heading not in text

    change(edition_page.edition, archived_at=datetime(2028, 1, 1, tzinfo=UTC))
    text = text_of(client, edition_page)
    assert "In 2027; the days are not known." in text
    assert "The place is not known." in text


def test_an_example_is_marked(client: Client, edition_page: EditionPage, agenda_page: AgendaPage) -> None:
    change(edition_page.edition, is_example=True)
    for address in (edition_page.url, agenda_page.url):
        assert "Example: invented to try things out" in client.get(address).content.decode()


def test_a_cancelled_edition_says_why_and_offers_nothing(
    client: Client, released: AgendaPage, edition_page: EditionPage
) -> None:
    change(
        edition_page.edition,
        cancelled_at=datetime(2027, 1, 1, tzinfo=UTC),
        cancellation_reason="The venue burnt down.",
        online_url="https://meet.example.org/day",
    )
    text = text_of(client, edition_page)
    assert "Cancelled. The venue burnt down." in text
    assert "Join the online meeting" not in text
    assert html.fromstring(client.get(edition_page.url).content).xpath("//a[@class='button']") == []
    assert event_of(client, edition_page)["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_online_edition_has_no_venue(client: Client, edition_page: EditionPage) -> None:
    change(
        edition_page.edition,
        mode="online",
        online_url="https://meet.example.org/day",
        venue_name="Old hall",
        directions="<p>By tram.</p>",
    )
    text = text_of(client, edition_page)
    assert "Where Online" in text
    assert "Join the online meeting" in text
    assert "Old hall" not in text
    assert "By tram" not in text
    event = event_of(client, edition_page)
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert event["location"] == [{"@type": "VirtualLocation", "url": "https://meet.example.org/day"}]


def test_the_venue_opens_in_a_map_of_the_readers_choice(client: Client, edition_page: EditionPage) -> None:
    change(edition_page.edition, venue_name="Old hall", latitude="54.68720", longitude="25.27970")
    tree = html.fromstring(client.get(edition_page.url).content)
    assert tree.xpath("//a[starts-with(@href, 'geo:')]/@href") == ["geo:54.68720,25.27970"]


@time_machine.travel(datetime(2027, 5, 12, 7, 0, tzinfo=UTC), tick=False)
def test_while_it_is_on_the_next_step_is_todays_agenda(
    client: Client, released: AgendaPage, edition_page: EditionPage
) -> None:
    tree = html.fromstring(client.get(edition_page.url).content)
    assert tree.xpath("//a[@class='button']/@href") == ["/2027/agenda/#day-2027-05-12"]


@time_machine.travel(datetime(2027, 6, 1, tzinfo=UTC), tick=False)
def test_afterwards_the_next_step_is_the_look_back(client: Client, edition_page: EditionPage) -> None:
    assert "button" not in client.get(edition_page.url).content.decode()
    edition_page.add_child(instance=LookBackPage(title="Look-back", slug="look-back"))
    tree = html.fromstring(client.get(edition_page.url).content)
    assert tree.xpath("//a[@class='button']/@href") == ["/2027/look-back/"]


def test_the_start_page_shows_public_slots_only(
    client: Client, released: AgendaPage, edition_page: EditionPage
) -> None:
    text = text_of(client, edition_page)
    assert "09:00 Opening words" in text
    assert "Closed talk" not in text
    assert "Closed talk" not in client.get(edition_page.url).content.decode()


@pytest.mark.parametrize(
    ("number", "shown", "more"), [(8, 8, ""), (10, 10, ""), (11, 8, "3 more times that day")]
)
def test_a_long_day_is_cut_where_that_saves_room(
    client: Client, released: AgendaPage, number: int, shown: int, more: str
) -> None:
    edition = released.edition
    Slot.objects.all().delete()
    for hour in range(number):
        begins = FIRST_HOUR + timedelta(hours=hour)
        SlotFactory(
            edition=edition, title=f"Hour {hour}", starts_at=begins, ends_at=begins + timedelta(hours=1)
        )
    release(edition, "", None)
    text = text_of(client, released.edition_page)
    assert text.count("Hour ") == shown
    assert ("more time" in text) is bool(more)
    assert more in text


def test_a_programme_without_a_page_is_not_linked(
    client: Client, edition_page: EditionPage, plenary: Slot
) -> None:
    release(edition_page.edition, "", None)
    assert "Opening words" not in text_of(client, edition_page)


def test_what_else_there_is_leads_on(client: Client, edition_page: EditionPage, news: NewsPage) -> None:
    edition = edition_page.edition
    index = edition_page.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    workshop = index.add_child(instance=WorkshopPage(title="Parcels", slug="parcels", summary="Lost ones."))
    edition_page.add_child(
        instance=ExhibitionPage(title="Doors", slug="exhibition", closes_on=date(2027, 6, 30))
    )
    edition_page.add_child(instance=PracticalPage(title="Practical", slug="practical"))
    AdjacentEvent.objects.create(edition=edition, title="Consumer Day", starts_on=date(2027, 5, 14))
    SlotFactory(edition=edition, title="Parcels", page=workshop)
    release(edition, "", None)
    text = text_of(client, edition_page)
    assert "Parcels Wed 12 May 10:00–11:00" in text
    assert "Doors Until 30 June 2027" in text
    assert "Consumer Day 14 May 2027" in text
    tree = html.fromstring(client.get(edition_page.url).content)
    links = set(tree.xpath("//main//a/@href"))
    own = {
        "/2027/workshops/",
        "/2027/workshops/parcels/",
        "/2027/exhibition/",
        "/2027/practical/",
        "/news/a-date-is-set/",
    }
    assert own < links
    assert {link: client.get(link).status_code for link in own} == dict.fromkeys(own, 200)


def test_what_is_unpublished_or_private_is_not_shown(client: Client, edition_page: EditionPage) -> None:
    hidden = edition_page.add_child(instance=ExhibitionPage(title="Doors", slug="exhibition"))
    assert "Doors" in text_of(client, edition_page)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert "Doors" not in text_of(client, edition_page)
    assert client.get(hidden.url).status_code == 302
    PageViewRestriction.objects.all().delete()
    hidden.unpublish()
    assert "Doors" not in text_of(client, edition_page)


def test_a_restriction_holds_for_the_pages_below(client: Client, released: AgendaPage) -> None:
    PageViewRestriction.objects.create(page=released.edition_page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(released.url).status_code == 302


def test_machines_read_the_event_with_its_public_slots(
    client: Client, released: AgendaPage, edition_page: EditionPage, plenary: Slot
) -> None:
    change(edition_page.edition, mode="in_person", venue_name="</script><b>Hall</b>")
    event = event_of(client, edition_page)
    assert (event["startDate"], event["endDate"]) == ("2027-05-12", "2027-05-13")
    assert event["location"][0]["name"] == "</script><b>Hall</b>"
    assert [organizer["name"] for organizer in event["organizer"]] == [edition_page.edition.host.name]
    (slot,) = event["subEvent"]
    assert (slot["name"], slot["startDate"]) == ("Opening words", "2027-05-12T09:00:00+03:00")
    assert slot["url"] == f"http://testserver/2027/agenda/#slot-{in_address(plenary)}"
    assert "</script><b>" not in client.get(edition_page.url).content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_queries_do_not_grow(
    client: Client, agenda_page: AgendaPage, edition_page: EditionPage, number: int
) -> None:
    edition = edition_page.edition
    index = edition_page.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    for count in range(number):
        page = index.add_child(
            instance=WorkshopPage(title=f"Topic {count}", slug=f"topic-{count}", summary="About.")
        )
        start = FIRST_HOUR + timedelta(minutes=5 * count)
        SlotFactory(edition=edition, page=page, starts_at=start, ends_at=start + timedelta(minutes=5))
        AdjacentEvent.objects.create(edition=edition, title=f"Event {count}")
    release(edition, "", None)
    assert queries_of(client, edition_page.url) == EDITION_QUERIES
