"""What it means to go back to an old release: what would change in the draft, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from json import dumps

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from cooperation.agenda.changes import Change, changes_between
from cooperation.agenda.models import Release, Room, Slot, Speaker
from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry, SpeakerEntry
from cooperation.agenda.queries import draft_programme, programme_of
from cooperation.agenda.refusals import ReturnBlocked
from cooperation.agenda.snapshots import content_of
from cooperation.editions.models import Edition


@dataclass(frozen=True)
class Return:
    """The draft as it is, and as it would be."""

    number: int
    draft: Programme
    becomes: Programme
    missing_rooms: tuple[RoomEntry, ...]
    """Rooms that are deleted by now and would be made again."""
    missing_speakers: tuple[SpeakerEntry, ...]
    blocked: str
    """Why it cannot be done; empty when it can."""

    @property
    def changes(self) -> list[Change]:
        """What would change in the draft."""
        return changes_between(self.draft, self.becomes)

    @property
    def digest(self) -> str:
        """Tells whether this is what somebody was shown."""
        return digest(self.draft, self.number)

    def settled(self, rooms: Mapping[int, int], speakers: Mapping[int, int]) -> Programme:
        """``becomes`` with the keys of the rooms and speakers that were made again."""

        def settle(slot: SlotEntry) -> SlotEntry:
            room = slot.room and replace(slot.room, id=rooms.get(slot.room.id, slot.room.id))
            people = (replace(one, id=speakers.get(one.id, one.id)) for one in slot.speakers)
            return replace(slot, room=room, speakers=tuple(people))

        return replace(self.becomes, slots=tuple(map(settle, self.becomes.slots)))


def digest(draft: Programme, *about: object) -> str:
    """Tells one draft from another, with what else was shown beside it."""
    return sha256(dumps([draft.to_json(), *map(str, about)]).encode()).hexdigest()[:32]


def plan_return(edition: Edition, release: Release) -> Return:
    """What going back to ``release`` would do to the draft of ``edition``.

    A number of queries that does not grow with the slots. A room or a speaker that is deleted is looked for
    by its name, and is missing when there is none of that name.
    """
    draft, old = draft_programme(edition), programme_of(release)
    rooms = _rooms_now(edition)
    people = _speakers_now(edition)
    names = {room.name: room for room in rooms.values()}
    people_by_name = {speaker.name: speaker for speaker in people.values()}

    def as_now(slot: SlotEntry) -> SlotEntry:
        room = slot.room and (rooms.get(slot.room.id) or names.get(slot.room.name) or slot.room)
        found = (people.get(one.id) or people_by_name.get(one.name) or one for one in slot.speakers)
        roles = (one.role for one in slot.speakers)
        speakers = tuple(replace(one, role=role) for one, role in zip(found, roles, strict=True))
        return replace(content_of(slot), room=room, speakers=speakers)

    becomes = Programme(rooms=draft.rooms, slots=tuple(map(as_now, old.current)))
    missing_rooms = dict.fromkeys(s.room for s in becomes.slots if s.room and s.room.id not in rooms)
    strangers = {one.id: one for s in becomes.slots for one in s.speakers if one.id not in people}
    leaving = {slot.uid for slot in draft.slots} - {slot.uid for slot in becomes.slots}
    return Return(
        release.number,
        draft,
        becomes,
        tuple(missing_rooms),
        tuple(strangers.values()),
        _reason_against_deleting(edition, leaving),
    )


def _rooms_now(edition: Edition) -> dict[int, RoomEntry]:
    rows = Room.objects.filter(edition=edition).values_list("pk", "name", "location", "is_step_free")
    return {row[0]: RoomEntry(*row) for row in rows}


def _speakers_now(edition: Edition) -> dict[int, SpeakerEntry]:
    found = Speaker.objects.filter(edition=edition).select_related("member")
    return {
        one.pk: SpeakerEntry(
            one.pk, one.name, one.function, one.organisation or (one.member.name if one.member else "")
        )
        for one in found
    }


def _reason_against_deleting(edition: Edition, uids: set[str]) -> str:
    """Who depends on one of the slots, in words; empty when nothing does."""
    slots = list(Slot.objects.filter(edition=edition, uid__in=uids)) if uids else []
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect(slots)
    except ProtectedError as error:
        return str(ReturnBlocked(error.protected_objects))
    return ""
