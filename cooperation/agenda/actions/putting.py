"""Bringing slots of the draft into a state that they had before."""

from collections.abc import Iterable

from wagtail.models import Page

from cooperation.agenda.draft_steps import same_state
from cooperation.agenda.models import Room, Slot, SlotSpeaker, Speaker
from cooperation.agenda.programme import Programme, SlotEntry
from cooperation.agenda.refusals import RoomGone
from cooperation.editions.models import Edition

PLAIN = (
    "kind",
    "title",
    "abstract",
    "starts_at",
    "ends_at",
    "is_untimed",
    "place",
    "language",
    "audience",
    "is_cancelled",
)
"""What a slot and its plain value call alike."""


def put(edition: Edition, uids: Iterable[str], now: Programme, becomes: Programme) -> None:
    """Bring the slots that ``uids`` name from ``now`` to ``becomes``; those missing there are deleted.

    Under the edition's lock. A page that is gone is left out; rooms and speakers have to be there.

    Raises:
        RoomGone: a room or a speaker is deleted.
        ProtectedError: something depends on a slot that would be deleted.
    """
    differing = [uid for uid in uids if not same_state(now.slot(uid), becomes.slot(uid))]
    wanted = {uid: entry for uid in differing if (entry := becomes.slot(uid))}
    _refuse_missing(edition, wanted.values())
    pages = set(Page.objects.filter(pk__in=becomes.page_ids()).values_list("pk", flat=True))
    slots = {str(slot.uid): slot for slot in Slot.objects.filter(edition=edition, uid__in=differing)}
    for uid in differing:
        entry = wanted.get(uid)
        if entry is None:
            slots[uid].delete()
        else:
            _write(slots.get(uid) or Slot(edition=edition, uid=uid), entry, pages)


def _refuse_missing(edition: Edition, entries: Iterable[SlotEntry]) -> None:
    rooms = set(Room.objects.filter(edition=edition).values_list("pk", flat=True))
    people = set(Speaker.objects.filter(edition=edition).values_list("pk", flat=True))
    for entry in entries:
        has_room = entry.room is None or entry.room.id in rooms
        if not (has_room and people.issuperset(speaker.id for speaker in entry.speakers)):
            raise RoomGone(entry.title)


def _write(slot: Slot, entry: SlotEntry, pages: set[int]) -> None:
    for name in PLAIN:
        setattr(slot, name, getattr(entry, name))
    slot.room_id = entry.room.id if entry.room else None
    slot.page_id = entry.page_id if entry.page_id in pages else None
    links = {link.speaker_id: link for link in slot.speaker_links.all()} if slot.pk else {}
    slot.speaker_links = [
        _link(links.get(speaker.id) or SlotSpeaker(speaker_id=speaker.id), speaker.role, number)
        for number, speaker in enumerate(entry.speakers)
    ]
    slot.save()


def _link(link: SlotSpeaker, role: str, number: int) -> SlotSpeaker:
    link.role, link.sort_order = role, number
    return link
