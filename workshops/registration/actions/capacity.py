"""How many seats a session has, and for whom some are kept: the host's decisions, under the desk's lock."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log

from cooperation.agenda.queries import current_programme
from core.accounts.models import User
from workshops.programme.models import Session
from workshops.registration import audit, queries
from workshops.registration.actions.lines import settle
from workshops.registration.actions.locking import lock
from workshops.registration.enums import HOLDS_SEAT
from workshops.registration.models import Booking, RegistrationDesk, SeatNeed, SeatReserve
from workshops.registration.refusals import BelowTaken, NoSeat, ReservesExceedSeats, TooLate
from workshops.registration.rules import Reserve


def set_seats(session: Session, seats: int, by: User | None) -> Session:
    """Let ``session`` have ``seats`` seats; the line moves up when there are more.

    Raises:
        BelowTaken: more are taken; it names who has them, and nothing changes.
        ReservesExceedSeats: more are kept for somebody.
        TooLate: the edition is archived.
    """
    return set_capacity(session, seats, None, by)


def set_reserves(session: Session, reserves: Iterable[Reserve], by: User | None) -> Session:
    """Keep seats of ``session`` for members or roles, in place of what was kept before.

    Nobody loses a seat that they have. What is not kept any more goes to the line.

    Raises:
        ReservesExceedSeats: more would be kept than there are seats.
        TooLate: the edition is archived.
    """
    return set_capacity(session, None, reserves, by)


@transaction.atomic
def set_capacity(
    session: Session, seats: int | None, reserves: Iterable[Reserve] | None, by: User | None
) -> Session:
    """Set both in one decision, so that nobody moves up into a seat that is kept from now on.

    ``None`` leaves what there is.

    Raises:
        Refused: as for ``set_seats`` and ``set_reserves``; nothing changes then.
    """
    desk = hold(session)
    current = Session.objects.select_related("slot__edition").filter(pk=session.pk).first()
    if current is None:
        raise NoSeat
    if current.slot.edition.archived_at:
        raise TooLate(current)
    before, kept_before = current.seats, _merged(queries.reserves_of(current.pk))
    current.seats = before if seats is None else seats
    kept = kept_before if reserves is None else _merged(reserves)
    _refuse_impossible(current, kept)
    if current.seats != before:
        current.save(update_fields=["seats"])
        log(current, audit.SEATS_SET, user=by, data={"before": before, "seats": current.seats})
    if kept != kept_before:
        _replace_reserves(current, kept, by)
    if desk is not None:
        settle(desk, [current.pk])
    return current


@transaction.atomic
def add_session(session: Session, reserves: Iterable[Reserve], by: User | None) -> Session:
    """Keep a new session, with the seats that are reserved.

    Raises:
        ReservesExceedSeats: more would be kept than there are seats.
    """
    session.save()
    _note_need(session, is_needed=True)
    return set_reserves(session, reserves, by)


def let_go(session: Session) -> None:
    """Prepare that the caller deletes ``session``, in whose transaction nobody books it any more."""
    hold(session)
    _note_need(session, is_needed=False)


def _note_need(session: Session, *, is_needed: bool) -> None:
    """Keep for calendars whether one needs a seat from now on, when they may show the slot already."""
    slot = session.slot
    programme = current_programme(slot.edition)
    entry = programme.slot(str(slot.uid)) if programme else None
    if entry is not None and not entry.fell_out:
        SeatNeed.objects.create(edition=slot.edition, slot_uid=slot.uid, is_needed=is_needed)


def hold(session: Session) -> RegistrationDesk | None:
    """Keep seats of ``session`` as they are for the rest of the caller's transaction.

    Gives back the desk; ``None`` before anybody set one up, when nobody can have a seat either.
    """
    try:
        return lock(session.slot.edition_id)
    except RegistrationDesk.DoesNotExist:
        return None


def _merged(reserves: Iterable[Reserve]) -> list[Reserve]:
    """One for each member and role, none of them empty, always in the same order."""
    places: Counter[tuple[int | None, str]] = Counter()
    for reserve in reserves:
        places[reserve.member_id, reserve.role] += reserve.places
    found = [Reserve(number, member_id, role) for (member_id, role), number in places.items() if number]
    return sorted(found, key=lambda reserve: (reserve.member_id or 0, reserve.role))


def _refuse_impossible(session: Session, reserves: list[Reserve]) -> None:
    holders = Booking.objects.filter(session=session, state__in=HOLDS_SEAT).order_by("pk")
    names = list(holders.values_list("registration__badge_name", flat=True))
    if session.seats < len(names):
        raise BelowTaken(names)
    reserved = sum(reserve.places for reserve in reserves)
    if reserved > session.seats:
        raise ReservesExceedSeats(reserved, session.seats)


def _replace_reserves(session: Session, reserves: list[Reserve], by: User | None) -> None:
    SeatReserve.objects.filter(session=session).delete()
    SeatReserve.objects.bulk_create(
        SeatReserve(session=session, seats=reserve.places, member_id=reserve.member_id, role=reserve.role)
        for reserve in reserves
    )
    told = [{"seats": one.places, "member": one.member_id, "role": one.role} for one in reserves]
    log(session, audit.RESERVES_SET, user=by, data={"reserves": told})
