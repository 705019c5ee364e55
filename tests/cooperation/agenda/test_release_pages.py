"""Releases looked at before they are made, compared, and gone back to; and whom they concern."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from cooperation.agenda import actions, audit
from cooperation.agenda.models import Release, Room, Slot, SlotSpeaker, Speaker
from cooperation.agenda.queries import draft_programme, programme_of
from cooperation.agenda.snapshots import content_of
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from tests.cooperation.agenda.builder_posts import step
from tests.cooperation.agenda.releasing import release_address, seen_in, send_release
from tests.cooperation.agenda.test_desk import at
from tests.factories import EditionFactory, RoomFactory, SlotFactory, SpeakerFactory, UserFactory
from workshops.programme.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot(edition: Edition) -> Slot:
    room = RoomFactory(edition=edition, name="Hall")
    return SlotFactory(
        edition=edition, title="Talk", kind="workshop", room=room, starts_at=at(10), ends_at=at(11)
    )


def told(page: Any) -> list[str]:
    """The changes that a page lists."""
    lines = re.findall(r"<li>\s*(“.*?)\s*</li>", page.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]*>|\s+", " ", line).strip() for line in lines]


def move(slot: Slot, hour: int) -> None:
    slot.refresh_from_db()
    slot.starts_at, slot.ends_at = at(hour), at(hour + 1)
    actions.save_slot(slot, by=None)


def compare(edition: Edition, old: str, new: str) -> str:
    return f"/admin/agenda/{edition.pk}/compare/?old={old}&new={new}"


def back(edition: Edition, number: int) -> str:
    return f"/admin/agenda/{edition.pk}/releases/{number}/go-back/"


def digest_in(page: Any) -> str:
    return seen_in(page)


def test_a_release_is_looked_at_before_it_is_made(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    move(slot, 14)
    page = desk.get(release_address(slot.edition) + "?note=Afternoon")
    assert told(page) == ["“Talk” moved from 12 May, 10:00, Hall to 12 May, 14:00, Hall."]
    assert "Afternoon</textarea>" in page.content.decode()
    assert Release.objects.count() == 1
    answer = desk.post(release_address(slot.edition), {"note": "Afternoon", "seen": seen_in(page)})
    assert answer.status_code == 302
    assert list(Release.objects.values_list("number", "note")) == [(2, "Afternoon"), (1, "")]


def test_nobody_releases_what_they_have_not_seen(desk: Client, slot: Slot) -> None:
    seen = seen_in(desk.get(release_address(slot.edition)))
    move(slot, 14)
    for sent in ({"seen": seen}, {}):
        answer = desk.post(release_address(slot.edition), {"note": "Mine", **sent})
        assert answer.status_code == 409
        assert "Mine</textarea>" in answer.content.decode()
    assert seen_in(answer) not in ("", seen)
    assert not Release.objects.exists()


def test_a_note_that_is_too_long_is_refused_beside_its_field(desk: Client, slot: Slot) -> None:
    answer = send_release(desk, slot.edition, "x" * 501)
    assert answer.status_code == 400
    assert "x" * 501 in answer.content.decode()


def test_who_only_sees_the_agenda_looks_and_does_not_release(slot: Slot) -> None:
    reader, client = UserFactory(), Client()
    give_role(slot.edition, reader, Role.READER, by=None)
    client.force_login(reader)
    page = client.get(release_address(slot.edition))
    assert "Talk" in page.content.decode()
    assert seen_in(page) == ""
    assert client.get(back(slot.edition, 1)).status_code in (302, 403, 404)


def test_any_two_releases_are_compared_and_the_draft_with_any(desk: Client, slot: Slot) -> None:
    for hour in (12, 14):
        send_release(desk, slot.edition)
        move(slot, hour)
    edition = slot.edition
    assert told(desk.get(compare(edition, "1", "2"))) == [
        "“Talk” moved from 12 May, 10:00, Hall to 12 May, 12:00, Hall."
    ]
    assert told(desk.get(compare(edition, "2", "1"))) == [
        "“Talk” moved from 12 May, 12:00, Hall to 12 May, 10:00, Hall."
    ]
    assert told(desk.get(compare(edition, "1", "draft"))) == [
        "“Talk” moved from 12 May, 10:00, Hall to 12 May, 14:00, Hall."
    ]
    assert "Both say the same." in desk.get(compare(edition, "1", "1")).content.decode()
    assert desk.get(compare(edition, "1", "9")).status_code == 400
    assert desk.get(compare(edition, "1", "")).status_code == 400


def test_comparing_names_what_came_and_what_fell_out(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    SlotFactory(edition=slot.edition, title="Tea", starts_at=at(15), ends_at=at(16))
    actions.delete_slot(slot, by=None)
    send_release(desk, slot.edition)
    page = desk.get(compare(slot.edition, "1", "2"))
    assert told(page) == ["“Talk” (12 May, 10:00, Hall) fell out.", "“Tea” is new: 12 May, 15:00."]
    assert [heading for heading in ("Fell out", "New") if f">{heading}</h3>" in page.content.decode()] == [
        "Fell out",
        "New",
    ]


def test_the_draft_goes_back_and_nobody_sees_it_before_a_release(desk: Client, slot: Slot) -> None:
    edition = slot.edition
    speaker = SpeakerFactory(edition=edition, name="Ada")
    SlotSpeaker.objects.create(slot=slot, speaker=speaker, role="chair")
    lost = SlotFactory(edition=edition, title="Lost", starts_at=at(15), ends_at=at(16))
    send_release(desk, edition)
    move(slot, 14)
    actions.delete_slot(lost, by=None)
    SlotFactory(edition=edition, title="Added", starts_at=at(17), ends_at=at(18))
    page = desk.get(back(edition, 1))
    assert sorted(told(page)) == [
        "“Added” (12 May, 17:00) fell out.",
        "“Lost” is new: 12 May, 15:00.",
        "“Talk” moved from 12 May, 14:00, Hall to 12 May, 10:00, Hall.",
    ]
    answer = desk.post(back(edition, 1), {"seen": digest_in(page)}, follow=True)
    assert "3 slots are as in release 1 again." in answer.content.decode()
    old = programme_of(Release.objects.get())
    assert draft_programme(edition).slots == tuple(map(content_of, old.slots))
    assert Release.objects.count() == 1
    assert ModelLogEntry.objects.filter(action=audit.WENT_BACK).count() == 1
    assert "nothing to go back to" in desk.get(back(edition, 1)).content.decode()


def test_going_back_is_taken_back_at_once(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    move(slot, 14)
    desk.post(back(slot.edition, 1), {"seen": digest_in(desk.get(back(slot.edition, 1)))})
    slot.refresh_from_db()
    assert slot.starts_at == at(10)
    assert step(desk, slot.edition, "undo").status_code == 200
    slot.refresh_from_db()
    assert slot.starts_at == at(14)


def test_nobody_goes_back_on_what_they_have_not_seen(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    move(slot, 14)
    seen = digest_in(desk.get(back(slot.edition, 1)))
    move(slot, 16)
    answer = desk.post(back(slot.edition, 1), {"seen": seen})
    assert answer.status_code == 409
    slot.refresh_from_db()
    assert slot.starts_at == at(16)


def test_what_can_be_booked_does_not_go(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    added = SlotFactory(edition=slot.edition, title="Added", starts_at=at(17), ends_at=at(18))
    seen = digest_in(desk.get(back(slot.edition, 1)))
    Session.objects.create(slot=added, seats=3)
    page = desk.get(back(slot.edition, 1))
    assert "it has no slot for what depends on the draft (session: Added)" in page.content.decode()
    assert digest_in(page) == ""
    answer = desk.post(back(slot.edition, 1), {"seen": seen})
    assert answer.status_code == 409
    assert Slot.objects.count() == 2


def test_deleted_rooms_and_speakers_are_made_again_and_said_so(desk: Client, slot: Slot) -> None:
    speaker = SpeakerFactory(edition=slot.edition, name="Ada")
    SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    send_release(desk, slot.edition)
    actions.delete_slot(slot, by=None)
    Room.objects.all().delete()
    Speaker.objects.all().delete()
    page = desk.get(back(slot.edition, 1))
    assert "The room “Hall” is deleted, and would be made again." in page.content.decode()
    assert "The speaker Ada is deleted, and would be made again." in page.content.decode()
    desk.post(back(slot.edition, 1), {"seen": digest_in(page)})
    made = Slot.objects.get()
    assert (made.uid, made.room.name) == (slot.uid, "Hall")
    assert [link.speaker.name for link in made.speaker_links.all()] == ["Ada"]


def test_a_room_that_was_made_anew_under_its_name_is_taken(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    actions.delete_slot(slot, by=None)
    Room.objects.all().delete()
    anew = RoomFactory(edition=slot.edition, name="Hall")
    desk.post(back(slot.edition, 1), {"seen": digest_in(desk.get(back(slot.edition, 1)))})
    assert Slot.objects.get().room == anew


def test_an_archived_edition_goes_nowhere(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    move(slot, 14)
    seen = digest_in(desk.get(back(slot.edition, 1)))
    Edition.objects.update(archived_at=at(10))
    assert digest_in(desk.get(back(slot.edition, 1))) == ""
    desk.post(back(slot.edition, 1), {"seen": seen})
    slot.refresh_from_db()
    assert slot.starts_at == at(14)


def test_another_editions_release_is_not_there(desk: Client, slot: Slot) -> None:
    send_release(desk, slot.edition)
    other = EditionFactory(year=2030)
    assert desk.get(back(other, 1)).status_code == 404


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("page", ["release", "compare", "back"])
def test_the_pages_cost_the_same_for_few_and_many_slots(
    desk: Client, slot: Slot, number: int, page: str, django_assert_num_queries: Any
) -> None:
    edition = slot.edition
    for index in range(number):
        made = SlotFactory(
            edition=edition, starts_at=at(9, index % 60), ends_at=at(10, index % 60), kind="social"
        )
        SlotSpeaker.objects.create(slot=made, speaker=SpeakerFactory(edition=edition))
    send_release(desk, edition)
    Slot.objects.exclude(pk=slot.pk).delete()
    address = {
        "release": release_address(edition),
        "compare": compare(edition, "1", "draft"),
        "back": back(edition, 1),
    }[page]
    desk.get(address)
    with django_assert_num_queries({"release": 13, "compare": 13, "back": 15}[page]):
        assert len(told(desk.get(address))) == number
