"""What a desk asks and offers, read for one form. The number of queries does not grow with what there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.functional import cached_property

from cooperation.network.models import Member
from cooperation.pages.kept_tree import addresses_of
from workshops.programme.models import Session
from workshops.registration import queries, seat_choice
from workshops.registration.actions.registering import Admission
from workshops.registration.admitting import has_place_for
from workshops.registration.enums import Participation, RegistrationState, SeatMode, Way
from workshops.registration.models import Extra, Question, Registration, RegistrationDesk
from workshops.registration.rules import Holders, Person, Reserve, free_for


class Standing:
    """How the sessions stand with the person who fills in the form.

    It is read when the form is shown, and not when it is sent: then the lock decides.
    """

    def __init__(self, edition_id: int, person: Person, sessions: Iterable[Session]) -> None:
        self._edition_id, self._person = edition_id, person
        self._page_ids = {one.slot.page_id for one in sessions if one.slot.page_id}

    @cached_property
    def _holders(self) -> dict[int, Holders]:
        return seat_choice.holders_by_session(self._edition_id)

    @cached_property
    def _reserves(self) -> dict[int, list[Reserve]]:
        return seat_choice.reserves_by_session(self._edition_id)

    @cached_property
    def _pages(self) -> dict[int, str]:
        return addresses_of(self._page_ids)

    def free(self, session: Session) -> int:
        """Seats of ``session`` that the person could have."""
        holders, reserves = self._holders.get(session.pk, {}), self._reserves.get(session.pk, [])
        return free_for(self._person, session.seats, holders, reserves) or 0

    def url(self, session: Session) -> str:
        """The page of the workshop that ``session`` gives; empty when there is none to see."""
        return self._pages.get(session.slot.page_id or 0, "")


@dataclass(frozen=True, slots=True)
class Bookable:
    """A session, and how it stands with the person who fills in the form."""

    session: Session
    standing: Standing

    @property
    def free(self) -> int:
        """Seats that they could have."""
        return self.standing.free(self.session)

    @property
    def waiting(self) -> int:
        """How many people wait for a seat."""
        return int(self.session.waiting)

    @property
    def url(self) -> str:
        """The workshop's page; empty when there is none to see."""
        return self.standing.url(self.session)


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
    return Offer(
        desk=desk,
        admission=admission,
        has_place=has_place,
        members=() if admission.member else tuple(Member.objects.filter(left_on=None)),
        questions=tuple(Question.objects.filter(desk=desk)),
        extras=_extras(desk),
        sessions=_sessions(desk, person, now) if are_bookable else (),
    )


def offer_of_changes(desk: RegistrationDesk, registration: Registration) -> Offer:
    """What somebody who is registered can change of what they filled in. Two queries.

    Seats have a page of their own, and the member stays.
    """
    return Offer(
        desk=desk,
        admission=Admission(registration.role, Way(registration.way), member=registration.member),
        has_place=True,
        members=(),
        questions=tuple(Question.objects.filter(desk=desk)),
        extras=_extras(desk),
        sessions=(),
    )


def _extras(desk: RegistrationDesk) -> tuple[Extra, ...]:
    taking_part = ~Q(choices_made__registration__state=RegistrationState.CANCELLED)
    extras = Extra.objects.filter(desk=desk)
    return tuple(extras.annotate(taken=Count("choices_made", filter=taking_part)))


def _sessions(desk: RegistrationDesk, person: Person, now: datetime) -> tuple[Bookable, ...]:
    sessions = [one for one in queries.bookable_sessions(desk.edition) if one.slot.starts_at > now]
    standing = Standing(desk.edition_id, person, sessions)
    return tuple(Bookable(session, standing) for session in sessions)
