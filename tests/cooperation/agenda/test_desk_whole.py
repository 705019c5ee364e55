"""The agenda desk as a whole: shifting a day, conflicts, releasing, and what it costs."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.agenda.models import Release, Slot, SlotSpeaker
from cooperation.editions.models import Edition
from tests.cooperation.agenda.releasing import release_address, seen_in, send_release
from tests.cooperation.agenda.test_desk import DAY, address, as_shown, at
from tests.factories import RoomFactory, SlotFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def test_a_day_is_shifted(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition, starts_at=at(10), ends_at=at(11))
    other = SlotFactory(edition=edition, starts_at=at(10, day=13), ends_at=at(11, day=13))
    assert desk.post(address(edition), {"shift": "1", "minutes": "-15"}).status_code == 302
    starts = Slot.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert list(starts) == [at(9, 45), other.starts_at]


@pytest.mark.parametrize(("minutes", "start"), [("15", at(9, 45)), ("0", at(9, 30))])
def test_a_shift_saves_the_rows_first_also_when_it_is_refused(
    desk: Client, edition: Edition, minutes: str, start: datetime
) -> None:
    slot = SlotFactory(edition=edition, title="Opening", starts_at=at(10), ends_at=at(11))
    typed = {f"slot-{slot.pk}-title": "Welcome", f"slot-{slot.pk}-starts": "09:30"}
    page = desk.post(
        address(edition), as_shown(edition, **typed, shift="1", minutes=minutes), follow=True
    ).content.decode()
    slot.refresh_from_db()
    assert (slot.title, slot.starts_at) == ("Welcome", start)
    assert "1 slot saved." in page
    assert 'value="Welcome"' in page


@pytest.mark.parametrize("minutes", ["", "x", "0", "9999"])
def test_a_shift_that_is_no_number_of_minutes_is_refused(
    desk: Client, edition: Edition, minutes: str
) -> None:
    slot = SlotFactory(edition=edition)
    answer = desk.post(address(edition), {"shift": "1", "minutes": minutes})
    assert answer.status_code == 400
    assert 'class="error-message"' in answer.content.decode()
    assert Slot.objects.get().starts_at == slot.starts_at


def test_a_conflict_is_told_on_top_and_beside_its_rows(desk: Client, edition: Edition) -> None:
    room = RoomFactory(edition=edition, name="Hall")
    for title in ("One", "Two"):
        SlotFactory(edition=edition, title=title, kind="workshop", room=room)
    page = desk.get(address(edition)).content.decode()
    assert page.count("are both in Hall at the same time.") == 3
    assert "Stands in the way of a release." in page


def test_the_draft_is_released_with_its_note(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition, title="Opening")
    page = desk.get(address(edition, None)).content.decode()
    assert "“Opening” is new" in page
    assert send_release(desk, edition, "First version").status_code == 302
    assert list(Release.objects.values_list("number", "note")) == [(1, "First version")]
    page = desk.get(address(edition, None)).content.decode()
    assert "The draft says what the newest release says." in page
    assert "First version" in page


def test_a_release_that_is_refused_says_why_and_keeps_the_note(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition)
    seen = seen_in(desk.get(release_address(edition)))
    Slot.objects.all().delete()
    answer = desk.post(release_address(edition), {"note": "First version", "seen": seen})
    assert answer.status_code == 409
    assert "Somebody changed the draft after this page was shown" in answer.content.decode()
    Release.objects.all().delete()
    SlotFactory(edition=edition, ends_at=at(9, day=20))
    SlotFactory(edition=edition, starts_at=at(9, day=20), ends_at=at(10, day=20))
    answer = send_release(desk, edition, "First version")
    assert answer.status_code == 409
    assert "Please solve the conflicts first" in answer.content.decode()
    assert "First version" in answer.content.decode()
    assert not Release.objects.exists()


def test_an_archived_agenda_is_read_and_not_changed(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    sent = as_shown(edition, **{f"slot-{slot.pk}-title": "Changed"})
    Edition.objects.update(archived_at=timezone.now())
    page = desk.get(address(edition))
    assert page.status_code == 200
    assert "archived editions do not change" in page.content.decode()
    assert "<form method" not in page.content.decode()
    for url, data in ((address(edition), sent), (release_address(edition), {"note": "x"})):
        assert desk.post(url, data).status_code in (302, 403)
    assert Slot.objects.get().title == slot.title
    assert not Release.objects.exists()


@pytest.mark.parametrize("shown", ["desk", "day"])
def test_the_desk_costs_the_same_with_one_slot_and_with_many(
    desk: Client, edition: Edition, shown: str
) -> None:
    room, speaker = RoomFactory(edition=edition), SpeakerFactory(edition=edition)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert desk.get(address(edition, DAY if shown == "day" else None)).status_code == 200
        return len(counted)

    def fill(number: int) -> None:
        for _each in range(number):
            SlotSpeaker.objects.create(slot=SlotFactory(edition=edition, room=room), speaker=speaker)

    fill(1)
    queries()
    few = queries()
    fill(20)
    assert queries() == few


def test_a_day_that_is_no_date_does_not_exist(desk: Client, edition: Edition) -> None:
    assert desk.get(f"/admin/agenda/{edition.pk}/2027-13-40/").status_code == 404
