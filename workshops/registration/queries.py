"""Reads of places and seats."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cooperation.editions.models import Edition
from cooperation.editions.queries import SomeUser, number_of_published_legal_pages
from cooperation.editions.rules import LEGAL_PAGES
from workshops.programme.models import Session
from workshops.registration.enums import HOLDS_SEAT, BookingState, RegistrationState, SeatEventKind
from workshops.registration.models import (
    Booking,
    Delegation,
    Registration,
    RegistrationDesk,
    RoleQuota,
    SeatEvent,
    SeatReserve,
)
from workshops.registration.rules import Holders, Person, Places, Reserve, Times, Window


def desk_of(edition: Edition | int) -> RegistrationDesk | None:
    """How people register for ``edition``; ``None`` when nobody has set it up. One query."""
    return RegistrationDesk.objects.filter(edition=edition).select_related("edition").first()


class Fullness(NamedTuple):
    """Whether there are places, and whether anybody can be asked for one at all."""

    is_full: bool
    lacks_legal_pages: bool


def fullness_of(edition: Edition) -> Fullness | None:
    """How it stands with places at ``edition``; ``None`` when nobody has set up registration. One query."""
    desks = RegistrationDesk.objects.filter(edition=edition).annotate(
        told=Coalesce(number_of_published_legal_pages(), 0)
    )
    found = desks.values_list("is_full", "told").first()
    return Fullness(found[0], found[1] < len(LEGAL_PAGES)) if found else None


def desk_behind(registration: Registration) -> RegistrationDesk | None:
    """How people register where ``registration`` was made. No query for one that ``by_ticket`` has read."""
    return getattr(registration.edition, "desk", None)


def person_of(registration: Registration) -> Person:
    """What of a registration counts when places and seats are given."""
    return Person(registration.member_id, registration.role)


def holders_of_places(edition_id: int) -> Holders:
    """Who takes part, counted. One query."""
    confirmed = Registration.objects.filter(edition=edition_id, state=RegistrationState.CONFIRMED)
    return _counted(confirmed.values_list("member", "role").annotate(number=Count("pk")).order_by())


def holders_of_seats(session_id: int) -> Holders:
    """Who has a seat in a session, or has been offered one, counted. One query."""
    taken = Booking.objects.filter(session=session_id, state__in=HOLDS_SEAT)
    people = taken.values_list("registration__member", "registration__role")
    return _counted(people.annotate(number=Count("pk")).order_by())


def standing_of(session_id: int) -> tuple[Holders, int]:
    """Who has a seat in a session, or has been offered one, counted, and how many wait. One query."""
    active = Booking.objects.filter(session=session_id).exclude(state=BookingState.RELEASED)
    people = active.values_list("registration__member", "registration__role", "state")
    rows = list(people.annotate(number=Count("pk")).order_by())
    waiting = sum(number for *_, state, number in rows if state == BookingState.WAITING)
    return _counted((*who, number) for *who, state, number in rows if state in HOLDS_SEAT), waiting


def _counted(rows: Iterable[tuple[int | None, str, int]]) -> Holders:
    found: Counter[Person] = Counter()
    for member_id, role, number in rows:
        found[Person(member_id, role)] += number
    return found


def reserves_of(session_id: int) -> list[Reserve]:
    """The seats of a session that are kept for somebody. One query."""
    rows = SeatReserve.objects.filter(session=session_id).values_list("seats", "member", "role")
    return [Reserve(seats, member_id, role) for seats, member_id, role in rows]


Quotas = list[tuple[str, int | None, datetime | None]]
"""What holds for those who take part as one thing: the role, how many places, and from when."""


def quotas_of(desk: RegistrationDesk) -> Quotas:
    """What holds for each role that has its own numbers. One query."""
    return list(RoleQuota.objects.filter(desk=desk).values_list("role", "places", "opens_at"))


def places_of(desk: RegistrationDesk, members_places_kept: bool, quotas: Quotas | None = None) -> Places:
    """How many people the edition takes. Two queries, or one when the ``quotas`` are known."""
    numbers = Delegation.objects.filter(edition=desk.edition_id).order_by().values_list("member", "places")
    of_roles = quotas_of(desk) if quotas is None else quotas
    of_members = {member: desk.places_per_member if own is None else own for member, own in numbers}
    return Places(
        total=desk.total_places,
        of_members={member: number for member, number in of_members.items() if number is not None},
        of_roles={role: number for role, number, _opens_at in of_roles if number is not None},
        members_places_kept=members_places_kept,
    )


def window_of(desk: RegistrationDesk, quotas: Quotas | None = None) -> Window:
    """When registration is open. One query, or none when the ``quotas`` are known."""
    of_roles = quotas_of(desk) if quotas is None else quotas
    early = {role: moment for role, _places, moment in of_roles if moment is not None}
    return Window(desk.edition.registration_opens_at, desk.edition.registration_closes_at, early)


def times_of(session: Session) -> Times:
    """When a session takes place, as the draft of the agenda has it."""
    return Times(session.slot.starts_at, session.slot.ends_at)


def active_bookings(registration: Registration) -> QuerySet[Booking]:
    """The seats of a registration and its places in lines, with sessions and slots, in order of time."""
    return (
        Booking.objects.filter(registration=registration)
        .exclude(state=BookingState.RELEASED)
        .select_related("session__slot__room")
        .order_by("session__slot__starts_at", "pk")
    )


def own_bookings(registration: Registration) -> list[Booking]:
    """The person's seats and places in lines, each with ``place``: 1 for the next in line. One query."""
    ahead = (
        Booking.objects.filter(session=OuterRef("session"), state=BookingState.WAITING, pk__lt=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(number=Count("pk"))
        .values("number")
    )
    found: QuerySet[Booking] = active_bookings(registration)
    bookings: list[Booking] = [*found.annotate(place=Coalesce(Subquery(ahead), 0) + 1)]
    for booking in bookings:
        booking.registration = registration
    return bookings


def only_waited(booking: Booking) -> bool:
    """Whether somebody who gave up ``booking`` had no seat but a place in the line. One query."""
    happened = SeatEvent.objects.filter(session=booking.session_id, registration=booking.registration_id)
    last_two = list(happened.order_by("-pk").values_list("kind", flat=True)[:2])
    return last_two[1:] == [SeatEventKind.QUEUED]


def place_in_line(booking: Booking) -> int:
    """The place of a waiting ``booking`` in its line, 1 for the next. One query."""
    ahead = Booking.objects.filter(session=booking.session_id, state=BookingState.WAITING, pk__lt=booking.pk)
    return ahead.count() + 1


def place_in_waiting_list(registration: Registration) -> int:
    """The place of a waiting ``registration`` among those of its edition, 1 for the next. One query."""
    ahead = Registration.objects.filter(
        edition=registration.edition_id, state=RegistrationState.WAITING, pk__lt=registration.pk
    )
    return ahead.count() + 1


def by_ticket(ticket: str, *, with_edition: bool = True) -> Registration | None:
    """The registration that ``ticket`` opens; ``None`` for a wrong, foreign or erased one. One query.

    ``with_edition`` reads what a page says of it as well.
    """
    found = Registration.objects.filter(ticket=ticket)
    if with_edition:
        found = found.select_related("edition__host", "member", "edition__desk")
    return found.first()


def registrations_of(user: SomeUser) -> QuerySet[Registration]:
    """The registrations of ``user`` that stand, newest edition first, each with its edition. One query.

    None for who is not signed in, without a query.
    """
    if not user.is_authenticated:
        return Registration.objects.none()
    standing = Registration.objects.filter(user=user).exclude(state=RegistrationState.CANCELLED)
    return standing.select_related("edition").order_by("-edition__year", "-pk")


def bookable_sessions(edition: Edition) -> QuerySet[Session]:
    """The sessions of ``edition`` with how many seats are taken and how many people wait, in order of time.

    One query. Sessions whose slot is cancelled are not among them.
    """
    taken = Count("bookings", filter=Q(bookings__state__in=HOLDS_SEAT))
    waiting = Count("bookings", filter=Q(bookings__state=BookingState.WAITING))
    return (
        Session.objects.filter(slot__edition=edition, slot__is_cancelled=False)
        .select_related("slot__room")
        .annotate(taken=taken, waiting=waiting)
        .order_by("slot__starts_at", "slot__room__sort_order", "pk")
    )
