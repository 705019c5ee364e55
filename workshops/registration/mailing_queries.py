"""Whom a mail to many goes to, what became of it, and the mails about one edition's people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from django.db.models import Case, CharField, Count, Max, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from cooperation.agenda.queries import changed_slots
from cooperation.editions.models import Edition
from core.mail.models import OutgoingMail
from workshops.registration.enums import HOLDS_SEAT, BookingState, InvitationState, RegistrationState
from workshops.registration.models import Booking, Invitation, Mailing, MailingRecipient, Registration


@dataclass(frozen=True, slots=True)
class Audience:
    """By what the recipients of a mailing are chosen; an empty list of anything means all of it."""

    states: tuple[str, ...] = (RegistrationState.CONFIRMED,)
    roles: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    sessions: tuple[int, ...] = ()
    """Those who have a seat in one of these, or are offered one."""
    people: tuple[int, ...] = ()
    """Just these registrations, chosen one by one in the list."""
    releases: tuple[int, ...] = ()
    """Those who have a seat, or wait for one, in what one of these releases of the agenda changed."""

    def as_json(self) -> dict[str, list[Any]]:
        """As a mailing keeps it."""
        return {
            "states": list(map(str, self.states)),
            "roles": list(map(str, self.roles)),
            "members": list(self.members),
            "sessions": list(self.sessions),
            "people": list(self.people),
            "releases": list(self.releases),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What ``as_json`` wrote."""
        return cls(**{name: tuple(values) for name, values in kept.items() if name in cls.__slots__})


def recipients(edition_id: int, audience: Audience) -> QuerySet[Registration]:
    """The registrations of an edition that ``audience`` chooses, each once, in order of their coming."""
    found = Registration.objects.filter(edition=edition_id)
    if audience.states:
        found = found.filter(state__in=audience.states)
    if audience.roles:
        found = found.filter(role__in=audience.roles)
    if audience.members:
        found = found.filter(member__in=audience.members)
    if audience.people:
        found = found.filter(pk__in=audience.people)
    if audience.sessions:
        seated = Q(bookings__session__in=audience.sessions, bookings__state__in=HOLDS_SEAT)
        found = found.filter(pk__in=Registration.objects.filter(seated).values("pk"))
    if audience.releases:
        touched = in_changed_sessions(edition_id, audience.releases)
        found = found.filter(pk__in=touched.values("registration"))
    return found.select_related("edition", "member").order_by("pk")


def in_changed_sessions(edition_id: int, releases: Iterable[int]) -> QuerySet[Booking]:
    """The seats, and places in lines, in the sessions that ``releases`` of the agenda changed. One query."""
    uids = changed_slots(edition_id, releases)
    found = Booking.objects.filter(session__slot__edition=edition_id, session__slot__uid__in=uids)
    return found.exclude(state=BookingState.RELEASED).order_by()


def fingerprint(keys: Iterable[int]) -> str:
    """Tells whether two choices are the same people, without naming them."""
    return sha256(",".join(map(str, sorted(keys))).encode()).hexdigest()[:32]


def mailings_of(edition: Edition) -> QuerySet[Mailing]:
    """The mailings of ``edition``, newest first, with how many they went to and how many are on their way."""
    written = Count("recipients", filter=Q(recipients__written_at__isnull=False))
    found = Mailing.objects.filter(edition=edition).select_related("edition", "created_by")
    return found.annotate(people=Count("recipients"), written=written, last=Max("recipients__written_at"))


def log_of(mailing: Mailing) -> QuerySet[MailingRecipient]:
    """What became of each mail of ``mailing``: ``outcome`` is ``waiting``, ``sent`` or ``failed``.

    A mail that was never written, because the person left or was erased meanwhile, has failed.
    """
    outcome = Case(
        When(written_at=None, then=Value(OutgoingMail.State.WAITING)),
        When(mail=None, then=Value(OutgoingMail.State.FAILED)),
        default="mail__state",
        output_field=CharField(),
    )
    rows = MailingRecipient.objects.filter(mailing=mailing).select_related("registration", "mail")
    return rows.defer("mail__source", "mail__text").annotate(outcome=outcome).order_by("pk")


def mails_of(edition: Edition) -> QuerySet[OutgoingMail]:
    """The mails about the registrations and invitations of ``edition``, newest first, without their texts."""
    of_registrations = _about("registration", Registration.objects.filter(edition=edition))
    of_invitations = _about("invitation", Invitation.objects.filter(edition=edition))
    about = Q(about__in=of_registrations) | Q(about__in=of_invitations) | Q(about=f"edition:{edition.pk}")
    return OutgoingMail.objects.filter(about).defer("source", "text").order_by("-created_at", "-pk")


def _about(word: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    name = Concat(Value(f"{word}:"), Cast("pk", CharField()), output_field=CharField())
    return rows.order_by().annotate(name_of_it=name).values("name_of_it")


def somebody(edition: Edition, state: str, *, with_seats: bool = False) -> Registration | None:
    """The newest registration of ``edition`` in ``state``; ``None`` when there is none. One query."""
    found = Registration.objects.filter(edition=edition, state=state).select_related("edition", "member")
    if with_seats:
        found = found.filter(bookings__state__in=HOLDS_SEAT)
    return found.order_by("-pk").first()


def somebody_invited(edition: Edition) -> Invitation | None:
    """The newest invitation of ``edition`` that stands. One query."""
    found = Invitation.objects.filter(edition=edition).exclude(state=InvitationState.WITHDRAWN)
    return found.select_related("edition", "delegation__member").order_by("-pk").first()
