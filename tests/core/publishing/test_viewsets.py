"""Choosers and lists of records, asked with keys that no record can have."""

import pytest
from django.test import Client

from tests.factories import EditionFactory, RoomFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db

CHOOSERS = ("edition", "member", "room", "speaker")
NO_KEYS = ("²", "٣", "x", "9" * 23)


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("chooser", CHOOSERS)
@pytest.mark.parametrize("key", NO_KEYS)
def test_a_chooser_does_not_find_what_is_no_key(boss: Client, chooser: str, key: str) -> None:
    assert boss.get(f"/admin/{chooser}_chooser/chosen/{key}/").status_code == 404


@pytest.mark.parametrize("chooser", CHOOSERS)
def test_several_choices_leave_out_what_is_no_key(boss: Client, chooser: str) -> None:
    edition = EditionFactory()
    record = {
        "edition": edition,
        "member": edition.host,
        "room": RoomFactory(edition=edition),
        "speaker": SpeakerFactory(edition=edition),
    }[chooser]
    answer = boss.get(f"/admin/{chooser}_chooser/chosen-multiple/", {"id": [*NO_KEYS, record.pk]})
    assert [row["id"] for row in answer.json()["result"]] == [str(record.pk)]


@pytest.mark.parametrize("page", ["edit", "delete", "history"])
def test_no_record_has_a_key_that_no_database_keeps(boss: Client, page: str) -> None:
    assert boss.get(f"/admin/rooms/{page}/{'9' * 23}/").status_code == 404


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_form_that_brings_no_key_comes_back_with_its_message(boss: Client, key: str) -> None:
    answer = boss.post("/admin/speakers/new/", {"name": "Ona Example", "member": key})
    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()
