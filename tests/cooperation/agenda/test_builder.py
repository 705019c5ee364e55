"""The builder: a day as a grid, changed slot by slot; the server decides."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from cooperation.agenda import audit
from cooperation.agenda.models import Slot, SlotSpeaker
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from tests.cooperation.agenda.builder_posts import builder_address, do, fields_of, save, send
from tests.cooperation.agenda.test_desk import at
from tests.factories import EditionFactory, RoomFactory, SlotFactory, SpeakerFactory, UserFactory
from workshops.programme.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot(edition: Edition) -> Slot:
    """A talk in a room from ten to eleven."""
    room = RoomFactory(edition=edition, name="Hall")
    return SlotFactory(edition=edition, title="Talk", room=room, starts_at=at(10), ends_at=at(11))


def test_the_page_is_a_list_whose_slots_lead_to_their_forms(desk: Client, slot: Slot) -> None:
    page = desk.get(builder_address(slot.edition)).content.decode()
    assert f'href="/admin/slots/edit/{slot.pk}/"' in page
    item = page[page.index("data-uid=") :]
    assert re.search(r"10:00–11:00.*Talk.*Plenary.*Hall", item[: item.index("</li>")], re.DOTALL)


def test_a_slot_moves_in_time_and_to_another_room(desk: Client, slot: Slot) -> None:
    other = RoomFactory(edition=slot.edition, name="Attic")
    answer = save(desk, slot, starts="10:05", ends="11:05", room=other.pk)
    slot.refresh_from_db()
    assert (slot.starts_at, slot.ends_at, slot.room) == (at(10, 5), at(11, 5), other)
    told = answer.json()
    assert told["slots"][0] | {"version": ""} == told["slots"][0] | {"version": ""}
    assert (told["slots"][0]["starts"], told["slots"][0]["ends"]) == (605, 665)
    assert told["said"] == ["“Talk” moved from 12 May, 10:00, Hall to 12 May, 10:05, Attic."]
    assert ModelLogEntry.objects.filter(action=audit.SLOT_SAVED).count() == 1


def test_a_longer_slot_is_told_by_its_end(desk: Client, slot: Slot) -> None:
    answer = save(desk, slot, ends="11:20")
    assert answer.json()["said"] == ["“Talk” (12 May, 10:00, Hall) ends at 11:20, before at 11:00."]


def test_a_conflict_is_told_in_words_and_saved_all_the_same(desk: Client, slot: Slot) -> None:
    other = SlotFactory(
        edition=slot.edition, title="Other", room=slot.room, starts_at=at(11), ends_at=at(12), kind="workshop"
    )
    told = save(desk, other, starts="10:30", ends="11:30").json()
    sentence = (
        "“Talk” (12 May, 10:00–11:00) and “Other” (12 May, 10:30–11:30) are both in Hall at the same time."
    )
    assert sentence in told["said"]
    for one in (slot, other):
        assert [True, sentence] in told["conflicts"][str(one.uid)]
    assert [True, sentence] in told["told"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"title": ""}, "title"), ({"ends": "10:00"}, "ends"), ({"starts": "soon"}, "starts")],
)
def test_what_cannot_be_kept_is_told_beside_its_field(
    desk: Client, slot: Slot, changed: dict[str, str], field: str
) -> None:
    answer = save(desk, slot, **changed)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert Slot.objects.get().changed_at == slot.changed_at


def test_a_room_of_another_edition_is_not_among_the_rooms(desk: Client, slot: Slot) -> None:
    foreign = RoomFactory(edition=EditionFactory(year=2030))
    assert save(desk, slot, room=foreign.pk).status_code == 400


def test_a_time_that_the_clocks_skip_is_refused(desk: Client) -> None:
    edition = EditionFactory(year=2028, starts_on=date(2028, 3, 26), ends_on=date(2028, 3, 26))
    slot = SlotFactory(
        edition=edition, starts_at=at(10).replace(2028, 3, 26), ends_at=at(11).replace(2028, 3, 26)
    )
    address = builder_address(edition, f"slots/{slot.uid}/", edition.starts_on)
    answer = desk.post(address, fields_of(slot, starts="03:30", ends="05:00"))
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["starts"]


def test_a_new_slot_is_made_once_though_it_is_sent_twice(desk: Client, edition: Edition) -> None:
    new = SlotFactory.build(
        edition=edition, title="New", starts_at=at(9), ends_at=at(9, 30), uid=uuid.uuid4()
    )
    for _time in range(2):
        answer = send(desk, new, fields_of(new))
        assert answer.status_code == 200
        assert [row["title"] for row in answer.json()["slots"]] == ["New"]
    assert Slot.objects.get().starts_at == at(9)


def test_an_identity_of_another_edition_is_not_taken(desk: Client, edition: Edition) -> None:
    foreign = SlotFactory(edition=EditionFactory(year=2030), title="Theirs")
    new = SlotFactory.build(edition=edition, title="New", starts_at=at(9), ends_at=at(9, 30), uid=foreign.uid)
    answer = send(desk, new, fields_of(new))
    assert answer.json()["slots"] == []
    assert Slot.objects.get().title == "Theirs"


def test_a_copy_keeps_speakers_and_begins_as_the_first_ends(desk: Client, slot: Slot) -> None:
    SlotSpeaker.objects.create(slot=slot, speaker=SpeakerFactory(edition=slot.edition, name="Ada"))
    (row,) = do(desk, slot, "duplicate").json()["slots"]
    assert (row["starts"], row["speakers"]) == (660, "Ada")


def test_a_slot_is_cancelled_restored_and_deleted(desk: Client, slot: Slot) -> None:
    assert do(desk, slot, "cancel").json()["slots"][0]["cancelled"] is True
    slot.refresh_from_db()
    assert do(desk, slot, "restore").json()["slots"][0]["cancelled"] is False
    slot.refresh_from_db()
    assert do(desk, slot, "delete").json()["gone"] == [str(slot.uid)]
    assert not Slot.objects.exists()


def test_what_something_depends_on_is_not_deleted(desk: Client, slot: Slot) -> None:
    Session.objects.create(slot=slot, seats=3)
    answer = do(desk, slot, "delete")
    assert answer.status_code == 409
    assert "something depends on it (session: Talk). Cancel it instead" in answer.json()["refusal"]
    assert Slot.objects.exists()


def test_nonsense_is_no_verb(desk: Client, slot: Slot) -> None:
    assert do(desk, slot, "explode").status_code == 400


def test_who_only_sees_the_agenda_changes_nothing(slot: Slot) -> None:
    reader, client = UserFactory(), Client()
    give_role(slot.edition, reader, Role.READER, by=None)
    client.force_login(reader)
    page = client.get(builder_address(slot.edition)).content.decode()
    assert "Talk" in page
    assert "data-may-change" not in page
    save(client, slot, title="Mine")
    assert Slot.objects.get().title == "Talk"


def test_an_archived_edition_is_read_only(desk: Client, slot: Slot) -> None:
    Edition.objects.update(archived_at=at(10))
    page = desk.get(builder_address(slot.edition)).content.decode()
    assert "data-may-change" not in page
    answer = save(desk, slot, title="Mine")
    assert answer.status_code == 409
    assert "archive" in answer.json()["refusal"]


def test_days_far_away_have_no_grid(desk: Client, slot: Slot) -> None:
    assert desk.get(builder_address(slot.edition, day=date(2027, 8, 1))).status_code == 404


def test_a_slot_that_runs_past_midnight_stays_on_its_day(desk: Client, slot: Slot) -> None:
    (row,) = save(desk, slot, starts="22:00", ends="01:00").json()["slots"]
    assert (row["starts"], row["ends"], row["timed"]) == (1320, 1500, True)


def test_whole_days_keep_their_hours(desk: Client, slot: Slot) -> None:
    Slot.objects.update(is_untimed=True, starts_at=at(3), ends_at=at(3, day=13))
    slot.refresh_from_db()
    sent = {name: value for name, value in fields_of(slot, title="Day").items() if "s-" not in name}
    del sent["panel-starts"], sent["panel-ends"]
    assert send(desk, slot, sent).status_code == 200
    slot.refresh_from_db()
    assert (slot.title, slot.starts_at, slot.ends_at) == ("Day", at(3), at(3, day=13))


@pytest.mark.parametrize("number", [3, 300])
def test_the_queries_do_not_grow(
    desk: Client, edition: Edition, number: int, django_assert_num_queries: Any
) -> None:
    rooms = [RoomFactory(edition=edition) for _ in range(12)]
    speaker = SpeakerFactory(edition=edition)
    for index in range(number):
        starts = at(8) + timedelta(minutes=30) * (index // 12)
        slot = SlotFactory(
            edition=edition,
            kind="workshop",
            room=rooms[index % 12],
            starts_at=starts,
            ends_at=starts + timedelta(minutes=30),
        )
        if index % 12 == 0:
            SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    desk.get(builder_address(edition))
    slot.refresh_from_db()
    save(desk, slot, starts="10:00", ends="10:30")  # what is known once for all is known
    slot.refresh_from_db()
    with django_assert_num_queries(17):
        desk.get(builder_address(edition))
    with django_assert_num_queries(27):
        save(desk, slot, starts="11:00", ends="11:30")
