"""What the database says when a storm is over."""

from collections import Counter
from typing import Any

from core.mail.models import OutgoingMail
from tests.proof.hosting import HOSTS
from tests.workshops.registration.history import TOLD, mails_by_address
from tests.workshops.registration.laws import read, violations
from workshops.registration.enums import RegistrationState, SeatEventKind
from workshops.registration.models import Booking, Registration, SeatEvent


def bookings(session: int) -> list[dict[str, str]]:
    """The bookings of one session in the order in which they were made."""
    rows = Booking.objects.filter(session=session).order_by("pk").values_list("registration__email", "state")
    return [
        {"person": email.partition("@")[0].removeprefix("person"), "state": state} for email, state in rows
    ]


def guests(first: int, end: int) -> dict[str, Any]:
    """Which of the guests ``first`` to ``end`` are registered, and what the mails to them are about."""
    emails = [f"guest{number}@example.org" for number in range(first, end)]
    found = list(Registration.objects.filter(email__in=emails).values_list("email", "ticket", "pk"))
    expected = [f"registration:{key}" for _email, _ticket, key in found]
    return {
        "registrations": [(email, ticket) for email, ticket, _key in found],
        "mails": list(OutgoingMail.objects.filter(about__in=expected).values_list("about", flat=True)),
        "expected": expected,
    }


def mails() -> dict[str, int]:
    """How many mails are in which state."""
    return dict(Counter(OutgoingMail.objects.values_list("state", flat=True)))


def message_ids() -> list[str]:
    """Of all mails."""
    return list(OutgoingMail.objects.values_list("message_id", flat=True))


def happened() -> dict[str, int]:
    """How often what happened to a seat."""
    return dict(Counter(SeatEvent.objects.values_list("kind", flat=True)))


def broken_laws() -> list[str]:
    """What breaks a law of seats under the terms that the host set, and who got other mails than news."""
    # Those who registered while the proof ran were told so; the others were there when it began.
    came = Registration.objects.filter(email__startswith="guest")
    told = Counter(came.values_list("email", flat=True))
    cancelled = Registration.objects.filter(state=RegistrationState.CANCELLED)
    told.update(cancelled.values_list("email", flat=True))
    events = SeatEvent.objects.values_list("registration__email", "kind")
    told.update(email for email, kind in events if kind in TOLD - {SeatEventKind.DISPLACED})
    (host,) = HOSTS
    told.update(host.told_of_losses)
    return violations(read(host.desk, host.terms)) + wrong_mails(told)


def wrong_mails(told: Counter[str]) -> list[str]:
    """Who got more or fewer mails than there was news for them."""
    sent = mails_by_address()
    return [
        f"{email} got {sent[email]} mails, and there was news for {told[email]}"
        for email in sorted({*sent, *told})
        if sent[email] != told[email]
    ]
