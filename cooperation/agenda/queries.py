"""Reads of the agenda: what was released, and the draft, as one ``Programme``."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from cooperation.agenda.enums import StepKind
from cooperation.agenda.models import DraftStep, Release, Room, Slot, SlotSpeaker
from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry, SpeakerEntry
from cooperation.editions.models import Edition
from core.accounts.models import User


def releases(edition: Edition) -> QuerySet[Release]:
    """All releases of ``edition``, newest first, without their content."""
    return Release.objects.filter(edition=edition).defer("content")


def changed_slots(edition_id: int, numbers: Iterable[int]) -> set[str]:
    """The identities of the slots that the releases of these numbers changed. One query."""
    found = Release.objects.filter(edition=edition_id, number__in=list(numbers))
    return {change["uid"] for changes in found.values_list("changes", flat=True) for change in changes}


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


def version_of(slot: Slot) -> str:
    """What tells one state of a saved slot from the next; empty for a slot that is not saved yet."""
    return slot.changed_at.isoformat() if slot.pk else ""


def states(edition_id: int, uids: Iterable[UUID]) -> Programme:
    """Those of the draft's slots that ``uids`` name, as the database has them, with speakers but no names.

    Two queries, however many slots there are.
    """
    slots = Slot.objects.filter(edition=edition_id, uid__in=list(uids)).select_related("room")
    found = list(slots.prefetch_related("speaker_links"))
    rooms = {slot.room.pk: _room_entry(slot.room) for slot in found if slot.room}
    entries = tuple(_slot_entry(slot, rooms, _nameless) for slot in found)
    return Programme(rooms=tuple(rooms.values()), slots=entries)


def steps_on(edition: Edition, day: date) -> QuerySet[DraftStep]:
    """What was changed on ``day``, or on all days at once."""
    on_the_day = Q(day=day) | Q(old_day=day) | Q(day=None)
    return DraftStep.objects.filter(on_the_day, edition=edition).select_related("by")


def own_steps(edition: Edition, day: date, by: User) -> QuerySet[DraftStep]:
    """What ``by`` changed on ``day``: their steps that can be taken back, and those that were."""
    return steps_on(edition, day).filter(by=by, kind=StepKind.CHANGED)


LOOKED_THROUGH = 50
"""How many steps are looked through for the one that changed a slot."""


def newest_step_about(edition: Edition, uid: str, *, not_by: User | None) -> DraftStep | None:
    """What somebody else than ``not_by`` did last to a slot; ``None`` when it is none of the newest steps."""
    found = DraftStep.objects.filter(edition=edition).select_related("by").order_by("-pk")
    others = found.exclude(by=not_by) if not_by else found
    for step in others[:LOOKED_THROUGH]:
        rows = (*step.before["slots"], *step.after["slots"])
        if any(row["uid"] == uid for row in rows):
            return step
    return None


def _nameless(link: SlotSpeaker) -> SpeakerEntry:
    return SpeakerEntry(link.speaker_id, "", role=link.role)


def _room_entry(room: Room) -> RoomEntry:
    return RoomEntry(room.pk, room.name, room.location, room.is_step_free)


def _slot_entry(
    slot: Slot, rooms: dict[int, RoomEntry], told: Callable[[SlotSpeaker], SpeakerEntry] | None = None
) -> SlotEntry:
    tell = told or _speaker_entry
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
        speakers=tuple(tell(link) for link in slot.speaker_links.all()),
    )


def _speaker_entry(link: SlotSpeaker) -> SpeakerEntry:
    speaker = link.speaker
    organisation = speaker.organisation or (speaker.member.name if speaker.member else "")
    return SpeakerEntry(speaker.pk, speaker.name, speaker.function, organisation, link.role)
