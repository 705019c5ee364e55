"""The line of a session: who moves up when a seat is free, and how a booking changes its state.

Everything here is for callers who hold the desk's lock (``locking.lock``); what is done leaves an event.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cooperation.editions.rules import is_over
from workshops.programme.models import Session
from workshops.registration import mails, queries
from workshops.registration.enums import (
    HOLDS_SEAT,
    BookingState,
    Promotion,
    RegistrationState,
    SeatEventKind,
)
from workshops.registration.models import Booking, Registration, RegistrationDesk, SeatEvent
from workshops.registration.rules import Holders, Reserve, is_free_for

Event = SeatEventKind


def settle(desk: RegistrationDesk, session_ids: Iterable[int]) -> int:
    """Let the lines of these sessions move up as far as there are seats, and tell those who moved.

    A seat that somebody gives up by moving up frees one elsewhere, so that line moves as well; it ends,
    because everybody who moves leaves a line. Gives back how many moved up.
    """
    to_settle = list(dict.fromkeys(session_ids))
    moved = 0
    while to_settle:
        session = Session.objects.select_related("slot").get(pk=to_settle.pop(0))
        if is_closed(desk, session):
            continue
        while (booking := _next(session)) is not None:
            to_settle += _move_up(desk, booking)
            moved += 1
    return moved


def _next(session: Session) -> Booking | None:
    holders = queries.holders_of_seats(session.pk)
    if sum(holders.values()) >= session.seats:
        return None
    return next_in_line(session, holders, queries.reserves_of(session.pk))


def next_in_line(session: Session, holders: Holders, reserves: list[Reserve]) -> Booking | None:
    """Who has waited longest among those who can have a seat now; ``None`` when nobody can. One query.

    Passed over, without losing their place, are those who have another seat at the same time (the agenda
    was moved since they joined the line), and those for whom no seat is free because the rest is kept for
    others.
    """
    waiting = (
        Booking.objects.filter(
            ~Exists(_seats_at_the_same_time(session)),
            session=session,
            state=BookingState.WAITING,
            registration__state=RegistrationState.CONFIRMED,
        )
        .select_related("registration__edition", "session__slot", "instead_of__session__slot")
        .order_by("pk")
    )
    for booking in waiting if reserves else waiting[:1]:
        if is_free_for(queries.person_of(booking.registration), session.seats, holders, reserves):
            return booking
    return None


def _seats_at_the_same_time(session: Session) -> QuerySet[Booking]:
    """The seats that keep somebody who waits for ``session`` from having it.

    The one that they give up for it does not, unless it has begun: then they cannot give it up any more.
    """
    given_up = Q(pk=Coalesce(OuterRef("instead_of"), Value(0)), session__slot__starts_at__gt=timezone.now())
    return Booking.objects.filter(
        ~given_up,
        registration=OuterRef("registration"),
        state__in=HOLDS_SEAT,
        session__slot__is_cancelled=False,
        session__slot__starts_at__lt=session.slot.ends_at,
        session__slot__ends_at__gt=session.slot.starts_at,
    )


def _move_up(desk: RegistrationDesk, booking: Booking) -> list[int]:
    """Give or offer the seat, and tell the person; the sessions in which one became free."""
    if desk.promotion == Promotion.AT_ONCE:
        return take(booking, Event.PROMOTED)
    ends = timezone.now() + timedelta(hours=desk.offer_hours)
    booking.state = BookingState.OFFERED
    booking.offered_until = min(ends, booking.session.slot.starts_at)
    booking.save(update_fields=["state", "offered_until", "changed_at"])
    note(booking, Event.OFFERED)
    mails.tell_of_seats(booking.registration, [booking])
    return []


def take(booking: Booking, kind: Event) -> list[int]:
    """Make ``booking`` a seat, and tell the person; the sessions in which one is given up for it."""
    booking.state, booking.offered_until = BookingState.CONFIRMED, None
    booking.save(update_fields=["state", "offered_until", "changed_at"])
    note(booking, kind)
    given_up = booking.instead_of
    if given_up is None or given_up.state not in HOLDS_SEAT or has_begun(given_up.session, timezone.now()):
        mails.tell_of_seats(booking.registration, [booking])
        return []
    given_up.registration = booking.registration
    freed = release(given_up, Event.SWAPPED)
    mails.tell_of_seats(booking.registration, [booking, given_up])
    return freed


def release(booking: Booking, kind: Event) -> list[int]:
    """End ``booking``; the sessions whose lines can move now.

    A seat that ends frees one, and its owner may have one at the same time again for which they wait.
    """
    held = booking.state in HOLDS_SEAT
    booking.only_waited = not held
    booking.state, booking.offered_until = BookingState.RELEASED, None
    booking.save(update_fields=["state", "offered_until", "changed_at"])
    note(booking, kind)
    if not held:
        return []
    slot = booking.session.slot
    kept_waiting = Booking.objects.filter(
        registration=booking.registration_id,
        state=BookingState.WAITING,
        session__slot__starts_at__lt=slot.ends_at,
        session__slot__ends_at__gt=slot.starts_at,
    )
    return [booking.session_id, *kept_waiting.order_by("pk").values_list("session", flat=True)]


def add(
    registration: Registration,
    session: Session,
    state: BookingState,
    kind: Event,
    instead_of: Booking | None = None,
) -> Booking:
    """Make a booking."""
    booking = Booking.objects.create(
        registration=registration, session=session, state=state, instead_of=instead_of
    )
    note(booking, kind)
    return booking


def note(booking: Booking, kind: Event) -> None:
    """Write down what happened to ``booking``."""
    event = SeatEvent.objects.create(
        session_id=booking.session_id, registration_id=booking.registration_id, kind=kind
    )
    booking.newest_event = event.pk


def has_begun(session: Session, now: datetime) -> bool:
    """Whether ``session`` takes place at ``now`` or did so; one that is cancelled never does."""
    return session.slot.starts_at <= now and not session.slot.is_cancelled


def is_closed(desk: RegistrationDesk, session: Session, *, is_cancelled_too: bool = False) -> bool:
    """Whether seats of ``session`` do not change hands any more.

    With ``is_cancelled_too`` those of a cancelled one do: they can be given up.
    """
    now, edition = timezone.now(), desk.edition
    if session.slot.is_cancelled and not is_cancelled_too:
        return True
    return bool(
        edition.cancelled_at or edition.archived_at or is_over(edition, now) or session.slot.starts_at <= now
    )
