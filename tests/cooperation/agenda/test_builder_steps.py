"""Taking changes back and doing them again, two organisers on one day, and what an open page is told."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cooperation.agenda import actions
from cooperation.agenda.actions.steps import KEPT
from cooperation.agenda.models import DraftStep, Room, Slot, SlotSpeaker
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.accounts.models import User
from tests.cooperation.agenda.builder_posts import (
    DAY,
    builder_address,
    do,
    fields_of,
    save,
    seen_by,
    send,
    step,
)
from tests.cooperation.agenda.test_desk import address, as_shown, at
from tests.factories import RoomFactory, SlotFactory, SpeakerFactory, UserFactory
from workshops.programme.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot(edition: Edition) -> Slot:
    room = RoomFactory(edition=edition, name="Hall")
    return SlotFactory(edition=edition, title="Talk", room=room, starts_at=at(10), ends_at=at(11))


@pytest.fixture
def ona(edition: Edition) -> User:
    """Another organiser of the same edition."""
    user = UserFactory(first_name="Ona", last_name="Example")
    give_role(edition, user, Role.HOST_LEAD, by=None)
    return user


@pytest.fixture
def onas(ona: User) -> Client:
    client = Client()
    client.force_login(ona)
    return client


def hours(slot: Slot) -> str:
    slot.refresh_from_db()
    zone = slot.edition.zone
    return f"{slot.starts_at.astimezone(zone):%H:%M}–{slot.ends_at.astimezone(zone):%H:%M}"


def test_changes_are_taken_back_and_done_again_one_by_one(desk: Client, slot: Slot) -> None:
    save(desk, slot, starts="10:05", ends="11:05")
    slot.refresh_from_db()
    save(desk, slot, title="Speech")
    assert step(desk, slot.edition, "undo").json()["said"] == [
        "Taken back: “Talk” (12 May, 10:05, Hall) is now called “Speech”."
    ]
    slot.refresh_from_db()
    assert slot.title == "Talk"
    answer = step(desk, slot.edition, "undo").json()
    assert (hours(slot), answer["undo"]) == ("10:00–11:00", "")
    assert "moved" in answer["redo"]
    step(desk, slot.edition, "redo")
    step(desk, slot.edition, "redo")
    slot.refresh_from_db()
    assert (slot.title, hours(slot)) == ("Speech", "10:05–11:05")
    assert step(desk, slot.edition, "redo").status_code == 409


def test_a_new_change_ends_doing_again(desk: Client, slot: Slot) -> None:
    save(desk, slot, starts="10:05", ends="11:05")
    step(desk, slot.edition, "undo")
    slot.refresh_from_db()
    assert save(desk, slot, title="Speech").json()["redo"] == ""
    assert step(desk, slot.edition, "redo").status_code == 409
    slot.refresh_from_db()
    assert slot.title == "Speech"


def test_a_deleted_slot_comes_back_as_it_was(desk: Client, slot: Slot) -> None:
    speaker = SpeakerFactory(edition=slot.edition, name="Ada")
    SlotSpeaker.objects.create(slot=slot, speaker=speaker, role="chair")
    do(desk, slot, "delete")
    step(desk, slot.edition, "undo")
    back = Slot.objects.get()
    assert (back.uid, back.title, back.room, back.starts_at) == (slot.uid, "Talk", slot.room, at(10))
    assert [(link.speaker, link.role) for link in back.speaker_links.all()] == [(speaker, "chair")]


def test_a_copy_is_taken_back(desk: Client, slot: Slot) -> None:
    do(desk, slot, "duplicate")
    step(desk, slot.edition, "undo")
    assert list(Slot.objects.all()) == [slot]


def test_a_copy_that_can_be_booked_is_not_taken_back(desk: Client, slot: Slot) -> None:
    do(desk, slot, "duplicate")
    Session.objects.create(slot=Slot.objects.exclude(pk=slot.pk).get(), seats=5)
    answer = step(desk, slot.edition, "undo")
    assert answer.status_code == 409
    assert "depends on it" in answer.json()["refusal"]
    assert Slot.objects.count() == 2


def test_what_would_come_back_into_a_deleted_room_is_refused(desk: Client, slot: Slot) -> None:
    do(desk, slot, "delete")
    Room.objects.all().delete()
    answer = step(desk, slot.edition, "undo")
    assert answer.status_code == 409
    assert "its room or one of its speakers has been deleted" in answer.json()["refusal"]
    assert not Slot.objects.exists()


def test_a_whole_day_that_was_shifted_goes_back_at_once(desk: Client, slot: Slot) -> None:
    other = SlotFactory(edition=slot.edition, starts_at=at(12), ends_at=at(13))
    desk.post(address(slot.edition), as_shown(slot.edition, shift="1", minutes="15"))
    assert (hours(slot), hours(other)) == ("10:15–11:15", "12:15–13:15")
    step(desk, slot.edition, "undo")
    assert (hours(slot), hours(other)) == ("10:00–11:00", "12:00–13:00")


def test_what_somebody_else_changed_since_is_not_taken_back(desk: Client, onas: Client, slot: Slot) -> None:
    save(desk, slot, starts="10:05", ends="11:05")
    slot.refresh_from_db()
    save(onas, slot, title="Speech")
    answer = step(desk, slot.edition, "undo")
    assert answer.status_code == 409
    assert "Ona Example: “Talk” (12 May, 10:05, Hall) is now called “Speech”." in answer.json()["refusal"]
    assert hours(slot) == "10:05–11:05"


def test_nobody_takes_back_what_somebody_else_did(desk: Client, onas: Client, slot: Slot) -> None:
    save(onas, slot, title="Speech")
    assert step(desk, slot.edition, "undo").status_code == 409
    slot.refresh_from_db()
    assert slot.title == "Speech"


def test_it_also_works_without_scripts(desk: Client, slot: Slot) -> None:
    save(desk, slot, title="Speech")
    answer = desk.post(builder_address(slot.edition, "step/"), {"do": "undo"}, follow=True)
    assert "Taken back: “Talk”" in answer.content.decode()
    slot.refresh_from_db()
    assert slot.title == "Talk"
    again = desk.post(builder_address(slot.edition, "step/"), {"do": "undo"}, follow=True)
    assert "nothing left to take back" in again.content.decode()


def test_steps_end_after_a_month(desk: Client, slot: Slot) -> None:
    save(desk, slot, title="Speech")
    with time_machine.travel(timezone.now() + KEPT + timedelta(minutes=1)):
        desk.force_login(User.objects.get(is_superuser=True))
        slot.refresh_from_db()
        save(desk, slot, title="Talk")
        assert DraftStep.objects.count() == 1


def test_steps_go_with_the_account(onas: Client, ona: User, slot: Slot) -> None:
    save(onas, slot, title="Speech")
    ona.delete()
    assert not DraftStep.objects.exists()
    slot.refresh_from_db()
    assert slot.title == "Speech"


def test_steps_hold_no_names_of_speakers(desk: Client, slot: Slot) -> None:
    SlotSpeaker.objects.create(slot=slot, speaker=SpeakerFactory(edition=slot.edition, name="Ada Lovelace"))
    save(desk, slot, title="Speech")
    (kept,) = DraftStep.objects.values_list("before", "after")
    assert "Ada" not in str(kept)


def test_a_change_on_an_old_version_is_refused_with_what_the_other_did(
    desk: Client, onas: Client, slot: Slot
) -> None:
    stale = fields_of(slot, starts="12:00", ends="13:00")
    save(onas, slot, starts="10:30", ends="11:30")
    answer = send(desk, slot, stale)
    assert answer.status_code == 409
    told = answer.json()
    assert "Ona Example: “Talk” moved from 12 May, 10:00, Hall to 12 May, 10:30, Hall." in told["refusal"]
    assert told["slots"][0]["starts"] == 630
    assert hours(slot) == "10:30–11:30"
    assert send(desk, slot, stale | {"version": told["slots"][0]["version"]}).status_code == 200
    assert hours(slot) == "12:00–13:00"


@pytest.mark.parametrize("verb", ["duplicate", "cancel", "restore", "delete"])
def test_every_verb_knows_old_versions(desk: Client, slot: Slot, verb: str) -> None:
    stale = Slot.objects.get()
    save(desk, slot, title="Speech")
    assert do(desk, stale, verb).status_code == 409
    slot = Slot.objects.get()
    assert (slot.title, slot.is_cancelled) == ("Speech", False)


def test_a_slot_that_is_gone_is_not_made_again(desk: Client, slot: Slot) -> None:
    stale = fields_of(slot, title="Mine")
    do(desk, slot, "delete")
    answer = send(desk, slot, stale)
    assert answer.status_code == 409
    assert answer.json()["gone"] == [str(slot.uid)]
    assert not Slot.objects.exists()


def test_an_open_page_is_told_what_others_did_and_nothing_while_nothing_changes(
    desk: Client, onas: Client, ona: User, slot: Slot, django_assert_max_num_queries: Any
) -> None:
    state = seen_by(ona, slot.edition)
    ask = {"if-none-match": f'"{state["stamp"]}"'}
    address = builder_address(slot.edition, f"state/?since={state['last']}")
    with django_assert_max_num_queries(11):  # of which two ask for the draft, the rest who asks
        same = onas.get(address, headers=ask)
    assert (same.status_code, same.content) == (304, b"")
    save(desk, slot, starts="10:05", ends="11:05")
    boss = User.objects.get(is_superuser=True)
    answer = onas.get(address, headers=ask)
    assert answer.status_code == 200
    told = answer.json()
    assert told["news"] == [f"{boss}: “Talk” moved from 12 May, 10:00, Hall to 12 May, 10:05, Hall."]
    assert told["slots"][0]["starts"] == 605
    assert onas.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    own = desk.get(address)
    assert own.json()["news"] == []


def test_what_is_taken_back_is_told_as_such(desk: Client, onas: Client, slot: Slot) -> None:
    save(desk, slot, title="Speech")
    seen = DraftStep.objects.latest("pk").pk
    step(desk, slot.edition, "undo")
    (news,) = onas.get(builder_address(slot.edition, f"state/?since={seen}")).json()["news"]
    assert "took a change back" in news


def test_a_day_is_told_nothing_of_another_day(desk: Client, onas: Client, slot: Slot) -> None:
    other = SlotFactory(edition=slot.edition, starts_at=at(10, day=13), ends_at=at(11, day=13))
    actions.cancel_slot(other, by=User.objects.get(is_superuser=True))
    assert onas.get(builder_address(slot.edition, "state/?since=0")).json()["news"] == []
    assert (
        len(onas.get(builder_address(slot.edition, "state/?since=0", DAY + timedelta(days=1))).json()["news"])
        == 1
    )
