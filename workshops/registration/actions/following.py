"""What follows for seats when the agenda is changed, which knows nothing of them.

Seats follow what the public was told: a slot that was released counts as cancelled or moved once the draft
and the newest release say so, so that nobody loses a seat while an organiser tries something out. A slot
that no release has told of yet counts as the draft has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from cooperation.agenda.models import Slot
from cooperation.agenda.programme import SlotEntry
from cooperation.agenda.queries import current_programme
from cooperation.editions.models import Edition
from workshops.programme.models import Session
from workshops.registration import mails
from workshops.registration.actions import lines
from workshops.registration.actions.lines import Event, settle
from workshops.registration.actions.locking import lock
from workshops.registration.enums import HOLDS_SEAT, BookingState
from workshops.registration.models import Booking, Registration, RegistrationDesk
from workshops.registration.rules import Times

Told = dict[str, SlotEntry]
"""What the newest release says of each slot, by the slot's identity."""
Pair = tuple[Booking, Booking]
"""Two seats of one person, the one that was booked first in front."""


def follow_agenda() -> int:
    """Bring seats in line with the agenda of every edition; how many bookings ended or moved up.

    Seats of cancelled sessions end. Of two seats of one person that have come to be at the same time, the
    one that was booked later ends. Lines move where nothing keeps them back any more. Doing it again
    changes nothing.
    """
    found: set[int] = set()
    for bookings in (_cancelled(), _overlapping()):
        found |= set(bookings.values_list("registration__edition", flat=True))
    found |= set(_stuck().values_list("slot__edition", flat=True))
    return sum(_follow(edition_id) for edition_id in sorted(found))


@transaction.atomic
def _follow(edition_id: int) -> int:
    desk = lock(edition_id)
    told = _told(desk.edition)
    lost: dict[Registration, list[Booking]] = defaultdict(list)
    freed: list[int] = []
    for booking in _ended_with_their_session(desk, told):
        freed += lines.release(booking, Event.WITHDRAWN)
        lost[booking.registration].append(booking)
    for booking, other in _displaced(desk, told):
        booking.displaced_by = other
        booking.save(update_fields=["displaced_by"])
        freed += lines.release(booking, Event.DISPLACED)
        lost[booking.registration].append(booking)
    for registration, bookings in lost.items():
        mails.tell_of_seats(registration, bookings)
    stuck = _stuck().filter(slot__edition=edition_id).values_list("pk", flat=True)
    return sum(map(len, lost.values())) + settle(desk, [*freed, *stuck])


def _active() -> QuerySet[Booking]:
    return (
        Booking.objects.exclude(state=BookingState.RELEASED)
        .filter(session__slot__starts_at__gt=timezone.now())
        .select_related("registration__edition", "session__slot")
        .order_by("pk")
    )


def _cancelled() -> QuerySet[Booking]:
    return _active().filter(session__slot__is_cancelled=True)


def _overlapping() -> QuerySet[Booking]:
    """Seats whose owner has another one that takes place at the same time, in the draft."""
    held = Booking.objects.filter(state=BookingState.CONFIRMED, session__slot__is_cancelled=False)
    other = held.filter(
        registration=OuterRef("registration"),
        session__slot__starts_at__lt=OuterRef("session__slot__ends_at"),
        session__slot__ends_at__gt=OuterRef("session__slot__starts_at"),
    ).exclude(pk=OuterRef("pk"))
    return (
        held.filter(Exists(other), session__slot__ends_at__gt=timezone.now())
        .select_related("registration__edition", "session__slot")
        .order_by("pk")
    )


def _stuck() -> QuerySet[Session]:
    """Sessions with free seats and people who wait, some of whom may be able to move up."""
    taken = Count("bookings", filter=Q(bookings__state__in=HOLDS_SEAT))
    waiting = Count("bookings", filter=Q(bookings__state=BookingState.WAITING))
    upcoming = Session.objects.filter(slot__starts_at__gt=timezone.now(), slot__is_cancelled=False)
    return upcoming.alias(taken=taken, waiting=waiting).filter(taken__lt=F("seats"), waiting__gt=0).order_by()


def _told(edition: Edition) -> Told:
    programme = current_programme(edition)
    return {entry.uid: entry for entry in programme.slots} if programme else {}


def _ended_with_their_session(desk: RegistrationDesk, told: Told) -> Iterator[Booking]:
    """Bookings in sessions that do not take place, what is waited for first."""
    bookings = _cancelled().filter(registration__edition=desk.edition_id)
    for booking in sorted(bookings, key=lambda one: one.state != BookingState.WAITING):
        if _is_cancelled(booking.session.slot, told) and not _is_closed(desk, booking):
            yield booking


def _is_cancelled(slot: Slot, told: Told) -> bool:
    entry = told.get(str(slot.uid))
    return slot.is_cancelled and (entry is None or entry.is_cancelled or entry.fell_out)


def _displaced(desk: RegistrationDesk, told: Told) -> Iterator[Pair]:
    """Which seats end, each with the one that keeps its owner from having it."""
    of_people: dict[int, list[Booking]] = defaultdict(list)
    for booking in _overlapping().filter(registration__edition=desk.edition_id):
        of_people[booking.registration_id].append(booking)
    for bookings in of_people.values():
        kept: list[Booking] = []
        # What has begun cannot be given up any more, so it stays; then whatever was booked first.
        for booking in sorted(bookings, key=lambda one: (not _is_closed(desk, one), one.pk)):
            other = _clash(booking, kept, told)
            if other is not None and not _is_closed(desk, booking):
                yield booking, other
            else:
                kept.append(booking)


def _clash(booking: Booking, kept: Iterable[Booking], told: Told) -> Booking | None:
    """Which of ``kept`` takes place at the time of ``booking``, in the draft and as it was told."""
    slot = booking.session.slot
    for other in kept:
        another = other.session.slot
        is_told = _public(slot, told).overlaps(_public(another, told))
        if is_told and _drafted(slot).overlaps(_drafted(another)):
            return other
    return None


def _drafted(slot: Slot) -> Times:
    return Times(slot.starts_at, slot.ends_at)


def _public(slot: Slot, told: Told) -> Times:
    entry = told.get(str(slot.uid))
    return Times(entry.starts_at, entry.ends_at) if entry else _drafted(slot)


def _is_closed(desk: RegistrationDesk, booking: Booking) -> bool:
    return lines.is_closed(desk, booking.session, is_cancelled_too=True)
