"""What the agenda desk says of what was done, and what it does not do."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from cooperation.agenda.models import Release, Slot
from cooperation.editions.models import Edition
from tests.cooperation.agenda.releasing import send_release
from tests.cooperation.agenda.test_desk import address, as_shown, at
from tests.factories import RoomFactory, SlotFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_namesakes_are_told_apart_wherever_one_is_deleted(desk: Client, edition: Edition) -> None:
    room = RoomFactory(edition=edition, name="Foyer")
    slot = SlotFactory(edition=edition, title="Tea", room=room, starts_at=at(15, 15), ends_at=at(15, 45))
    day = desk.get(address(edition)).content.decode()
    for verb in ("Duplicate", "Cancel this slot:", "Delete"):
        assert f'aria-label="{verb} Tea, 12 May 2027, 15:15–15:45, Foyer"' in day
    asked = desk.get(f"/admin/slots/delete/{slot.pk}/").content.decode()
    assert "delete “Tea” (12 May 2027, 15:15–15:45, Foyer)?" in asked
    told = desk.post(f"/admin/slots/delete/{slot.pk}/", follow=True).content.decode()
    assert "“Tea” (12 May 2027, 15:15–15:45, Foyer) is deleted." in told


def test_a_copy_is_told_and_gone_to(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition, title="Tea", room=None, starts_at=at(22), ends_at=at(23))
    Slot.objects.filter(pk=slot.pk).update(ends_at=datetime(2027, 5, 12, 22, tzinfo=UTC))
    answer = desk.post(address(edition), as_shown(edition, do=f"duplicate:{slot.pk}"))
    copy = Slot.objects.exclude(pk=slot.pk).get()
    assert answer["Location"] == f"{address(edition, date(2027, 5, 13))}#slot-{copy.pk}"
    page = desk.get(answer["Location"]).content.decode()
    assert "“Tea” is duplicated. The copy: 13 May 2027, 01:00–04:00." in page
    assert f'id="slot-{copy.pk}"' in page


def test_a_shift_past_midnight_is_refused_and_keeps_what_was_typed(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition, title="Late", starts_at=at(23), ends_at=at(23, 30))
    sent = as_shown(edition, **{f"slot-{slot.pk}-title": "Later", "shift": "1", "minutes": "120"})
    answer = desk.post(address(edition), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing was moved: “Later” would begin on another day." in page
    assert "1 slot saved." in page
    assert 'name="minutes" value="120"' in page
    slot.refresh_from_db()
    assert (slot.title, slot.starts_at) == ("Later", at(23))


def test_a_shift_waits_for_rows_that_cannot_be_saved(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition, title="Opening", starts_at=at(10), ends_at=at(11))
    sent = as_shown(
        edition, **{f"slot-{slot.pk}-title": "", "new-title": "Tea", "shift": "1", "minutes": "15"}
    )
    answer = desk.post(address(edition), sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Nothing was saved yet" in page
    assert 'value="Tea"' in page
    assert 'name="minutes" value="15"' in page
    assert list(Slot.objects.values_list("title", "starts_at")) == [("Opening", at(10))]


def test_a_place_in_words_stands_where_no_room_is_chosen(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition, place="Foyer", room=None)
    assert '<option value="" selected>Foyer</option>' in desk.get(address(edition)).content.decode()


def test_the_preview_leaves_the_note_that_is_being_written(desk: Client, edition: Edition) -> None:
    page = " ".join(desk.get(address(edition, None)).content.decode().split())
    assert 'target="_blank" rel="noopener">Preview the draft (opens in a new tab)</a>' in page


def test_a_day_far_outside_is_there_only_while_slots_lie_on_it(desk: Client, edition: Edition) -> None:
    far = date(2027, 6, 11)
    assert desk.get(address(edition, date(2027, 5, 14))).status_code == 200
    assert desk.get(address(edition, date(2027, 5, 15))).status_code == 404
    assert desk.post(address(edition, far), {"new-title": "x"}).status_code == 404
    slot = SlotFactory(
        edition=edition,
        starts_at=datetime(2027, 6, 11, 9, tzinfo=UTC),
        ends_at=datetime(2027, 6, 11, 10, tzinfo=UTC),
    )
    assert desk.get(address(edition, far)).status_code == 200
    assert desk.post(f"/admin/slots/delete/{slot.pk}/")["Location"] == address(edition, None)


def test_a_day_is_named_in_words_above(desk: Client, edition: Edition) -> None:
    page = desk.get(address(edition)).content.decode()
    assert "12 May 2027" in page
    assert "12.05.2027" not in page


def test_the_note_of_the_newest_release_is_mended(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition)
    send_release(desk, edition, "A tpyo")
    mend = f"{address(edition, None)}releases/1/note/"
    assert f'action="{mend}"' in desk.get(address(edition, None)).content.decode()
    assert desk.post(mend, {"note": "x" * 501}).status_code == 400
    assert desk.post(f"{address(edition, None)}releases/2/note/", {"note": "A typo"}).status_code == 409
    assert Release.objects.get().note == "A tpyo"
    assert desk.post(mend, {"note": "A typo"})["Location"] == address(edition, None)
    assert Release.objects.get().note == "A typo"
    desk.force_login(UserFactory(is_staff=True))
    assert desk.post(mend, {"note": "Mine"}).status_code in (302, 403, 404)
    assert Release.objects.get().note == "A typo"
