"""What is wrong with the time and place of slots, and what of it stops a release."""

from datetime import UTC, date, datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from cooperation.agenda.enums import ConflictKind
from cooperation.agenda.programme import SlotEntry, SpeakerEntry
from cooperation.agenda.rules import Conflict, conflicts
from tests.cooperation.agenda.samples import ROOMS, VILNIUS, big_programme, slot

FIRST, LAST = date(2027, 5, 12), date(2027, 5, 13)
AULA, NERIS, _VILNIA = ROOMS
ONA = SpeakerEntry(1, "Ona")


def found(*slots: SlotEntry, zone: ZoneInfo = VILNIUS) -> list[Conflict]:
    return conflicts(slots, first_day=FIRST, last_day=LAST, zone=zone)


def kinds(*slots: SlotEntry) -> list[tuple[ConflictKind, bool]]:
    return [(conflict.kind, conflict.is_blocking) for conflict in found(*slots)]


def test_good_agenda_has_none() -> None:
    assert kinds(slot("One", 9, room=AULA), slot("Two", 10, room=AULA)) == []


def test_room_at_overlapping_times_blocks() -> None:
    slots = slot("One", 9, room=AULA, kind="visit"), slot("Two", 9.5, room=AULA, kind="visit")
    assert kinds(*slots) == [(ConflictKind.ROOM_TWICE, True)]
    assert [conflict.sentence(VILNIUS) for conflict in found(*slots)] == [
        "“One” (12 May, 09:00–10:00) and “Two” (12 May, 09:30–10:30) are both in Aula at the same time."
    ]


@pytest.mark.parametrize("kind", ["break", "social"])
def test_room_shared_with_a_break_is_a_warning(kind: str) -> None:
    slots = slot("One", room=AULA, kind="visit"), slot("Two", room=AULA, kind=kind)
    assert kinds(*slots) == [(ConflictKind.ROOM_TWICE, False)]


def test_different_rooms_do_not_conflict() -> None:
    assert kinds(slot("One", room=AULA, kind="visit"), slot("Two", room=NERIS, kind="visit")) == []


def test_speaker_at_overlapping_times_blocks() -> None:
    slots = slot("One", kind="visit", speakers=(ONA,)), slot("Two", 9.25, kind="visit", speakers=(ONA,))
    assert kinds(*slots) == [(ConflictKind.SPEAKER_TWICE, True)]
    assert found(*slots)[0].sentence(VILNIUS) == (
        "Ona is in “One” (12 May, 09:00–10:00) and in “Two” (12 May, 09:15–10:15) at the same time."
    )


def test_each_pair_of_three_is_told() -> None:
    slots = [slot(str(number), room=AULA, kind="visit") for number in range(3)]
    assert len(found(*slots)) == 3


@pytest.mark.parametrize("minutes", [0, -30])
def test_no_length_blocks(minutes: int) -> None:
    assert kinds(slot(minutes=minutes)) == [(ConflictKind.NO_LENGTH, True)]


def test_longer_than_a_day_is_a_warning() -> None:
    assert kinds(slot(minutes=24 * 60)) == []
    assert kinds(slot(minutes=24 * 60 + 1)) == [(ConflictKind.TOO_LONG, False)]


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (-24.5 + 0.25, [(ConflictKind.OUTSIDE_DAYS, True)]),  # 10 May, 23:45
        (-5, [(ConflictKind.OUTSIDE_DAYS, False)]),  # 11 May, 19:00: the evening before
        (0, []),
        (47, []),  # 13 May, 23:00, ends after midnight
        (48, [(ConflictKind.OUTSIDE_DAYS, False)]),
        (72, [(ConflictKind.OUTSIDE_DAYS, True)]),
    ],
)
def test_days_are_counted_at_the_venue(hour: float, expected: list[tuple[ConflictKind, bool]]) -> None:
    assert kinds(slot(hour=hour, minutes=120)) == expected


def test_day_depends_on_the_zone() -> None:
    late = slot(hour=-1, minutes=30)
    assert [conflict.kind for conflict in found(late)] == [ConflictKind.OUTSIDE_DAYS]
    assert found(late, zone=ZoneInfo("Asia/Tokyo")) == []


