"""What a desk asks and offers, read for one form. The number of queries does not grow with what there is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from cooperation.network.models import Member
from cooperation.pages.kept_tree import addresses_of
from workshops.programme.models import Session
from workshops.registration import queries, seat_choice
from workshops.registration.actions.registering import Admission
from workshops.registration.admitting import has_place_for
from workshops.registration.enums import Participation, RegistrationState, SeatMode
from workshops.registration.models import Extra, Question, RegistrationDesk
from workshops.registration.rules import Person, free_for


@dataclass(frozen=True, slots=True)
class Bookable:
    """A session, and how it stands with the person who fills in the form."""

    session: Session
    free: int
    """Seats that they could have."""
    waiting: int
    """How many people wait for a seat."""
    url: str = ""
    """The workshop's page; empty when there is none to see."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form of one person asks and offers."""

    desk: RegistrationDesk
    admission: Admission
    has_place: bool
    """Whether there is a place for them; otherwise they join the waiting list."""
    members: tuple[Member, ...]
    """Whom they can belong to; empty when the way they came by says it."""
    questions: tuple[Question, ...]
    extras: tuple[Extra, ...]
    """Each with ``taken``, how many people take part."""
    sessions: tuple[Bookable, ...]
    """Empty while nobody can choose seats: before there is a place, and where seats are allotted."""

    @property
    def role_in_words(self) -> str:
        """As what they take part."""
        return str(Participation(self.admission.role).label)

    @property
    def are_seats_allotted(self) -> bool:
        """Whether sessions are ranked later instead of being booked now."""
        return self.has_place and self.desk.seat_mode == SeatMode.RANKED


def offer(desk: RegistrationDesk, admission: Admission, now: datetime) -> Offer:
    """What ``desk`` asks and offers somebody who was admitted. At most eleven queries."""
    person = Person(admission.member.pk if admission.member else None, admission.role)
    has_place = has_place_for(desk, person, now)
    are_bookable = has_place and desk.seat_mode == SeatMode.FIRST_COME
    taking_part = ~Q(choices_made__registration__state=RegistrationState.CANCELLED)
    extras = Extra.objects.filter(desk=desk).annotate(taken=Count("choices_made", filter=taking_part))
    return Offer(
        desk=desk,
        admission=admission,
        has_place=has_place,
        members=() if admission.member else tuple(Member.objects.filter(left_on=None)),
        questions=tuple(Question.objects.filter(desk=desk)),
        extras=tuple(extras),
        sessions=_sessions(desk, person, now) if are_bookable else (),
    )


def _sessions(desk: RegistrationDesk, person: Person, now: datetime) -> tuple[Bookable, ...]:
    sessions = [one for one in queries.bookable_sessions(desk.edition) if one.slot.starts_at > now]
    holders, reserves = (
        seat_choice.holders_by_session(desk.edition_id),
        seat_choice.reserves_by_session(desk.edition_id),
    )
    pages = addresses_of({one.slot.page_id for one in sessions if one.slot.page_id})
    return tuple(
        Bookable(
            session,
            free_for(person, session.seats, holders.get(session.pk, {}), reserves.get(session.pk, [])) or 0,
            session.waiting,
            pages.get(session.slot.page_id or 0, ""),
        )
        for session in sessions
    )
