"""How a draft becomes a release: what calendars must notice, and what the release says has changed.

Pure: plain values in, plain values out.
"""

from dataclasses import replace
from datetime import datetime

from cooperation.agenda.programme import Programme, SlotEntry


def snapshot(draft: Programme, previous: Programme | None, at: datetime) -> Programme:
    """``draft`` as it is released at ``at`` (aware), after ``previous``.

    A slot whose content differs from the release before gets the next sequence number and ``at`` as its
    time of change; any other keeps both. Calendars never forget, so a slot that is no longer there is
    carried on from release to release as cancelled. The same is done for the public's copy of a slot that
    only attendees may see from now on.
    """
    before = previous.slots if previous else ()
    shown = {slot.uid: slot for slot in before if not slot.fell_out}
    gone = {slot.uid: slot for slot in before if slot.fell_out}
    slots = [_released(slot, shown.get(slot.uid), gone.get(slot.uid), at) for slot in draft.slots]
    kept_public = {slot.uid for slot in slots if slot.is_public}
    kept = {slot.uid for slot in slots}

    for uid, slot in shown.items():
        if uid not in kept or (slot.is_public and uid not in kept_public):
            gone[uid] = _fallen_out(slot, at)
    carried = [slot for uid, slot in gone.items() if uid not in kept_public]
    return replace(draft, slots=(*slots, *carried)).in_order()


def _released(slot: SlotEntry, shown: SlotEntry | None, gone: SlotEntry | None, at: datetime) -> SlotEntry:
    known = [entry for entry in (shown, gone) if entry]
    if shown and same_content(slot, shown) and not (gone and slot.is_public):
        return replace(slot, sequence=shown.sequence, changed_at=shown.changed_at)
    sequence = max((entry.sequence + 1 for entry in known), default=0)
    return replace(slot, sequence=sequence, changed_at=at)


def _fallen_out(slot: SlotEntry, at: datetime) -> SlotEntry:
    """``slot`` as calendars have to hear of it; its room may be deleted, so only the name stays."""
    return replace(
        slot,
        fell_out=True,
        is_cancelled=True,
        room=None,
        place=slot.where,
        sequence=slot.sequence + 1,
        changed_at=at,
    )


def same_content(slot: SlotEntry, other: SlotEntry) -> bool:
    """Whether two states of a slot tell the reader the same."""
    return content_of(slot) == content_of(other)


def content_of(slot: SlotEntry) -> SlotEntry:
    """``slot`` without what a release adds to it."""
    return replace(slot, sequence=0, changed_at=None, fell_out=False)
