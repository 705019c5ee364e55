"""Who and what is printed. The number of queries does not grow with the people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from cooperation.editions.models import Edition
from workshops.printing import rules
from workshops.printing.enums import Whom
from workshops.printing.models import PrintedBadge
from workshops.printing.rules import Badge
from workshops.programme.models import Session
from workshops.registration.check_in_codes import check_in_code
from workshops.registration.enums import HOLDS_SEAT, BookingState, RegistrationState
from workshops.registration.models import Booking, Registration
from workshops.registration.queries import bookable_sessions, desk_of


@dataclass(frozen=True, slots=True)
class Choice:
    """For whom something is printed."""

    whom: Whom = Whom.ALL
    key: int | None = None
    """Of the member, the session or the registration."""
    role: str = ""
    """Of those who take part as one thing, or of blank badges; the latter may have none."""
    number: int = 0
    """How many blank ones."""


def confirmed(edition_id: int) -> QuerySet[Registration]:
    """Everybody who has a place, with member and what was printed of them."""
    people = Registration.objects.filter(edition=edition_id, state=RegistrationState.CONFIRMED)
    return people.select_related("member", "printed_badge")


def badges_for(edition: Edition, choice: Choice) -> list[Badge]:
    """The badges of those whom ``choice`` names, in no order. Two queries."""
    desk = desk_of(edition)
    asks_pictures = desk is not None and desk.asks_pictures
    people = list(_chosen(edition.pk, choice))
    badges = [badge_of(person, asks_pictures=asks_pictures) for person in people]
    if choice.whom != Whom.CHANGED:
        return badges
    return [badge for person, badge in zip(people, badges, strict=True) if is_news(person, badge)]


def _chosen(edition_id: int, choice: Choice) -> QuerySet[Registration]:
    people = confirmed(edition_id)
    if choice.whom == Whom.MEMBER:
        return people.filter(member=choice.key)
    if choice.whom == Whom.ROLE:
        return people.filter(role=choice.role)
    if choice.whom == Whom.PERSON:
        return people.filter(pk=choice.key or 0)
    if choice.whom == Whom.SESSION:
        seated = Booking.objects.filter(session=choice.key, state__in=HOLDS_SEAT)
        return people.filter(pk__in=seated.values("registration"))
    return people


def is_news(person: Registration, badge: Badge) -> bool:
    """Whether the badge of ``person`` was never made, or says something else by now."""
    printed: PrintedBadge | None = getattr(person, "printed_badge", None)
    return printed is None or printed.shown != badge.digest


def badge_of(person: Registration, *, asks_pictures: bool) -> Badge:
    """What the badge of ``person`` says. No query for one that ``confirmed`` has read."""
    member = person.member
    return Badge(
        registration_id=person.pk,
        name=person.badge_name,
        function=person.function,
        affiliation=person.affiliation,
        country=str(member.country) if member else "",
        role=person.role,
        no_pictures=asks_pictures and not person.pictures_allowed,
        code=check_in_code(person.ticket),
        member_order=(member.protocol_order, member.name) if member else None,
    )


def printed_last(edition_id: int) -> datetime | None:
    """When a badge of the edition was made last; ``None`` when none was. One query."""
    printed = PrintedBadge.objects.filter(registration__edition=edition_id)
    last: datetime | None = printed.aggregate(last=Max("printed_at"))["last"]
    return last


@dataclass(frozen=True, slots=True)
class Seated:
    """Who is in a session."""

    session: Session
    confirmed: list[Registration] = field(default_factory=list)
    """By name."""
    reserve: list[Registration] = field(default_factory=list)
    """In the order of the line."""


def seated_in(edition: Edition, session_id: int | None = None) -> list[Seated]:
    """Who is in each session, or in one of them, in order of time. Two queries."""
    sessions = bookable_sessions(edition)
    if session_id is not None:
        sessions = sessions.filter(pk=session_id)
    found = {session.pk: Seated(session) for session in sessions}
    held = Q(state__in=HOLDS_SEAT) | Q(state=BookingState.WAITING)
    bookings = Booking.objects.filter(
        held, session__in=list(found), registration__state=RegistrationState.CONFIRMED
    )
    for booking in bookings.select_related("registration__member").order_by("pk"):
        lists = found[booking.session_id]
        waits = booking.state == BookingState.WAITING
        (lists.reserve if waits else lists.confirmed).append(booking.registration)
    for lists in found.values():
        lists.confirmed[:] = by_name(lists.confirmed)
    return list(found.values())


def by_name(people: Iterable[Registration]) -> list[Registration]:
    """``people`` by the last word of their names."""
    return sorted(people, key=lambda person: (rules.name_key(person.badge_name), person.pk))
