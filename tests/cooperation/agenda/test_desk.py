"""The agenda desk: rows of a day, two editors at once, and the buttons of a row."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cooperation.agenda.day_sheet import DaySheet
from cooperation.agenda.models import Slot
from cooperation.editions.models import Edition
from tests.factories import RoomFactory, SlotFactory

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


@pytest.mark.parametrize(
    "do", ["duplicate:999999", "delete:x", "cancel:²", f"cancel:{'9' * 23}", "explode:1", ":"]
)
def test_a_button_that_means_nothing_does_nothing(desk: Client, edition: Edition, do: str) -> None:
    SlotFactory(edition=edition)
    assert desk.post(address(edition), as_shown(edition, do=do)).status_code in (302, 404)
    assert Slot.objects.count() == 1
