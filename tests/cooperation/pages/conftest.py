"""A published edition with every page it can have."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Room, Slot
from cooperation.editions.models import Edition
from cooperation.pages.models import AgendaPage, EditionPage, NewsIndexPage, NewsPage
from core.serving.content_version import read_version
from home.models import HomePage
from tests.factories import RoomFactory, SlotFactory

FIRST_HOUR = datetime(2027, 5, 12, 6, 0, tzinfo=UTC)
"""Nine o'clock in Vilnius."""


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes that is not kept, once what all pages share is known."""
    client.get("/")  # makes the rows of settings that are missing
    read_version()  # from here on the test's own changes count as committed
    client.get("/?again")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def agenda_page(edition_page: EditionPage) -> AgendaPage:
    """The agenda's page of ``edition``; nothing is released yet."""
    return edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))


@pytest.fixture
def room(edition: Edition) -> Room:
    """A room of ``edition``."""
    return RoomFactory(edition=edition, name="Hall A", location="second floor")


@pytest.fixture
def plenary(edition: Edition, room: Room) -> Slot:
    """A public slot from nine to ten in Vilnius."""
    return SlotFactory(
        edition=edition,
        room=room,
        title="Opening words",
        abstract="Why we <meet>.",
        starts_at=FIRST_HOUR,
        ends_at=FIRST_HOUR + timedelta(hours=1),
    )


@pytest.fixture
def hidden(edition: Edition) -> Slot:
    """A slot that only attendees see, from eleven to twelve in Vilnius."""
    return SlotFactory(
        edition=edition,
        title="Closed talk",
        kind=SlotKind.SOCIAL,
        audience="attendees",
        starts_at=FIRST_HOUR + timedelta(hours=2),
        ends_at=FIRST_HOUR + timedelta(hours=3),
    )


@pytest.fixture
def released(edition: Edition, agenda_page: AgendaPage, plenary: Slot, hidden: Slot) -> AgendaPage:
    """The agenda's page after the release of one public and one hidden slot."""
    release(edition, "First release", None)
    return agenda_page


@pytest.fixture
def news_index(home_page: HomePage) -> NewsIndexPage:
    """The overview of news."""
    return home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))


@pytest.fixture
def news(news_index: NewsIndexPage, edition: Edition) -> NewsPage:
    """A live piece of news about ``edition``."""
    page = NewsPage(
        title="A date is set",
        slug="a-date-is-set",
        edition=edition,
        author="Ona Example",
        teaser="In May we meet.",
        published_on=datetime(2026, 10, 1, tzinfo=UTC).date(),
        body=[("paragraph", "<p>We meet in <b>May</b>.</p>")],
    )
    page.tags.add("Dates")
    return news_index.add_child(instance=page)
