"""The sessions of an edition as one person sees them: what they have, and what they could have.

The number of queries does not grow with the sessions or the seats.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format

from cooperation.editions.rules import is_over
from cooperation.pages.kept_tree import addresses_of
from workshops.programme.models import Session
from workshops.registration import queries
from workshops.registration.enums import HOLDS_SEAT, BookingState
from workshops.registration.models import Booking, Registration, SeatReserve
from workshops.registration.rules import Holders, Person, Reserve, free_for


@dataclass(frozen=True, slots=True)
class SessionChoice:
    """One session, and how it stands with the person."""

    session: Session
    starts_at: datetime
    """On the clocks of the venue, as ``ends_at``; templates would turn both into the server's zone."""
    ends_at: datetime
    url: str
    """The workshop's page; empty when there is none to see."""
    booking: Booking | None
    free: int
    """How many seats the person could have."""
    waiting: int
    clashes: tuple[Booking, ...]
    """What the person has, or waits for, at the same time."""
    is_closed: bool
    """Whether seats do not change hands any more."""

    @property
    def starts(self) -> str:
        """The hour at which it begins, on the clocks of the venue."""
        return f"{self.starts_at:%H:%M}"

    @property
    def ends(self) -> str:
        """The hour at which it ends, with the day when that is another one."""
        if self.ends_at.date() == self.starts_at.date():
            return f"{self.ends_at:%H:%M}"
        return f"{self.ends_at:%H:%M} ({date_format(self.ends_at.date(), 'D j M')})"

    @property
    def starts_iso(self) -> str:
        """When it begins, for programs."""
        return self.starts_at.isoformat(timespec="minutes")

    @property
    def ends_iso(self) -> str:
        """When it ends, for programs."""
        return self.ends_at.isoformat(timespec="minutes")

    @property
    def is_held(self) -> bool:
        """Whether the person has a seat."""
        return self._is(BookingState.CONFIRMED)

    @property
    def is_waiting(self) -> bool:
        """Whether the person stands in the line."""
        return self._is(BookingState.WAITING)

    @property
    def is_offered(self) -> bool:
        """Whether a seat is kept for the person until they accept it."""
        return self._is(BookingState.OFFERED)

    @property
    def swap_for(self) -> Booking | None:
        """The one seat, or the one place in a line, that the person could give up for this session."""
        changeable = (BookingState.CONFIRMED, BookingState.WAITING)
        if len(self.clashes) == 1 and self.clashes[0].state in changeable:
            return self.clashes[0]
        return None

    @property
    def swaps_a_seat(self) -> bool:
        """Whether what the person could give up is a seat, which they keep until they have one here."""
        return self.swap_for is not None and self.swap_for.state == BookingState.CONFIRMED

    def _is(self, state: BookingState) -> bool:
        return self.booking is not None and self.booking.state == state


@dataclass(frozen=True, slots=True)
class ChoiceDay:
    """The sessions of one day at the venue."""

    date: date
    choices: tuple[SessionChoice, ...]


def choice_days(registration: Registration) -> list[ChoiceDay]:
    """All sessions by day. Five queries."""
    zone = registration.edition.zone
    choices = session_choices(registration)
    return [
        ChoiceDay(day, tuple(of_day))
        for day, of_day in groupby(choices, key=lambda choice: choice.starts_at.astimezone(zone).date())
    ]


def session_choices(registration: Registration) -> list[SessionChoice]:
    """All sessions in order of time; a cancelled one is among them while the person has something there."""
    bookings = queries.own_bookings(registration)
    sessions = list(queries.bookable_sessions(registration.edition))
    shown = {session.pk for session in sessions}
    sessions += [booking.session for booking in bookings if booking.session_id not in shown]
    sessions.sort(key=lambda session: session.slot.starts_at)
    holders, reserves = (
        holders_by_session(registration.edition_id),
        reserves_by_session(registration.edition_id),
    )
    pages = addresses_of({s.slot.page_id for s in sessions if s.slot.page_id})
    made = _Maker(registration, bookings, holders, reserves, pages)
    return [made.choice(session) for session in sessions]


class _Maker:
    """What all sessions are compared with."""

    def __init__(
        self,
        registration: Registration,
        bookings: list[Booking],
        holders: dict[int, Holders],
        reserves: dict[int, list[Reserve]],
        pages: dict[int, str],
    ) -> None:
        self.person = queries.person_of(registration)
        self.edition = registration.edition
        self.bookings = bookings
        self.holders, self.reserves, self.pages = holders, reserves, pages
        self.now = timezone.now()

    def choice(self, session: Session) -> SessionChoice:
        times, slot, zone = queries.times_of(session), session.slot, self.edition.zone
        own = next((booking for booking in self.bookings if booking.session_id == session.pk), None)
        clashes = (
            booking
            for booking in self.bookings
            if booking.session_id != session.pk
            and not booking.session.slot.is_cancelled
            and times.overlaps(queries.times_of(booking.session))
        )
        free = free_for(
            self.person,
            session.seats,
            self.holders.get(session.pk, {}),
            self.reserves.get(session.pk, []),
        )
        return SessionChoice(
            session=session,
            starts_at=slot.starts_at.astimezone(zone),
            ends_at=slot.ends_at.astimezone(zone),
            url=self.pages.get(slot.page_id or 0, ""),
            booking=own,
            free=free or 0,
            waiting=getattr(session, "waiting", 0),
            clashes=tuple(clashes),
            is_closed=slot.is_cancelled or slot.starts_at <= self.now or is_over(self.edition, self.now),
        )


def holders_by_session(edition_id: int) -> dict[int, Holders]:
    """Who has a seat or has been offered one, counted, by the session's key. One query."""
    rows = (
        Booking.objects.filter(session__slot__edition=edition_id, state__in=HOLDS_SEAT)
        .order_by()
        .values_list("session", "registration__member", "registration__role")
        .annotate(number=Count("pk"))
    )
    found: defaultdict[int, Counter[Person]] = defaultdict(Counter)
    for session_id, member_id, role, number in rows:
        found[session_id][Person(member_id, role)] += number
    return dict(found)


def reserves_by_session(edition_id: int) -> dict[int, list[Reserve]]:
    """The seats that are kept for somebody, by the session's key. One query."""
    rows = SeatReserve.objects.filter(session__slot__edition=edition_id)
    found: defaultdict[int, list[Reserve]] = defaultdict(list)
    for session_id, seats, member_id, role in rows.values_list("session", "seats", "member", "role"):
        found[session_id].append(Reserve(seats, member_id, role))
    return dict(found)
