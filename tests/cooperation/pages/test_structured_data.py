"""What machines are told holds what schema.org's readers require, with values of the right form.

Required: https://developers.google.com/search/docs/appearance/structured-data (event, article, breadcrumb).
"""

import json
import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from cooperation.agenda.actions import release
from cooperation.agenda.models import Slot
from cooperation.editions.models import Edition
from cooperation.pages.models import AgendaPage, EditionPage, NewsIndexPage, NewsPage
from home.models import HomePage
from tests.factories import SlotFactory, UserFactory

pytestmark = pytest.mark.django_db

REQUIRED = {
    "Event": {"name", "startDate", "location"},
    "Place": {"name", "address"},
    "VirtualLocation": {"url"},
    "NewsArticle": {"headline", "datePublished", "author", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "Person": {"name"},
}
DATES = {"startDate", "endDate", "datePublished", "dateModified"}
ADDRESSES = {"url", "item"}
STATES = {"https://schema.org/EventScheduled", "https://schema.org/EventCancelled"}


def data_of(client: Client, path: str) -> dict[str, dict[str, Any]]:
    """The data blocks of a page by their type."""
    text = client.get(path).text
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    return {block["@type"]: block for block in map(json.loads, blocks)}


def faults(value: Any) -> list[str]:
    """What is missing or malformed in ``value``, all the way down."""
    if isinstance(value, list):
        return [fault for each in value for fault in faults(each)]
    if not isinstance(value, dict):
        return []
    kind = value.get("@type", "")
    found = [f"{kind} without {name}" for name in sorted(REQUIRED.get(kind, set()) - value.keys())]
    found += [
        f"{kind}.{name} is {value[name]!r}" for name in DATES & value.keys() if not _is_date(value[name])
    ]
    found += [f"{kind}.{name} is relative" for name in ADDRESSES & value.keys() if "://" not in value[name]]
    if kind == "Event" and value.get("eventStatus", "") not in STATES:
        found.append("Event of no known status")
    return found + [fault for each in value.values() for fault in faults(each)]


def _is_date(value: str) -> bool:
    try:
        return (
            datetime.fromisoformat(value).tzinfo is not None
            if "T" in value
            else bool(date.fromisoformat(value))
        )
    except ValueError:
        return False


def test_faults_are_seen() -> None:
    event = {"@type": "Event", "name": "x", "startDate": "12 May", "url": "/2027/"}

    assert sorted(faults(event)) == [
        "Event of no known status",
        "Event without location",
        "Event.startDate is '12 May'",
        "Event.url is relative",
    ]


def test_an_edition_with_its_slots_is_whole(client: Client, edition_page: EditionPage) -> None:
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    SlotFactory(edition=edition_page.edition)
    SlotFactory(edition=edition_page.edition, is_cancelled=True)
    release(edition_page.edition, note="", by=UserFactory())

    data = data_of(client, edition_page.url)

    assert set(data) == {"Event", "BreadcrumbList"}
    assert faults([*data.values()]) == []
    assert [slot["eventStatus"].rpartition("/")[2] for slot in data["Event"]["subEvent"]] == [
        "EventScheduled",
        "EventCancelled",
    ]


def test_what_has_no_hours_spans_its_days(client: Client, edition_page: EditionPage) -> None:
    edition = edition_page.edition
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    slot = SlotFactory(edition=edition, is_untimed=True)
    midnights = [datetime(2027, 5, day, tzinfo=edition.zone) for day in (12, 14)]
    Slot.objects.filter(pk=slot.pk).update(starts_at=midnights[0], ends_at=midnights[1])
    release(edition, note="", by=UserFactory())

    [told] = data_of(client, edition_page.url)["Event"]["subEvent"]

    assert (told["startDate"], told["endDate"]) == ("2027-05-12", "2027-05-13")


@pytest.mark.parametrize("unknown", [{"starts_on": None, "ends_on": None}, {"city": "", "venue_name": ""}])
def test_an_edition_of_which_too_little_is_known_is_no_event(
    client: Client, edition_page: EditionPage, unknown: dict[str, Any]
) -> None:
    Edition.objects.update(**unknown)

    assert set(data_of(client, edition_page.url)) == {"BreadcrumbList"}


def test_news_are_whole(client: Client, home_page: HomePage) -> None:
    index = home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))
    page = index.add_child(instance=NewsPage(title="A date is set", slug="date", body=[]))
    page.save_revision().publish()

    data = data_of(client, page.url)

    assert set(data) == {"NewsArticle", "BreadcrumbList"}
    assert faults([*data.values()]) == []
    assert [item["name"] for item in data["BreadcrumbList"]["itemListElement"]] == [
        "Home",
        "News",
        "A date is set",
    ]
