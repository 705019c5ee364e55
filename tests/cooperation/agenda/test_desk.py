"""The agenda desk: rows of a day, two editors at once, shifting, releasing."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.agenda.day_sheet import DaySheet
from cooperation.agenda.models import Release, Slot, SlotSpeaker
from cooperation.editions.models import Edition
from tests.factories import RoomFactory, SlotFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
DAY = date(2027, 5, 12)


def address(edition: Edition, day: date | None = DAY) -> str:
    return f"/admin/agenda/{edition.pk}/" + (f"{day}/" if day else "")


def as_shown(edition: Edition, day: date = DAY, **changed: str) -> dict[str, Any]:
    """What a browser sends when ``changed`` fields of the day's form were edited."""
    sent: dict[str, Any] = {"row": []}
    for row in DaySheet.load(edition, day).all_rows:
        if row.slot.pk:
            sent["row"].append(str(row.slot.pk))
        sent[f"{row.prefix}-version"] = row.version
        for field in row:
            value = field.initial if field.initial is not None else ""
            if hasattr(value, "strftime"):
                value = value.strftime("%H:%M")
            sent[field.html_name] = sent[field.html_initial_name] = str(value)
    return sent | changed


def at(hour: int, minute: int = 0, day: int = 12) -> datetime:
    """A time on the clocks of Vilnius in May, which are three hours ahead of UTC."""
    return datetime(2027, 5, day, hour - 3, minute, tzinfo=UTC)


def test_nothing_is_written_when_nothing_was_changed(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    answer = desk.post(address(edition), as_shown(edition))
    assert answer.status_code == 302
    assert Slot.objects.get().changed_at == slot.changed_at


def test_a_row_changes_its_slot_on_the_clocks_of_the_venue(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition, starts_at=at(10), ends_at=at(11))
    room = RoomFactory(edition=edition)
    prefix = f"slot-{slot.pk}"
    sent = as_shown(
        edition,
        **{f"{prefix}-starts": "09:30", f"{prefix}-title": "Welcome", f"{prefix}-room": str(room.pk)},
    )
    assert desk.post(address(edition), sent).status_code == 302
    slot.refresh_from_db()
    assert (slot.starts_at, slot.ends_at, slot.title, slot.room) == (at(9, 30), at(11), "Welcome", room)


def test_the_empty_row_adds_a_slot(desk: Client, edition: Edition) -> None:
    sent = as_shown(edition, **{"new-title": "Opening", "new-starts": "09:00", "new-ends": "09:45"})
    assert desk.post(address(edition), sent).status_code == 302
    slot = Slot.objects.get()
    assert (slot.title, slot.starts_at, slot.ends_at) == ("Opening", at(9), at(9, 45))


def test_the_empty_row_offers_the_time_after_the_last_slot(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition, starts_at=at(10), ends_at=at(11))
    page = desk.get(address(edition)).content.decode()
    assert 'name="new-starts" value="11:00"' in page
    assert 'name="new-ends" value="11:30"' in page


@pytest.mark.parametrize("end", [at(23) + timedelta(hours=1), at(23) + timedelta(minutes=90)])
def test_the_empty_row_offers_no_time_after_midnight(desk: Client, edition: Edition, end: datetime) -> None:
    SlotFactory(edition=edition, starts_at=at(19, 30), ends_at=end)
    page = desk.get(address(edition)).content.decode()
    assert not re.search(r'name="new-(starts|ends)" value', page)
    answer = desk.post(address(edition), as_shown(edition, **{"new-title": "Dance"}))
    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode()


def test_the_empty_row_takes_no_time_from_a_whole_day(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition, starts_at=at(3), ends_at=at(23), is_untimed=True)
    assert 'name="new-starts" value="09:00"' in desk.get(address(edition)).content.decode()


def test_an_added_slot_keeps_the_offered_times(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition, starts_at=at(10), ends_at=at(11))
    assert desk.post(address(edition), as_shown(edition, **{"new-title": "Coffee"})).status_code == 302
    slot = Slot.objects.get(title="Coffee")
    assert (slot.starts_at, slot.ends_at) == (at(11), at(11, 30))


def test_an_end_before_the_start_lies_after_midnight(desk: Client, edition: Edition) -> None:
    sent = as_shown(edition, **{"new-title": "Dinner", "new-starts": "21:00", "new-ends": "01:00"})
    assert desk.post(address(edition), sent).status_code == 302
    assert Slot.objects.get().ends_at == datetime(2027, 5, 12, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("10:00", "10:00", "The end must be later than the beginning."),
        ("15:15", "14:00", "That would be longer than 14 hours"),
    ],
)
def test_an_end_that_is_a_slip_is_refused_beside_the_field(
    desk: Client, edition: Edition, starts: str, ends: str, words: str
) -> None:
    sent = as_shown(edition, **{"new-title": "Opening", "new-starts": starts, "new-ends": ends})
    answer = desk.post(address(edition), sent)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert 'value="Opening"' in answer.content.decode()
    assert not Slot.objects.exists()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 3, 28), "This time does not exist in Europe/Vilnius"),
        (date(2027, 10, 31), "show this time twice"),
    ],
)
def test_a_time_that_the_clocks_skip_or_repeat_is_refused(
    desk: Client, edition: Edition, day: date, words: str
) -> None:
    Edition.objects.update(starts_on=day, ends_on=day)
    sent = as_shown(edition, day, **{"new-title": "Night", "new-starts": "03:30", "new-ends": "05:00"})
    answer = desk.post(address(edition, day), sent)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_two_editors_of_different_rows_do_not_disturb_each_other(desk: Client, edition: Edition) -> None:
    first = SlotFactory(edition=edition, title="First")
    second = SlotFactory(edition=edition, title="Second")
    sent = as_shown(edition, **{f"slot-{first.pk}-title": "First, changed"})
    Slot.objects.filter(pk=second.pk).update(title="Second, changed by somebody", changed_at=timezone.now())
    assert desk.post(address(edition), sent).status_code == 302
    assert set(Slot.objects.values_list("title", flat=True)) == {
        "First, changed",
        "Second, changed by somebody",
    }


