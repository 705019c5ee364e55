"""The agenda as plain values: days, parallel slots, order, and the form in which it is kept."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cooperation.agenda.programme import Programme
from tests.cooperation.agenda.samples import RELEASED, ROOMS, VILNIUS, big_programme, programme, slot


def titles(slots: object) -> list[str]:
    return [entry.title for entry in slots]


def test_slot_belongs_to_the_day_on_which_it_begins_at_the_venue() -> None:
    party = slot("Party", 22, minutes=240)
    early = slot("Early", 24 + 6)
    days = programme(early, party).days(VILNIUS)
    assert [(day.date, day.number, titles(day.slots)) for day in days] == [
        (date(2027, 5, 12), 1, ["Party"]),
        (date(2027, 5, 13), 2, ["Early"]),
    ]
    assert [day.date for day in programme(party).days(ZoneInfo("Asia/Tokyo"))] == [date(2027, 5, 13)]


@pytest.mark.parametrize(
    ("start", "minutes"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 60),  # 02:30 to 04:30 on the wall
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), 60),  # 03:30 to 03:30 on the wall
    ],
)
def test_length_is_true_across_a_change_of_the_clocks(start: datetime, minutes: int) -> None:
    entry = slot(starts_at=start, ends_at=start + timedelta(minutes=minutes))
    assert entry.minutes == minutes
    assert [day.date for day in programme(entry).days(VILNIUS)] == [start.astimezone(VILNIUS).date()]


def test_leap_day_is_a_day() -> None:
    start = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)
    entry = slot(starts_at=start, ends_at=start + timedelta(days=1))
    assert [day.date for day in programme(entry).days(VILNIUS)] == [date(2028, 2, 29)]


def test_parallel_slots_make_one_block() -> None:
    day = programme(
        slot("Plenary", 9),
        slot("A", 10, minutes=90, room=ROOMS[0]),
        slot("B1", 10, minutes=45, room=ROOMS[1]),
        slot("B2", 10.75, minutes=45, room=ROOMS[1]),
        slot("Lunch", 11.5),
    ).days(VILNIUS)[0]
    assert [titles(block.slots) for block in day.blocks] == [["Plenary"], ["A", "B1", "B2"], ["Lunch"]]
    assert [block.is_parallel for block in day.blocks] == [False, True, False]
    parallel = day.blocks[1]
    assert [titles(lane) for lane in parallel.lanes] == [["A"], ["B1", "B2"]]
    assert (parallel.starts_at, parallel.ends_at) == (slot("", 10).starts_at, slot("", 11.5).starts_at)


def test_untimed_slots_come_first_and_overlap_with_nothing() -> None:
    day = programme(slot("One", 9), slot("Day", 0, minutes=24 * 60, is_untimed=True)).days(VILNIUS)[0]
    assert [titles(block.slots) for block in day.blocks] == [["Day"], ["One"]]


def test_parallel_slots_stand_in_the_order_of_the_rooms() -> None:
    entries = [slot(room.name, 9, minutes=90 - room.id, room=room) for room in reversed(ROOMS)]
    assert titles(programme(*entries, slot("All", 9)).slots) == ["All", "Aula", "Neris", "Vilnia"]


def test_what_was_kept_is_read_again_unchanged() -> None:
    made = big_programme(30)
    about = {"number": made.number, "note": made.note, "released_at": RELEASED}
    assert Programme.from_json(made.to_json(), **about) == made


def test_public_sees_public_slots_only() -> None:
    made = programme(slot("Open"), slot("Secret", 10, audience="attendees"))
    assert titles(made.seen_by(attendee=False).slots) == ["Open"]
    assert titles(made.seen_by(attendee=True).slots) == ["Open", "Secret"]


def test_slot_is_found_by_its_part_of_an_address() -> None:
    entry = slot("One")
    made = programme(slot("Two"), entry)
    assert made.slot(entry.uid.replace("-", "")[:10]) is entry
    assert made.slot("0" * 10) is None


def test_slot_is_found_by_its_identity() -> None:
    entry = slot("One")
    made = programme(entry, slot("One", fell_out=True, is_cancelled=True))
    assert made.slot(entry.uid) == entry
    assert made.slot("nobody") is None
