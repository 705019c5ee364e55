"""Seats: booked, waited for, swapped, given up, accepted. Each decision is one transaction under one lock.

The lock is that of the edition's desk (``locking.lock``); what is read before it decides nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from workshops.programme.models import Session
from workshops.registration import mails, queries
from workshops.registration.actions import lines
from workshops.registration.actions.lines import Event, settle
from workshops.registration.actions.locking import lock
from workshops.registration.enums import BookingState, RegistrationState, SeatMode
from workshops.registration.models import Booking, Registration, RegistrationDesk
from workshops.registration.refusals import (
    AlreadyBooked,
    NoSeat,
    NotActive,
    Overlaps,
    SeatsAreAllotted,
    SessionFull,
    TooLate,
)
from workshops.registration.rules import is_free_for

CAN_BE_CHANGED = (BookingState.CONFIRMED, BookingState.WAITING)
"""What can be given up for something else; an offer is accepted or declined first."""


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
    booking = book_locked(desk, _fresh(desk, registration), session.pk)
    mails.tell_booked(booking)
    return booking


def book_locked(
    desk: RegistrationDesk,
    registration: Registration,
    session_id: int,
    instead_of: Booking | None = None,
    held: Sequence[Booking] | None = None,
) -> Booking:
    """As ``book``, for a caller who holds the lock and tells the person.

    ``instead_of`` is to be given up: a seat when there is one here, a place in a line at once.
    ``held`` is everything that the person has or waits for, where the caller knows it.

    Raises:
        NoSeat: what should be given up is not held any more.
        Refused: as for ``book``.
    """
    if registration.state != RegistrationState.CONFIRMED:
        raise NotActive
    if desk.seat_mode == SeatMode.RANKED and desk.allotted_at is None:
        raise SeatsAreAllotted
    session = _session(desk, session_id)
    is_free = _is_free(desk, registration, session)
    if instead_of is not None:
        _refuse_given_up(instead_of)
    _refuse_clashes(queries.active_bookings(registration) if held is None else held, session, instead_of)
    seat = instead_of if instead_of is not None and instead_of.state == BookingState.CONFIRMED else None
    if is_free:
        booking = lines.add(registration, session, BookingState.CONFIRMED, Event.BOOKED, seat)
    else:
        booking = lines.add(registration, session, BookingState.WAITING, Event.QUEUED, seat)
    if instead_of is not None and (is_free or seat is None):
        settle(desk, lines.release(instead_of, Event.SWAPPED))
    return booking


def _is_free(desk: RegistrationDesk, registration: Registration, session: Session) -> bool:
    """Whether there is a seat that nobody in the line comes before.

    Usually whoever fits has moved up already. Some have not when what kept them back went away without a
    decision about seats: the agenda was moved, or a session takes place after all. They go first.
    """
    person = queries.person_of(registration)
    holders, waiting = queries.standing_of(session.pk)
    reserves = queries.reserves_of(session.pk)
    if not is_free_for(person, session.seats, holders, reserves):
        return False
    if waiting and lines.next_in_line(session, holders, reserves) is not None:
        settle(desk, [session.pk])
        return is_free_for(person, session.seats, queries.holders_of_seats(session.pk), reserves)
    return True


def _refuse_given_up(booking: Booking) -> None:
    """Refuse to give up what somebody lost, or was offered, while others moved up."""
    booking.refresh_from_db(fields=["state"])
    if booking.state not in CAN_BE_CHANGED:
        raise NoSeat


@transaction.atomic
def swap(registration: Registration, old: Session, new: Session) -> Booking:
    """Change ``old`` for ``new``: the new seat is taken before the old one is given up.

    When ``new`` is full, the person waits in its line and keeps the old seat until they move up. A place in
    the line of ``old`` is given up in any case.

    Raises:
        NoSeat: there is neither a seat in ``old`` to give up nor a place in its line.
        TooLate: one of both has begun.
        Refused: as for ``book``.
    """
    desk = lock(registration.edition_id)
    registration = _fresh(desk, registration)
    held = _active(registration, old, *CAN_BE_CHANGED)
    _session(desk, old.pk, is_cancelled_too=True)
    booking = book_locked(desk, registration, new.pk, instead_of=held)
    mails.tell_of_seats(registration, [booking, held])
    return booking


@transaction.atomic
def leave(registration: Registration, session: Session) -> None:
    """Give up the seat in ``session``, the offer of one, or the place in its line; the next moves up.

    Raises:
        NoSeat: there is none.
        TooLate: the session has begun.
    """
    desk = lock(registration.edition_id)
    registration = _fresh(desk, registration)
    booking = _active(registration, session)
    _session(desk, session.pk, is_cancelled_too=True)
    kind = Event.DECLINED if booking.state == BookingState.OFFERED else Event.LEFT
    freed = lines.release(booking, kind)
    mails.tell_of_seats(registration, [booking])
    settle(desk, freed)


@transaction.atomic
def accept(registration: Registration, session: Session) -> Booking:
    """Take the seat that was offered.

    Raises:
        NoSeat: there is no offer, or it has lapsed.
        Overlaps: the agenda was moved since, and there is another seat at the same time.
        TooLate: the session has begun or was cancelled.
    """
    desk = lock(registration.edition_id)
    registration = _fresh(desk, registration)
    booking = _active(registration, session, BookingState.OFFERED)
    if booking.offered_until is not None and booking.offered_until <= timezone.now():
        raise NoSeat
    current = _session(desk, session.pk)
    times = queries.times_of(current)
    for other in queries.active_bookings(registration).filter(state=BookingState.CONFIRMED):
        given_up = other.pk == booking.instead_of_id and not lines.has_begun(other.session, timezone.now())
        if not given_up and _takes_place(other) and times.overlaps(queries.times_of(other.session)):
            raise Overlaps(current, other.session)
    settle(desk, lines.take(booking, Event.ACCEPTED))
    return booking


@transaction.atomic
def give(registration: Registration, session: Session) -> Booking:
    """Give somebody who waits for ``session``, or was offered a seat, the seat now, as far as there is one.

    Nobody is passed over: whoever comes before them in the line and can have a seat moves up first.

    Raises:
        NoSeat: they neither wait nor have an offer.
        SessionFull: no seat is left for them.
        Overlaps: they have another seat at the same time.
        TooLate: the session has begun or was cancelled.
    """
    desk = lock(registration.edition_id)
    _session(desk, session.pk)
    booking = _active(registration, session, BookingState.WAITING, BookingState.OFFERED)
    settle(desk, [session.pk])
    booking.refresh_from_db(fields=["state"])
    if booking.state == BookingState.WAITING:
        raise SessionFull(session)
    return booking if booking.state == BookingState.CONFIRMED else accept(registration, session)


def lapse_offers() -> int:
    """Take back the offers whose time is over, and offer the seats to the next; how many lapsed."""
    now = timezone.now()
    editions = set(_overdue(now).values_list("registration__edition", flat=True))
    return sum(_lapse_in(edition_id, now) for edition_id in sorted(editions))


def _overdue(now: datetime) -> QuerySet[Booking]:
    """Offers that cannot be accepted any more; a session that was moved may begin before they end."""
    ended = Q(offered_until__lte=now) | Q(session__slot__starts_at__lte=now)
    return Booking.objects.filter(ended, state=BookingState.OFFERED)


@transaction.atomic
def _lapse_in(edition_id: int, now: datetime) -> int:
    desk = lock(edition_id)
    due = _overdue(now).filter(registration__edition=edition_id).order_by("pk")
    lapsed = list(due.select_related("registration__edition", "session__slot"))
    freed: list[int] = []
    for booking in lapsed:
        freed += lines.release(booking, Event.LAPSED)
        mails.tell_of_seats(booking.registration, [booking])
    settle(desk, freed)
    return len(lapsed)


def release_all(desk: RegistrationDesk, registration: Registration) -> list[Booking]:
    """Give up all seats of ``registration``, which ends; for a caller who holds the lock and tells them."""
    bookings = list(queries.active_bookings(registration))
    freed: list[int] = []
    # First what is waited for, so that nobody who ends moves up on the way.
    for booking in sorted(bookings, key=lambda one: one.state != BookingState.WAITING):
        freed += lines.release(booking, Event.WITHDRAWN)
    settle(desk, freed)
    return bookings


def _fresh(desk: RegistrationDesk, registration: Registration) -> Registration:
    """The registration as the database has it under the lock.

    Raises:
        NotActive: it was erased meanwhile.
    """
    found = Registration.objects.select_related("member").filter(pk=registration.pk).first()
    if found is None:
        raise NotActive
    found.edition = desk.edition
    return found


def _session(desk: RegistrationDesk, session_id: int, *, is_cancelled_too: bool = False) -> Session:
    sessions = Session.objects.select_related("slot").filter(slot__edition=desk.edition_id)
    session = sessions.filter(pk=session_id).first()
    if session is None:
        raise NoSeat
    if lines.is_closed(desk, session, is_cancelled_too=is_cancelled_too):
        raise TooLate(session)
    return session


def _active(registration: Registration, session: Session, *states: BookingState) -> Booking:
    """The booking of ``registration`` in ``session``, in one of ``states`` or any but released."""
    found = Booking.objects.filter(registration=registration, session=session)
    found = found.filter(state__in=states) if states else found.exclude(state=BookingState.RELEASED)
    booking = found.select_related("session__slot", "instead_of__session__slot").first()
    if booking is None:
        raise NoSeat
    booking.registration = registration
    return booking


def _takes_place(booking: Booking) -> bool:
    return not booking.session.slot.is_cancelled


def _refuse_clashes(held: Iterable[Booking], session: Session, instead_of: Booking | None) -> None:
    """Nobody has, waits for, or is offered two seats at overlapping times."""
    times = queries.times_of(session)
    for booking in held:
        if booking.session_id == session.pk:
            raise AlreadyBooked(session)
        if instead_of is not None and booking.pk == instead_of.pk:
            continue
        if _takes_place(booking) and times.overlaps(queries.times_of(booking.session)):
            raise Overlaps(session, booking.session)
