"""The full form of a slot, and the lists of rooms and speakers."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.agenda.forms import version_of
from cooperation.agenda.models import Slot
from cooperation.editions.models import Edition
from cooperation.pages.models import EditionPage, PracticalPage
from tests.factories import RoomFactory, SlotFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def sent_for(slot: Slot, **changed: Any) -> dict[str, Any]:
    """What a browser sends for ``slot`` with ``changed`` fields."""
    return {
        "title": slot.title,
        "kind": slot.kind,
        "audience": slot.audience,
        "starts_at": "2027-05-12 10:00",
        "ends_at": "2027-05-12 11:00",
        "loaded_version": version_of(slot),
        "speaker_links-TOTAL_FORMS": "0",
        "speaker_links-INITIAL_FORMS": "0",
    } | changed


def people(*rows: tuple[int, str]) -> dict[str, Any]:
    sent: dict[str, Any] = {"speaker_links-TOTAL_FORMS": str(len(rows))}
    for number, (speaker, role) in enumerate(rows):
        sent |= {
            f"speaker_links-{number}-speaker": speaker,
            f"speaker_links-{number}-role": role,
            f"speaker_links-{number}-ORDER": str(number + 1),
        }
    return sent


def test_a_slot_is_saved_with_its_people_on_the_clocks_of_the_venue(boss: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    first, second = SpeakerFactory(edition=edition), SpeakerFactory(edition=edition)
    sent = sent_for(slot, abstract="About parcels.", **people((first.pk, "chair"), (second.pk, "speaker")))
    answer = boss.post(f"/admin/slots/edit/{slot.pk}/", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/agenda/{edition.pk}/2027-05-12/")
    slot = Slot.objects.get()
    assert (slot.starts_at, slot.abstract) == (datetime(2027, 5, 12, 7, tzinfo=UTC), "About parcels.")
    assert [(link.speaker, link.role) for link in slot.speaker_links.all()] == [
        (first, "chair"),
        (second, "speaker"),
    ]
    assert ModelLogEntry.objects.filter(action="agenda.save_slot", object_id=str(slot.pk)).count() == 1


def test_a_slot_names_its_zone_and_shows_its_local_times(boss: Client, edition: Edition) -> None:
    page = boss.get(f"/admin/slots/edit/{SlotFactory(edition=edition).pk}/").content.decode()
    assert page.count("Time in Europe/Vilnius.") == 2
    assert 'value="2027-05-12 10:00"' in page


def test_an_end_before_the_beginning_is_refused(boss: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    answer = boss.post(f"/admin/slots/edit/{slot.pk}/", sent_for(slot, ends_at="2027-05-12 09:00"))
    assert answer.status_code == 200
    assert "The end must be later than the beginning." in answer.content.decode()


def test_two_editors_of_a_slot_learn_of_each_other(boss: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    sent = sent_for(slot, title="Mine")
    Slot.objects.update(title="Theirs", changed_at=timezone.now())
    answer = boss.post(f"/admin/slots/edit/{slot.pk}/", sent)
    page = answer.content.decode()
    assert "Somebody else changed this slot" in page
    assert 'value="Mine"' in page
    assert Slot.objects.get().title == "Theirs"
    again = sent | {"loaded_version": version_of(Slot.objects.get())}
    assert again["loaded_version"] in page
    assert boss.post(f"/admin/slots/edit/{slot.pk}/", again).status_code == 302
    assert Slot.objects.get().title == "Mine"


def test_what_belongs_to_another_edition_is_refused(
    boss: Client, edition: Edition, edition_page: EditionPage
) -> None:
    slot = SlotFactory(edition=edition)
    own = edition_page.add_child(instance=PracticalPage(title="Practical", slug="practical"))
    for changed in (
        {"room": RoomFactory().pk},
        {"page": edition_page.get_parent().pk},
        people((SpeakerFactory().pk, "speaker")),
    ):
        answer = boss.post(f"/admin/slots/edit/{slot.pk}/", sent_for(slot, **changed))
        assert "Select a valid choice" in answer.content.decode()
    saved = Slot.objects.get()
    assert (saved.room, saved.page, saved.speaker_links.count()) == (None, None, 0)
    assert boss.post(f"/admin/slots/edit/{slot.pk}/", sent_for(slot, page=own.pk)).status_code == 302
    assert Slot.objects.get().page_id == own.pk


def test_a_list_is_narrowed_to_one_edition_and_searched(boss: Client, edition: Edition) -> None:
    RoomFactory(edition=edition, name="Great hall")
    RoomFactory(name="Small hall")
    narrowed = boss.get(f"/admin/rooms/?edition={edition.pk}").content.decode()
    assert ("Great hall" in narrowed, "Small hall" in narrowed) == (True, False)
    found = boss.get("/admin/rooms/?q=small").content.decode()
    assert ("Great hall" in found, "Small hall" in found) == (False, True)


@pytest.mark.parametrize("name", ["rooms", "speakers", "slots", "editions", "members"])
def test_a_list_costs_the_same_with_one_row_and_with_many(boss: Client, edition: Edition, name: str) -> None:
    def fill() -> None:
        room = RoomFactory()
        SpeakerFactory(edition=room.edition)
        SlotFactory(edition=room.edition, room=room)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert boss.get(f"/admin/{name}/").status_code == 200
        return len(counted)

    fill()
    queries()
    one = queries()
    for _each in range(4):
        fill()
    assert queries() == one
