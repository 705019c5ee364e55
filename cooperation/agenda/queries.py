"""Reads of the agenda: what was released, and the draft, as one ``Programme``."""

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from cooperation.agenda.models import Release, Room, Slot, SlotSpeaker
from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry, SpeakerEntry
from cooperation.editions.models import Edition


def releases(edition: Edition) -> QuerySet[Release]:
    """All releases of ``edition``, newest first, without their content."""
    return Release.objects.filter(edition=edition).defer("content")


def newest_releases(found: QuerySet, edition_ids: set[int]) -> QuerySet[Release]:
    """The newest release of each edition, when it is among ``found`` or of one of the editions named."""
    newest = Release.objects.filter(edition=OuterRef("edition")).order_by("-number").values("number")[:1]
    wanted = Release.objects.filter(Q(pk__in=found) | Q(edition__in=edition_ids))
    return wanted.filter(number=Subquery(newest)).defer("changes")


def programme_of(release: Release) -> Programme:
    """The agenda as ``release`` published it."""
    return Programme.from_json(
        release.content, number=release.number, note=release.note, released_at=release.released_at
    )


def current_programme(edition: Edition) -> Programme | None:
    """What the public may know of the agenda: the newest release; ``None`` before the first.

    One query.
    """
    newest = Release.objects.filter(edition=edition).defer("changes").first()
    return programme_of(newest) if newest else None


def draft_programme(edition: Edition) -> Programme:
    """What the editors work on, as the next release would publish it.

    Three queries, however many slots there are.
    """
    rooms = {room.pk: _room_entry(room) for room in Room.objects.filter(edition=edition)}
    links = SlotSpeaker.objects.select_related("speaker__member")
    slots = Slot.objects.filter(edition=edition).prefetch_related(Prefetch("speaker_links", queryset=links))
    return Programme(
        rooms=tuple(rooms.values()), slots=tuple(_slot_entry(slot, rooms) for slot in slots)
    ).in_order()


def draft_slot(slot: Slot) -> SlotEntry:
    """One slot of the draft as a plain value."""
    rooms = {slot.room.pk: _room_entry(slot.room)} if slot.room else {}
    return _slot_entry(slot, rooms)


def _room_entry(room: Room) -> RoomEntry:
    return RoomEntry(room.pk, room.name, room.location, room.is_step_free)


def _slot_entry(slot: Slot, rooms: dict[int, RoomEntry]) -> SlotEntry:
    return SlotEntry(
        uid=str(slot.uid),
        kind=slot.kind,
        title=slot.title,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        is_untimed=slot.is_untimed,
        abstract=slot.abstract,
        room=rooms[slot.room_id] if slot.room_id else None,
        place=slot.place,
        language=slot.language,
        audience=slot.audience,
        page_id=slot.page_id,
        is_cancelled=slot.is_cancelled,
        speakers=tuple(_speaker_entry(link) for link in slot.speaker_links.all()),
    )


def _speaker_entry(link: SlotSpeaker) -> SpeakerEntry:
    speaker = link.speaker
    organisation = speaker.organisation or (speaker.member.name if speaker.member else "")
    return SpeakerEntry(speaker.pk, speaker.name, speaker.function, organisation, link.role)