def test_edition_without_dates_has_no_wrong_day() -> None:
    assert conflicts([slot()], first_day=None, last_day=None, zone=VILNIUS) == []


def test_edition_of_one_day_needs_no_last_day() -> None:
    far = slot(hour=9 + 48)
    assert len(conflicts([far], first_day=FIRST, last_day=None, zone=VILNIUS)) == 1


def test_overlap_with_a_plenary_is_a_warning() -> None:
    plenary, visit = slot("One", room=AULA), slot("Two", 9.5, room=NERIS, kind="visit")
    assert kinds(plenary, visit) == [(ConflictKind.BESIDE_PLENARY, False)]
    assert kinds(visit, plenary) == [(ConflictKind.BESIDE_PLENARY, False)]
    assert kinds(plenary, slot("After", 10, kind="visit")) == []


def test_the_plenary_is_named_whichever_begins_first() -> None:
    told = [
        conflict.sentence(VILNIUS).replace(", which everybody attends.", "")
        for first, second in (("plenary", "visit"), ("visit", "plenary"))
        for conflict in found(slot("One", kind=first), slot("Two", 9.5, kind=second))
    ]
    assert told == [
        "“Two” (12 May, 09:30–10:30) overlaps the plenary “One” (12 May, 09:00–10:00)",
        "“One” (12 May, 09:00–10:00) overlaps the plenary “Two” (12 May, 09:30–10:30)",
    ]


@pytest.mark.parametrize("about", [{"kind": "break"}, {"kind": "social"}, {"audience": "attendees"}])
def test_what_does_not_compete_with_a_plenary(about: dict[str, str]) -> None:
    assert kinds(slot("Plenary"), slot("Beside", 9.5, **{"kind": "visit"} | about)) == []


def test_plenary_beginning_later_is_told_too() -> None:
    assert kinds(slot("Visit", 9, kind="visit"), slot("Plenary", 9.5)) == [
        (ConflictKind.BESIDE_PLENARY, False)
    ]


def test_workshop_needs_a_room_or_a_place() -> None:
    assert kinds(slot(kind="workshop")) == [(ConflictKind.NO_ROOM, False)]
    assert kinds(slot(kind="workshop", place="Town hall")) == []


def test_cancelled_slots_conflict_with_nothing() -> None:
    live = slot("One", room=AULA, speakers=(ONA,))
    gone = slot("Two", hour=9, minutes=-5, room=AULA, speakers=(ONA,), is_cancelled=True)
    assert kinds(live, gone, slot("Three", hour=400, is_cancelled=True)) == []


def test_slots_without_hours_conflict_with_days_only() -> None:
    untimed = slot("Day", hour=0, minutes=48 * 60, is_untimed=True, room=AULA, speakers=(ONA,))
    assert kinds(untimed, slot("One", room=AULA, speakers=(ONA,))) == []
    assert kinds(slot("Day", hour=-240, minutes=24 * 60, is_untimed=True)) == [
        (ConflictKind.OUTSIDE_DAYS, True)
    ]


def test_hour_told_twice_is_no_overlap() -> None:
    # On 31 October 2027 the clocks in Vilnius show 03:00 to 04:00 twice.
    first = datetime(2027, 10, 31, 0, 0, tzinfo=UTC)
    one = slot("One", room=AULA, starts_at=first, ends_at=first + timedelta(hours=1))
    two = slot("Two", room=AULA, starts_at=first + timedelta(hours=1), ends_at=first + timedelta(hours=2))
    assert conflicts([one, two], first_day=None, last_day=None, zone=VILNIUS) == []


def test_what_blocks_comes_first() -> None:
    assert kinds(slot("Early", 7, kind="workshop"), slot("Late", 12, minutes=0)) == [
        (ConflictKind.NO_LENGTH, True),
        (ConflictKind.NO_ROOM, False),
    ]


def test_thousands_of_slots_are_looked_at_without_looking_at_all_pairs() -> None:
    slots = big_programme(6000).slots
    started = process_time()
    assert conflicts(slots, first_day=None, last_day=None, zone=VILNIUS) == []
    assert process_time() - started < 1
