"""Reads of delegations, of those who head them, and of invitations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from cooperation.editions.enums import Kind
from cooperation.editions.models import Edition
from cooperation.editions.queries import SomeUser
from cooperation.network.models import Member
from workshops.registration.enums import InvitationState, RegistrationState
from workshops.registration.models import (
    Delegation,
    DelegationHead,
    Invitation,
    Registration,
    RegistrationDesk,
)

PAUSE_BETWEEN_MAILS = timedelta(hours=1)
"""Nobody is written to about the same invitation twice within this time."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One delegation in numbers."""

    delegation: Delegation
    places: int | None
    """``None`` without a limit."""
    invited: int
    """How many have not answered yet."""
    registered: int
    waiting: int

    @property
    def named(self) -> int:
        """How many of the places are spoken for."""
        return self.invited + self.registered + self.waiting

    @property
    def left(self) -> int | None:
        """How many more can be named; ``None`` without a limit."""
        return None if self.places is None else max(0, self.places - self.named)


@dataclass(frozen=True, slots=True)
class Standing:
    """One delegation with its people, as its head sees it."""

    counted: Counted
    registered: list[Registration] = field(default_factory=list)
    waiting: list[Registration] = field(default_factory=list)
    invited: list[Invitation] = field(default_factory=list)
    declined: list[Invitation] = field(default_factory=list)

    @property
    def delegation(self) -> Delegation:
        """The delegation itself."""
        return self.counted.delegation


@dataclass(frozen=True, slots=True)
class Numbers:
    """How far registration for an edition is."""

    confirmed: int
    waiting: int
    cancelled: int
    invited: int
    """How many invitations nobody has answered yet."""
    delegations: int


def numbers_of(edition_id: int) -> Numbers:
    """How far registration for an edition is. Three queries."""
    people = Registration.objects.filter(edition=edition_id)
    states = dict(people.values_list("state").annotate(n=Count("pk")).order_by())
    return Numbers(
        confirmed=states.get(RegistrationState.CONFIRMED, 0),
        waiting=states.get(RegistrationState.WAITING, 0),
        cancelled=states.get(RegistrationState.CANCELLED, 0),
        invited=_open_invitations(edition_id).count(),
        delegations=Delegation.objects.filter(edition=edition_id).count(),
    )


def places_of_delegation(desk: RegistrationDesk, delegation: Delegation) -> int | None:
    """How many places a delegation has; ``None`` without a limit."""
    return desk.places_per_member if delegation.places is None else delegation.places


def kept_places(desk: RegistrationDesk, numbers: Iterable[int | None]) -> int:
    """How many places are kept for members together; without a number of its own, one has the desk's."""
    own = (desk.places_per_member if number is None else number for number in numbers)
    return sum(number for number in own if number is not None)


def counted_delegations(desk: RegistrationDesk) -> list[Counted]:
    """All delegations of an edition in numbers, with members and heads. Four queries."""
    people = Registration.objects.filter(edition=desk.edition_id).exclude(state=RegistrationState.CANCELLED)
    numbers: Counter[tuple[int, str]] = Counter()
    for member_id, state, number in people.values_list("member", "state").annotate(n=Count("pk")).order_by():
        numbers[member_id, state] += number
    open_ones = _open_invitations(desk.edition_id).exclude(delegation=None)
    invited = dict(open_ones.values_list("delegation").annotate(n=Count("pk")).order_by())
    delegations = Delegation.objects.filter(edition=desk.edition_id).select_related("member", "edition")
    return [
        Counted(
            one,
            places_of_delegation(desk, one),
            invited.get(one.pk, 0),
            numbers[one.member_id, RegistrationState.CONFIRMED],
            numbers[one.member_id, RegistrationState.WAITING],
        )
        for one in delegations.prefetch_related("heads")
    ]


def count_delegation(desk: RegistrationDesk, delegation: Delegation) -> Counted:
    """One delegation in numbers. Two queries."""
    people = Registration.objects.filter(edition=desk.edition_id, member=delegation.member_id)
    states = Counter(people.values_list("state", flat=True))
    return Counted(
        delegation,
        places_of_delegation(desk, delegation),
        _open_invitations(desk.edition_id).filter(delegation=delegation).count(),
        states[RegistrationState.CONFIRMED],
        states[RegistrationState.WAITING],
    )


def _open_invitations(edition_id: int) -> QuerySet[Invitation]:
    """Invitations that nobody has answered, without those of people who came in by another way."""
    return Invitation.objects.filter(edition=edition_id, state=InvitationState.SENT)


def standing_of(desk: RegistrationDesk, delegation: Delegation) -> Standing:
    """A delegation with its people. Two queries, however many there are."""
    people = list(
        Registration.objects.filter(edition=desk.edition_id, member=delegation.member_id)
        .exclude(state=RegistrationState.CANCELLED)
        .select_related("edition", "member")
        .order_by("pk")
    )
    letters = list(Invitation.objects.filter(delegation=delegation).order_by("pk"))
    by_state = {state: [one for one in people if one.state == state] for state in RegistrationState}
    invited = [one for one in letters if one.state == InvitationState.SENT]
    registered, waiting = by_state[RegistrationState.CONFIRMED], by_state[RegistrationState.WAITING]
    places = places_of_delegation(desk, delegation)
    return Standing(
        Counted(delegation, places, len(invited), len(registered), len(waiting)),
        registered,
        waiting,
        invited,
        [one for one in letters if one.state == InvitationState.DECLINED],
    )


def delegations_headed_by(user: SomeUser, edition: Edition | None = None) -> list[Delegation]:
    """The delegations that ``user`` heads, by an address that they have proven. One query.

    Those of ``edition``, or of every announced one that is not archived.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    proven = EmailAddress.objects.filter(user=user, verified=True).values(address=Lower("email"))
    heads = DelegationHead.objects.alias(address=Lower("email")).filter(address__in=proven)
    found = Delegation.objects.filter(heads__in=heads).select_related("member", "edition__desk").distinct()
    if edition is not None:
        return list(found.filter(edition=edition))
    current = found.filter(edition__announced_at__isnull=False, edition__archived_at=None)
    return list(current.order_by("-edition__year", "member__name"))


def edition_of_year(year: int) -> Edition | None:
    """The Cooperation Day of ``year``, once it is announced; ``None`` without one. One query."""
    editions = Edition.objects.filter(kind=Kind.COOPERATION_DAY, year=year, announced_at__isnull=False)
    return editions.select_related("desk", "host").first()


def members_without_delegation(edition_id: int) -> QuerySet[Member]:
    """The current members that have no delegation yet."""
    taken = Delegation.objects.filter(edition=edition_id).values("member")
    return Member.objects.filter(left_on=None).exclude(pk__in=taken)


def invitations_of(
    edition: Edition, state: str = "", role: str = "", words: str = ""
) -> QuerySet[Invitation]:
    """The invitations of an edition, the newest first, narrowed by what is given."""
    found = Invitation.objects.filter(edition=edition).select_related("delegation__member", "edition")
    if state:
        found = found.filter(state=state)
    if role:
        found = found.filter(role=role)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return found


def to_remind(edition_id: int, now: datetime) -> QuerySet[Invitation]:
    """Who has not answered and was not written to within the last hour."""
    lately = now - PAUSE_BETWEEN_MAILS
    waiting = _open_invitations(edition_id).filter(created_at__lte=lately)
    return waiting.filter(Q(reminded_at=None) | Q(reminded_at__lte=lately)).select_related("edition")
