"""Seats: booked, waited for, swapped, given up, moved up. Each decision is one transaction under one lock.

The lock is that of the edition's desk (``locking.lock``); what is read before it decides nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cooperation.editions.rules import is_over
from workshops.programme.models import Session
from workshops.registration import mails, queries
from workshops.registration.actions.locking import lock
from workshops.registration.enums import (
    HOLDS_SEAT,
    BookingState,
    Promotion,
    RegistrationState,
    SeatEventKind,
    SeatMode,
)
from workshops.registration.models import Booking, Registration, RegistrationDesk, SeatEvent
from workshops.registration.refusals import (
    AlreadyBooked,
    NoSeat,
    NotActive,
    Overlaps,
    SeatsAreAllotted,
    TooLate,
)
from workshops.registration.rules import is_free_for

Event = SeatEventKind


@transaction.atomic
def book(registration: Registration, session: Session) -> Booking:
    """Give ``registration`` a seat in ``session``, or the last place in its line when none is free.

    Raises:
        NotActive: the registration is cancelled or waits for a place itself.
        AlreadyBooked: there is a booking already.
        Overlaps: another one takes place at the same time.
        SeatsAreAllotted: seats are allotted, and that has not been done yet.
        TooLate: the session has begun or was cancelled.
    """
    desk = lock(registration.edition_id)
    booking = book_locked(desk, _fresh(registration), session.pk)
    mails.tell_of_seats(booking.registration, [booking])
    return booking


def book_locked(
    desk: RegistrationDesk, registration: Registration, session_id: int, instead_of: Booking | None = None
) -> Booking:
    """As ``book``, for a caller who holds the lock and tells the person; ``instead_of`` is to be given up."""
    if registration.state != RegistrationState.CONFIRMED:
        raise NotActive
    if desk.seat_mode == SeatMode.RANKED and desk.allotted_at is None:
        raise SeatsAreAllotted
    session = _session(desk, session_id)
    _refuse_clashes(registration, session, instead_of)
    holders, reserves = queries.holders_of_seats(session.pk), queries.reserves_of(session.pk)
    if is_free_for(queries.person_of(registration), session.seats, holders, reserves):
        booking = _new(registration, session, BookingState.CONFIRMED, Event.BOOKED)
        if instead_of is not None:
            _release(instead_of, Event.SWAPPED)
            settle(desk, [instead_of.session_id])
        return booking
    booking = _new(registration, session, BookingState.WAITING, Event.QUEUED)
    if instead_of is not None:
        booking.instead_of = instead_of
        booking.save(update_fields=["instead_of"])
    return booking


@transaction.atomic
def swap(registration: Registration, old: Session, new: Session) -> Booking:
    """Change ``old`` for ``new``: the new seat is taken before the old one is given up.

    When ``new`` is full, the person waits in its line and keeps the old seat until they move up.

    Raises:
        NoSeat: there is no seat in ``old`` to give up.
        Refused: as for ``book``.
    """
    desk = lock(registration.edition_id)
    registration = _fresh(registration)
    held = _active(registration, old, BookingState.CONFIRMED)
    booking = book_locked(desk, registration, new.pk, instead_of=held)
    mails.tell_of_seats(registration, [booking])
    return booking


@transaction.atomic
def leave(registration: Registration, session: Session) -> None:
    """Give up the seat in ``session``, the offer of one, or the place in its line; the next moves up.

    Raises:
        NoSeat: there is none.
        TooLate: the session has begun.
    """
    desk = lock(registration.edition_id)
    registration = _fresh(registration)
    booking = _active(registration, session)
    _session(desk, session.pk, is_cancelled_too=True)
    kind = Event.DECLINED if booking.state == BookingState.OFFERED else Event.LEFT
    _release(booking, kind)
    settle(desk, [session.pk])
    mails.tell_of_seats(registration, [booking])


@transaction.atomic
def accept(registration: Registration, session: Session) -> Booking:
    """Take the seat that was offered.

    Raises:
        NoSeat: there is no offer, or it has lapsed.
    """
    desk = lock(registration.edition_id)
    registration = _fresh(registration)
    booking = _active(registration, session, BookingState.OFFERED)
    if booking.offered_until is not None and booking.offered_until <= timezone.now():
        raise NoSeat
    freed = _take(booking, Event.ACCEPTED)
    settle(desk, freed)
    mails.tell_of_seats(registration, [booking])
    return booking


def lapse_offers() -> int:
    """Take back the offers whose time is over, and offer the seats to the next; how many lapsed."""
    now = timezone.now()
    due = Booking.objects.filter(state=BookingState.OFFERED, offered_until__lte=now)
    editions = set(due.values_list("registration__edition", flat=True))
    return sum(_lapse_in(edition_id, now) for edition_id in sorted(editions))


@transaction.atomic
def _lapse_in(edition_id: int, now: datetime) -> int:
    desk = lock(edition_id)
    due = Booking.objects.filter(
        registration__edition=edition_id, state=BookingState.OFFERED, offered_until__lte=now
    )
    lapsed = list(due.select_related("registration__edition", "session__slot").order_by("pk"))
    for booking in lapsed:
        _release(booking, Event.LAPSED)
        mails.tell_of_seats(booking.registration, [booking])
    settle(desk, {booking.session_id for booking in lapsed})
    return len(lapsed)


def release_all(desk: RegistrationDesk, registration: Registration) -> list[Booking]:
    """Give up all seats of ``registration``, which ends; for a caller who holds the lock and tells them."""
    bookings = list(queries.active_bookings(registration))
    for booking in bookings:
        _release(booking, Event.WITHDRAWN)
    settle(desk, [booking.session_id for booking in bookings])
    return bookings


def settle(desk: RegistrationDesk, session_ids: Iterable[int]) -> None:
    """Let the lines of these sessions move up as far as there are seats, and tell those who moved.

    For a caller who holds the lock. A seat that somebody gives up by moving up frees one elsewhere, so
    that line moves as well; it ends, because everybody who moves leaves a line.
    """
    to_settle = list(dict.fromkeys(session_ids))
    while to_settle:
        session = Session.objects.select_related("slot").get(pk=to_settle.pop(0))
        if _is_closed(desk, session):
            continue
        while (booking := _next_in_line(session)) is not None:
            to_settle += _move_up(desk, booking)
            mails.tell_of_seats(booking.registration, [booking])


def _next_in_line(session: Session) -> Booking | None:
    """Who has waited longest among those for whom a seat is free."""
    waiting = (
        Booking.objects.filter(session=session, state=BookingState.WAITING)
        .select_related("registration__edition", "session__slot")
        .order_by("pk")
    )
    holders, reserves = queries.holders_of_seats(session.pk), queries.reserves_of(session.pk)
    if sum(holders.values()) >= session.seats:
        return None
    candidates = waiting if reserves else waiting[:1]
    for booking in candidates:
        if is_free_for(queries.person_of(booking.registration), session.seats, holders, reserves):
            return booking
    return None


def _move_up(desk: RegistrationDesk, booking: Booking) -> list[int]:
    """Give or offer the seat; the sessions in which one became free."""
    if desk.promotion == Promotion.AT_ONCE:
        return _take(booking, Event.PROMOTED)
    ends = timezone.now() + timedelta(hours=desk.offer_hours)
    booking.state = BookingState.OFFERED
    booking.offered_until = min(ends, booking.session.slot.starts_at)
    booking.save(update_fields=["state", "offered_until", "changed_at"])
    _note(booking, Event.OFFERED)
    return []


def _take(booking: Booking, kind: Event) -> list[int]:
    """Make ``booking`` a seat; the sessions in which one is given up for it."""
    given_up = booking.instead_of
    booking.state, booking.offered_until, booking.instead_of = BookingState.CONFIRMED, None, None
    booking.save(update_fields=["state", "offered_until", "instead_of", "changed_at"])
    _note(booking, kind)
    if given_up is None or given_up.state not in HOLDS_SEAT:
        return []
    _release(given_up, Event.SWAPPED)
    return [given_up.session_id]


def _release(booking: Booking, kind: Event) -> None:
    booking.state, booking.offered_until, booking.instead_of = BookingState.RELEASED, None, None
    booking.save(update_fields=["state", "offered_until", "instead_of", "changed_at"])
    _note(booking, kind)


def _new(registration: Registration, session: Session, state: BookingState, kind: Event) -> Booking:
    booking = Booking.objects.create(registration=registration, session=session, state=state)
    _note(booking, kind)
    return booking


def _note(booking: Booking, kind: Event) -> None:
    SeatEvent.objects.create(session_id=booking.session_id, registration=booking.registration, kind=kind)


def _fresh(registration: Registration) -> Registration:
    """The registration as the database has it under the lock."""
    return Registration.objects.select_related("edition", "member").get(pk=registration.pk)


def _session(desk: RegistrationDesk, session_id: int, *, is_cancelled_too: bool = False) -> Session:
    sessions = Session.objects.select_related("slot").filter(slot__edition=desk.edition_id)
    session = sessions.filter(pk=session_id).first()
    if session is None:
        raise NoSeat
    if _is_closed(desk, session, is_cancelled_too=is_cancelled_too):
        raise TooLate(session)
    return session


def _is_closed(desk: RegistrationDesk, session: Session, *, is_cancelled_too: bool = False) -> bool:
    """Whether seats of ``session`` do not change hands any more."""
    now, edition = timezone.now(), desk.edition
    if session.slot.is_cancelled and not is_cancelled_too:
        return True
    return bool(
        edition.cancelled_at or edition.archived_at or is_over(edition, now) or session.slot.starts_at <= now
    )


def _active(registration: Registration, session: Session, *states: BookingState) -> Booking:
    """The booking of ``registration`` in ``session``, in one of ``states`` or any but released."""
    found = Booking.objects.filter(registration=registration, session=session)
    found = found.filter(state__in=states) if states else found.exclude(state=BookingState.RELEASED)
    booking = found.select_related("session__slot", "instead_of").first()
    if booking is None:
        raise NoSeat
    booking.registration = registration
    return booking


def _refuse_clashes(registration: Registration, session: Session, instead_of: Booking | None) -> None:
    """Nobody has, waits for, or is offered two seats at overlapping times."""
    times = queries.times_of(session)
    for booking in queries.active_bookings(registration):
        if booking.session_id == session.pk:
            raise AlreadyBooked(session)
        if instead_of is not None and booking.pk == instead_of.pk:
            continue
        if times.overlaps(queries.times_of(booking.session)):
            raise Overlaps(session, booking.session)
