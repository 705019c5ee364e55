"""What registration keeps of people, counted. Reads only."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, EditionRole
from core.accounts.erasing import without_duties
from core.accounts.models import User
from core.mail.models import OutgoingMail
from workshops.registration.enums import HOLDS_SEAT, RegistrationState
from workshops.registration.models import (
    Booking,
    DelegationHead,
    Draft,
    Erasure,
    ExtraChoice,
    Invitation,
    Mailing,
    MailingRecipient,
    Preference,
    Registration,
)

NEEDS_GIVEN = ~Q(diet="") | ~Q(access_needs="") | Q(needs_consent_at__isnull=False)
Row = TypeVar("Row", bound=Model)
Numbers = dict[str, Any]
"""How many, by kind; some kinds are counted by something once more."""

MORE_KEPT: dict[str, Callable[[Edition], int]] = {}
"""What rooms above keep of people, counted; each adds its kinds when it starts (``AppConfig.ready``)."""
MORE_NUMBERS: list[Callable[[QuerySet[Registration]], Numbers]] = []
"""The numbers that stay of what they keep."""
MORE_DATA: dict[str, Callable[[Registration], Any]] = {}
"""What they keep of one person, for that person, by its name in ``exports.data``."""


def kept_now(edition: Edition) -> dict[str, int]:
    """How many rows of each kind tell of people at ``edition``. As many queries as there are kinds."""
    mine = Registration.objects.filter(edition=edition)
    return {
        "registrations": mine.count(),
        "needs": mine.filter(NEEDS_GIVEN).count(),
        "bookings": Booking.objects.filter(registration__edition=edition).count(),
        "preferences": Preference.objects.filter(registration__edition=edition).count(),
        "extras": ExtraChoice.objects.filter(registration__edition=edition).count(),
        "drafts": Draft.objects.filter(edition=edition).count(),
        "invitations": Invitation.objects.filter(edition=edition).count(),
        "heads": DelegationHead.objects.filter(delegation__edition=edition).count(),
        "mailings": Mailing.objects.filter(edition=edition).count(),
        "recipients": MailingRecipient.objects.filter(mailing__edition=edition).count(),
        "mails": OutgoingMail.objects.filter(about__in=subjects_of(edition)).count(),
        "roles": EditionRole.objects.filter(edition=edition, role=Role.ATTENDEE).count(),
        **{kind: count(edition) for kind, count in MORE_KEPT.items()},
    }


def subjects_of(edition: Edition) -> list[str]:
    """What mails of ``edition`` say that they are about."""
    people = Registration.objects.filter(edition=edition).values_list("pk", flat=True)
    invited = Invitation.objects.filter(edition=edition).values_list("pk", flat=True)
    return [
        f"edition:{edition.pk}",
        *(f"registration:{key}" for key in people),
        *(f"invitation:{key}" for key in invited),
    ]


def has_needs(edition: Edition) -> bool:
    """Whether anybody's diet or access needs are kept. One query."""
    return Registration.objects.filter(NEEDS_GIVEN, edition=edition).exists()


def has_people(edition: Edition) -> bool:
    """Whether anybody who takes part or might have is kept. Six queries at most."""
    return any(
        found.exists()
        for found in (
            Registration.objects.filter(edition=edition),
            Draft.objects.filter(edition=edition),
            Invitation.objects.filter(edition=edition),
            DelegationHead.objects.filter(delegation__edition=edition),
            Mailing.objects.filter(edition=edition),
            EditionRole.objects.filter(edition=edition, role=Role.ATTENDEE),
        )
    )


def is_unfinished(edition: Edition, reason: str) -> bool:
    """Whether an erasure was begun and not brought to its end. One query."""
    return Erasure.objects.filter(edition=edition, reason=reason, finished_at=None).exists()


def untied(users: QuerySet[User]) -> QuerySet[User]:
    """Those of ``users`` whom nothing needs: they have no role, registration, delegation or right."""
    address = OuterRef("email")
    return without_duties(users).filter(
        ~Exists(EditionRole.objects.filter(user=OuterRef("pk"))),
        ~Exists(Registration.objects.filter(user=OuterRef("pk"))),
        ~Exists(Registration.objects.filter(email__iexact=address)),
        ~Exists(DelegationHead.objects.filter(email__iexact=address)),
    )


def with_address(rows: QuerySet[Row], addresses: Collection[str], or_else: Q | None = None) -> QuerySet[Any]:
    """Those of ``rows`` whose ``email`` is one of ``addresses``, in small letters, or ``or_else`` finds."""
    wanted = Q(address__in=addresses)
    return rows.annotate(address=Lower("email")).filter(wanted | or_else if or_else else wanted)


def without_trace(addresses: Iterable[str]) -> set[str]:
    """Those of ``addresses`` (in small letters) that nothing on the site knows any more. Five queries."""
    left = set(addresses)
    for model in (User, Registration, Draft, Invitation, DelegationHead):
        rows: QuerySet[Any] = model._default_manager.all()
        known = with_address(rows, left).values_list("email", flat=True)
        left -= {email.lower() for email in known}
    return left


def numbers_of(people: QuerySet[Registration]) -> Numbers:
    """The numbers that stay when ``people`` are erased. Five queries, and those of the rooms above."""
    came = people.filter(state=RegistrationState.CONFIRMED)
    bookings = Booking.objects.filter(registration__in=people, state__in=HOLDS_SEAT)
    chosen = ExtraChoice.objects.filter(registration__in=people)
    numbers: Numbers = {
        "states": _by(people, "state"),
        "roles": _by(came, "role"),
        "members": _by(came, "member"),
        "seats": _by(bookings, "session"),
        "extras": _by(chosen, "extra"),
    }
    for more in MORE_NUMBERS:
        numbers |= more(people)
    return numbers


def _by(rows: QuerySet[Any], field: str) -> dict[str, int]:
    """How many of ``rows`` there are for each value of ``field``; "" stands for none."""
    counted = rows.order_by().values_list(field).annotate(number=Count("pk"))
    return {str("" if value is None else value): number for value, number in counted}


def sum_of(one: Numbers, other: Numbers) -> Numbers:
    """Two counts put together, number by number."""
    total = dict(one)
    for name, value in other.items():
        if isinstance(value, dict):
            total[name] = sum_of(total.get(name, {}), value)
        else:
            total[name] = total.get(name, 0) + value
    return total
