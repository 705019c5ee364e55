"""What is drawn once and kept is kept apart for the public and for attendees, and costs little to make."""

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.agenda.actions import release
from cooperation.agenda.models import Slot
from cooperation.editions.enums import Role
from cooperation.editions.models import EditionRole
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile
from core.serving.content_version import read_version
from tests.factories import SlotFactory, UserFactory
from tests.workshops.pages.test_workshop_pages import fill, index, make_workshop, workshop
from workshops.pages.models import Material, WorkshopPage

__all__ = ["index", "make_workshop", "workshop"]

FULLY_COLD = 11
HIDDEN_ROOM = "Behind the green door"


@pytest.fixture
def hidden(workshop: WorkshopPage) -> Slot:
    """A session and a material of ``workshop`` that only attendees see."""
    slot = SlotFactory(
        edition=workshop.edition, page=workshop, place=HIDDEN_ROOM, audience=Audience.ATTENDEES
    )
    document = DocumentFile.objects.create(
        title="Slides", file=ContentFile(b"x", "slides.pdf"), audience=Audience.ATTENDEES
    )
    Material.objects.create(page=workshop, title="Slides", document=document)
    release(workshop.edition, "", None)
    read_version()  # from here on the test's own changes count as committed
    return slot


@pytest.fixture
def attendee(workshop: WorkshopPage) -> Client:
    user = UserFactory()
    EditionRole.objects.create(edition=workshop.edition, user=user, role=Role.ATTENDEE)
    client = Client()
    client.force_login(user)
    read_version()
    return client


def test_what_was_drawn_for_an_attendee_never_reaches_the_public(
    client: Client, attendee: Client, hidden: Slot, workshop: WorkshopPage
) -> None:
    seen = attendee.get(workshop.url).text
    assert HIDDEN_ROOM in seen
    assert "/documents/" in seen

    others = [client.get(workshop.url).text, Client().get(f"{workshop.url}?anew").text]
    stranger = Client()
    stranger.force_login(UserFactory())
    others.append(stranger.get(workshop.url).text)

    for text in others:
        assert workshop.title in text
        assert HIDDEN_ROOM not in text
        assert "/documents/" not in text


def test_what_was_drawn_for_the_public_is_not_all_that_an_attendee_sees(
    client: Client, attendee: Client, hidden: Slot, workshop: WorkshopPage
) -> None:
    assert HIDDEN_ROOM not in client.get(workshop.url).text
    assert HIDDEN_ROOM in attendee.get(workshop.url).text


def test_it_is_drawn_once(client: Client, hidden: Slot, workshop: WorkshopPage) -> None:
    client.get("/")  # makes the rows of settings that are missing
    read_version()
    client.get(workshop.url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{workshop.url}?anew").headers["Cache-Status"].endswith("stored")
    assert len(queries) == 1  # the content's version


def test_a_change_is_seen_at_once(client: Client, hidden: Slot, workshop: WorkshopPage) -> None:
    client.get(workshop.url)
    workshop.summary = "Said in other words."
    workshop.save()
    assert "Said in other words." in client.get(workshop.url).text


@pytest.mark.parametrize("number", [1, 20])
def test_with_all_caches_empty_a_workshop_stays_below_the_limit(
    client: Client, workshop: WorkshopPage, number: int
) -> None:
    fill(workshop, number)
    release(workshop.edition, "", None)
    address = workshop.url
    client.get("/")  # makes the rows of settings that are missing
    read_version()
    for cache in caches:
        caches[cache].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) == FULLY_COLD
