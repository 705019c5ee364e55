"""What of an agenda is somebody's own: everything that is for all, and the sessions they have a seat in."""

from dataclasses import dataclass, replace
from datetime import datetime

from cooperation.agenda.programme import Programme, SlotEntry
from cooperation.agenda.queries import current_programme
from workshops.programme.models import Session
from workshops.registration.enums import BookingState, RegistrationState, SeatEventKind
from workshops.registration.models import Booking, Registration, SeatEvent, SeatNeed

GOT = frozenset(
    {SeatEventKind.BOOKED, SeatEventKind.PROMOTED, SeatEventKind.ACCEPTED, SeatEventKind.ALLOTTED}
)
"""What makes a seat somebody's own: from then on their calendar has to hear of it."""


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """What a calendar has to know of a session that somebody has, or had, a seat in."""

    is_held: bool
    changes: int
    """How often something happened to it; never becomes less."""
    changed_at: datetime | None
    """When that was last."""


def own_programme(registration: Registration) -> Programme:
    """The newest release as far as this person takes part in it.

    Empty before the first release, and for somebody without a place. Four queries, whatever there is.
    """
    programme = current_programme(registration.edition)
    if programme is None or registration.state != RegistrationState.CONFIRMED:
        return Programme()
    sessions = _session_uids(registration)
    held = {uid for uid, seat in own_seats(registration).items() if seat.is_held}
    seen = programme.seen_by(attendee=True)
    return replace(
        seen, slots=tuple(slot for slot in seen.current if slot.uid not in sessions or slot.uid in held)
    )


def followed_programme(registration: Registration) -> Programme:
    """The same as a calendar follows it: what fell out, and seats that were given up, stay as cancelled.

    So does what was everybody's until it needed a seat. Of a cancelled registration everything is
    cancelled. Five queries, however many slots there are.
    """
    programme = current_programme(registration.edition)
    if programme is None or registration.state == RegistrationState.WAITING:
        return Programme()
    sessions, seats, needs = _session_uids(registration), own_seats(registration), _needs(registration)
    seen = programme.seen_by(attendee=True)
    followed = (
        _followed(_needing(slot, needs, sessions - seats.keys()), seats.get(slot.uid), registration)
        for slot in seen.slots
        if slot.uid not in sessions or slot.uid in seats or slot.uid in needs
    )
    return replace(seen, slots=tuple(followed))


def own_seats(registration: Registration) -> dict[str, OwnSeat]:
    """The seats that somebody has or had, by the identity of their slot. Two queries."""
    held = Booking.objects.filter(registration=registration, state=BookingState.CONFIRMED)
    held_uids = {str(uid) for uid in held.values_list("session__slot__uid", flat=True)}
    events: dict[str, list[tuple[str, datetime]]] = {}
    rows = SeatEvent.objects.filter(registration=registration).order_by("pk")
    for uid, kind, at in rows.values_list("session__slot__uid", "kind", "at"):
        events.setdefault(str(uid), []).append((kind, at))
    return {
        uid: _own_seat(events.get(uid, []), is_held=uid in held_uids)
        for uid in held_uids | {uid for uid, told in events.items() if GOT & {kind for kind, _at in told}}
    }


def _own_seat(events: list[tuple[str, datetime]], *, is_held: bool) -> OwnSeat:
    return OwnSeat(is_held, len(events), max((at for _kind, at in events), default=None))


def _session_uids(registration: Registration) -> set[str]:
    """The slots that one needs a seat for. One query."""
    sessions = Session.objects.filter(slot__edition=registration.edition_id)
    return {str(uid) for uid in sessions.values_list("slot__uid", flat=True)}


def _needs(registration: Registration) -> dict[str, list[datetime]]:
    """When slots began to need a seat, or ceased to, since somebody has a calendar. One query."""
    rows = SeatNeed.objects.filter(edition=registration.edition_id, at__gt=registration.created_at)
    found: dict[str, list[datetime]] = {}
    for uid, at in rows.order_by("pk").values_list("slot_uid", "at"):
        found.setdefault(str(uid), []).append(at)
    return found


def _needing(slot: SlotEntry, needs: dict[str, list[datetime]], missed: set[str]) -> SlotEntry:
    """``slot`` after it began to need a seat, or ceased to; of ``missed`` ones the person has none."""
    moments = needs.get(slot.uid)
    if not moments:
        return slot
    return _changed(slot, len(moments), moments[-1], is_cancelled=slot.uid in missed)


def _followed(slot: SlotEntry, seat: OwnSeat | None, registration: Registration) -> SlotEntry:
    if seat is not None:
        slot = _changed(slot, seat.changes, seat.changed_at, is_cancelled=not seat.is_held)
    if not registration.is_active:
        slot = _changed(slot, 1, registration.cancelled_at, is_cancelled=True)
    return slot


def _changed(slot: SlotEntry, changes: int, at: datetime | None, *, is_cancelled: bool) -> SlotEntry:
    """``slot`` after so many more changes, the last of them at ``at``."""
    moments = [moment for moment in (slot.changed_at, at) if moment]
    return replace(
        slot,
        sequence=slot.sequence + changes,
        changed_at=max(moments, default=None),
        is_cancelled=slot.is_cancelled or is_cancelled,
    )
