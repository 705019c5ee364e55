"""Fills a database for a proof."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

HOURS = ((0, 1), (0, 2), (1, 1), (3, 1))
"""When each session begins after nine, and how many hours it lasts: the second overlaps with two others."""
ROLES = ("delegate", "speaker", "guest")


def fill(people: int, seats: int, sessions: int, keys: int) -> dict[str, object]:
    """Make an edition with open registration; what a crowd needs.

    That is the sessions, the tickets of people who are registered, and keys that open the form for people who
    are not.
    """
    from tests.factories import MemberFactory
    from tests.workshops.registration.arriving import put_pages
    from workshops.registration.links import proof_key
    from workshops.registration.models import Registration

    make_tables()
    edition = make_edition()
    put_pages(edition)
    members = [MemberFactory(), MemberFactory(), None]
    registered = Registration.objects.bulk_create(
        Registration(
            edition=edition,
            email=f"person{number}@example.org",
            badge_name=f"Person {number}",
            role=ROLES[number % len(ROLES)],
            member=members[number % len(members)],
        )
        for number in range(people)
    )
    return {
        "year": edition.year,
        "sessions": [make_session(edition, number, seats) for number in range(sessions)],
        "tickets": [registration.ticket for registration in registered],
        "keys": [proof_key(edition, f"guest{number}@example.org") for number in range(keys)],
    }


def empty_seats() -> None:
    """Let nobody ever have wished for a seat."""
    from core.mail.models import OutgoingMail
    from workshops.registration.models import Booking, SeatEvent

    for model in (SeatEvent, Booking, OutgoingMail):
        model.objects.all().delete()


def make_tables() -> None:
    """Make every table, and the rows that every site begins with."""
    from django.core.management import call_command

    from tests.conftest import make_first_rows, make_search_tables

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_search_tables()
    make_first_rows()


def make_edition() -> Any:
    """An edition next year whose registration is open to everybody."""
    from tests.factories import EditionFactory
    from workshops.registration.models import RegistrationDesk

    first = date(datetime.now(UTC).year + 1, 5, 12)
    edition = EditionFactory(
        ready_for_registration=True,
        registration_opens_at=datetime(2026, 1, 1, tzinfo=UTC),
        year=first.year,
        starts_on=first,
        ends_on=first + timedelta(days=1),
    )
    RegistrationDesk.objects.create(edition=edition, is_open=True)
    return edition


def make_session(edition: Any, number: int, seats: int) -> int:
    """The key of a session on the first day."""
    from cooperation.agenda.enums import SlotKind
    from tests.factories import SlotFactory
    from workshops.programme.models import Session

    hour, hours = HOURS[number % len(HOURS)]
    begins = datetime.combine(edition.starts_on, time(9), edition.zone) + timedelta(hours=hour)
    ends = begins + timedelta(hours=hours)
    slot = SlotFactory(edition=edition, kind=SlotKind.WORKSHOP, starts_at=begins, ends_at=ends)
    return Session.objects.create(slot=slot, seats=seats).pk