def test_two_editors_of_one_row_learn_of_each_other(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition, title="First")
    sent = as_shown(edition, **{f"slot-{slot.pk}-title": "Mine"})
    Slot.objects.filter(pk=slot.pk).update(title="Theirs", changed_at=timezone.now())
    answer = desk.post(address(edition), sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Somebody else changed this slot" in page
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert Slot.objects.get().title == "Theirs"
    again = sent | {f"slot-{slot.pk}-version": Slot.objects.get().changed_at.isoformat()}
    assert desk.post(address(edition), again).status_code == 302
    assert Slot.objects.get().title == "Mine"


def test_a_row_whose_slot_was_deleted_is_offered_again(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition, title="First")
    sent = as_shown(edition, **{f"slot-{slot.pk}-title": "Mine"})
    Slot.objects.all().delete()
    answer = desk.post(address(edition), sent)
    assert answer.status_code == 400
    assert "Somebody else deleted this slot" in answer.content.decode()
    assert desk.post(address(edition), sent | {f"slot-{slot.pk}-version": "gone"}).status_code == 302
    made = Slot.objects.get()
    assert (made.title, made.starts_at, made.ends_at) == ("Mine", slot.starts_at, slot.ends_at)


def test_an_untouched_row_whose_slot_was_deleted_is_let_go(desk: Client, edition: Edition) -> None:
    SlotFactory(edition=edition)
    sent = as_shown(edition)
    Slot.objects.all().delete()
    assert desk.post(address(edition), sent).status_code == 302
    assert not Slot.objects.exists()


def test_a_room_of_another_edition_cannot_be_chosen(desk: Client, edition: Edition) -> None:
    foreign = RoomFactory()
    sent = as_shown(edition, **{"new-title": "Opening", "new-room": str(foreign.pk)})
    assert desk.post(address(edition), sent).status_code == 400
    assert not Slot.objects.exists()


def test_a_button_saves_the_rows_before_it_acts(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition, title="First", starts_at=at(10), ends_at=at(11))
    sent = as_shown(edition, **{f"slot-{slot.pk}-title": "Changed", "do": f"duplicate:{slot.pk}"})
    assert desk.post(address(edition), sent).status_code == 302
    rows = Slot.objects.order_by("starts_at").values_list("title", "starts_at")
    assert list(rows) == [("Changed", at(10)), ("Changed", at(11))]


def test_a_slot_is_cancelled_and_takes_place_after_all(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    desk.post(address(edition), as_shown(edition, do=f"cancel:{slot.pk}"))
    assert Slot.objects.get().is_cancelled
    assert "Takes place after all" in desk.get(address(edition)).content.decode()
    desk.post(address(edition), as_shown(edition, do=f"restore:{slot.pk}"))
    assert not Slot.objects.get().is_cancelled


def test_deleting_asks_first_and_comes_back_to_the_day(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    answer = desk.post(address(edition), as_shown(edition, do=f"delete:{slot.pk}"))
    assert answer["Location"] == f"/admin/slots/delete/{slot.pk}/?next={address(edition)}"
    assert Slot.objects.exists()
    assert desk.post(answer["Location"])["Location"] == address(edition)
    assert not Slot.objects.exists()


@pytest.mark.parametrize("do", ["duplicate:999999", "delete:x", "explode:1", ":"])
def test_a_button_that_means_nothing_does_nothing(desk: Client, edition: Edition, do: str) -> None:
    SlotFactory(edition=edition)
    assert desk.post(address(edition), as_shown(edition, do=do)).status_code in (302, 404)
    assert Slot.objects.count() == 1


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
    assert desk.post(address(edition, None), {"note": "First version"}).status_code == 302
    assert list(Release.objects.values_list("number", "note")) == [(1, "First version")]
    page = desk.get(address(edition, None)).content.decode()
    assert "The draft says what the newest release says." in page
    assert "First version" in page


def test_a_release_that_is_refused_says_why_and_keeps_the_note(desk: Client, edition: Edition) -> None:
    answer = desk.post(address(edition, None), {"note": "First version"})
    assert answer.status_code == 409
    assert "There is nothing to release yet" in answer.content.decode()
    assert "First version" in answer.content.decode()


def test_an_archived_agenda_is_read_and_not_changed(desk: Client, edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    sent = as_shown(edition, **{f"slot-{slot.pk}-title": "Changed"})
    Edition.objects.update(archived_at=timezone.now())
    page = desk.get(address(edition))
    assert page.status_code == 200
    assert "archived editions do not change" in page.content.decode()
    assert "<form method" not in page.content.decode()
    for url, data in ((address(edition), sent), (address(edition, None), {"note": "x"})):
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
