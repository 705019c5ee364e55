"""What a release adds to a draft: sequence numbers, moments of change, and what fell out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cooperation.agenda import changes
from cooperation.agenda.enums import ChangeKind
from cooperation.agenda.programme import Programme, SpeakerEntry
from cooperation.agenda.snapshots import snapshot
from tests.cooperation.agenda.samples import RELEASED, ROOMS, VILNIUS, slot

LATER = RELEASED + timedelta(days=1)
MUCH_LATER = RELEASED + timedelta(days=2)


def draft(*slots: object) -> Programme:
    return Programme(ROOMS, tuple(replace(entry, changed_at=None) for entry in slots)).in_order()


def first(*slots: object) -> Programme:
    return snapshot(draft(*slots), None, RELEASED)


def test_unchanged_slot_keeps_number_and_moment() -> None:
    before = first(slot("One"), slot("Two", 10))
    after = snapshot(draft(slot("One"), slot("Two", 11)), before, LATER)
    assert [(entry.sequence, entry.changed_at) for entry in after.slots] == [(0, RELEASED), (1, LATER)]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"room": ROOMS[1]},
        {"place": "Town hall"},
        {"abstract": "Text"},
        {"language": "French"},
        {"kind": "visit"},
        {"is_cancelled": True},
        {"is_untimed": True},
        {"speakers": (SpeakerEntry(1, "Ona"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_everything_that_a_calendar_shows_counts(change: dict[str, object]) -> None:
    before = first(slot())
    after = snapshot(draft(replace(slot(), **change)), before, LATER)
    assert [(entry.sequence, entry.changed_at) for entry in after.slots] == [(1, LATER)]


def test_fallen_out_slot_is_carried_on_as_cancelled_and_counted_once() -> None:
    released = first(slot("One", room=ROOMS[0]), slot("Two", 10))
    for at in (LATER, MUCH_LATER):
        released = snapshot(draft(slot("Two", 10)), released, at)
    gone = released.slot(slot("One").uid)
    assert (gone.fell_out, gone.is_cancelled, gone.sequence, gone.changed_at) == (True, True, 1, LATER)
    assert (gone.room, gone.where) == (None, "Aula")
    assert [entry.title for entry in released.current] == ["Two"]


def test_slot_that_comes_back_goes_on_counting() -> None:
    gone = snapshot(draft(), first(slot()), LATER)
    back = snapshot(draft(slot()), gone, MUCH_LATER)
    assert [(entry.fell_out, entry.sequence) for entry in back.slots] == [(False, 2)]


def test_public_hears_that_a_slot_fell_out_when_it_becomes_attendees_only() -> None:
    hidden = replace(slot(), audience="attendees", title="Secret")
    after = snapshot(draft(hidden), first(slot()), LATER)
    public, attendees = after.seen_by(attendee=False), after.seen_by(attendee=True)
    assert [(entry.title, entry.is_cancelled, entry.sequence) for entry in public.slots] == [
        ("Opening", True, 1)
    ]
    assert [(entry.title, entry.is_cancelled, entry.sequence) for entry in attendees.slots] == [
        ("Secret", False, 1)
    ]
    again = snapshot(draft(hidden), after, MUCH_LATER)
    assert again.slots == after.slots
    back = snapshot(draft(slot()), again, MUCH_LATER)
    assert [(entry.fell_out, entry.sequence) for entry in back.slots] == [(False, 2)]


def test_attendees_slot_that_falls_out_stays_unknown_to_the_public() -> None:
    hidden = slot("Secret", audience="attendees")
    after = snapshot(draft(slot("Open", 10)), first(hidden, slot("Open", 10)), LATER)
    assert [entry.title for entry in after.seen_by(attendee=False).slots] == ["Open"]
    assert [entry.title for entry in after.seen_by(attendee=True).slots] == ["Secret", "Open"]


def told(before: Programme | None, after: Programme) -> list[tuple[str, str, tuple[str, ...]]]:
    found = changes.from_json(changes.to_json(changes.changes_between(before, after)))
    assert found == changes.changes_between(before, after)
    return [(change.kind, change.sentence(VILNIUS), change.seen_by) for change in found]


EVERYONE = ("public", "attendees")


def test_each_change_is_told_in_a_sentence() -> None:
    before = first(
        slot("Stays"),
        slot("Moves", 10, room=ROOMS[0]),
        slot("Text", 11),
        slot("Stops", 12),
        slot("Leaves", 13),
        slot("Returns", 14, is_cancelled=True),
    )
    after = snapshot(
        draft(
            slot("Stays"),
            slot("Moves", 34.5, room=ROOMS[1]),
            slot("Text", 11, abstract="More"),
            slot("Stops", 12, is_cancelled=True),
            slot("Returns", 14),
            slot("Comes", 15),
        ),
        before,
        LATER,
    )
    assert told(before, after) == [
        (ChangeKind.CHANGED, "The details of “Text” (12 May, 11:00) changed.", EVERYONE),
        (ChangeKind.CANCELLED, "“Stops” (12 May, 12:00) is cancelled.", EVERYONE),
        (ChangeKind.CAME_BACK, "“Returns” takes place after all: 12 May, 14:00.", EVERYONE),
        (ChangeKind.CAME, "“Comes” is new: 12 May, 15:00.", EVERYONE),
        (ChangeKind.MOVED, "“Moves” moved from 12 May, 10:00, Aula to 13 May, 10:30, Neris.", EVERYONE),
        (ChangeKind.FELL_OUT, "“Leaves” (12 May, 13:00) fell out.", EVERYONE),
    ]


def test_new_title_is_told() -> None:
    same = slot("Old").uid
    before, after = first(slot("Old")), first(slot("New", uid=same))
    assert told(before, after)[0][1] == "“Old” (12 May, 09:00) is now called “New”."
    moved = first(slot("New", 10, uid=same))
    assert (
        told(before, moved)[0][1] == "“New”, before called “Old”, moved from 12 May, 09:00 to 12 May, 10:00."
    )


def test_first_release_says_what_came() -> None:
    assert [kind for kind, _sentence, _readers in told(None, first(slot()))] == [ChangeKind.CAME]


def test_public_is_not_told_of_attendees_slots() -> None:
    before = first(slot("Open"), slot("Turns", 10))
    after = snapshot(
        draft(
            slot("Open"),
            slot("Secret", 11, audience="attendees"),
            slot("Turns", 10, audience="attendees"),
        ),
        before,
        LATER,
    )
    assert told(before, after) == [
        (ChangeKind.CHANGED, "The details of “Turns” (12 May, 10:00) changed.", ("attendees",)),
        (ChangeKind.CAME, "“Secret” is new: 12 May, 11:00.", ("attendees",)),
        (ChangeKind.FELL_OUT, "“Turns” (12 May, 10:00) fell out.", ("public",)),
    ]
