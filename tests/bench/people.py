"""The host's list of registrations: an edition with 5,000 people among 20 editions; run by the bench."""

import json
import os
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from tests.bench.measuring import HOST

PEOPLE, EDITIONS, OF_OTHERS = 5_000, 20, 1_000
FIRST_YEAR = 2040
ROUNDS = 15
FILTERS = {
    "whole": "",
    "by state": "?state=waiting",
    "by name": "?q=many+49",
    "by session": "?seat=seat",
    "by needs, role and name": "?needs=yes&role=guest&q=many",
    "by missing answers": "?missing=yes&sort=name",
}


def load() -> Any:
    """Make the editions with their people; does nothing where they stand. Gives the one that is measured."""
    from cooperation.editions.models import Edition

    standing = Edition.objects.filter(year=FIRST_YEAR).first()
    if standing is not None:
        return standing
    editions = [make_edition(FIRST_YEAR + number) for number in range(EDITIONS)]
    for edition in editions:
        fill(edition, PEOPLE if edition is editions[0] else OF_OTHERS)
    return editions[0]


def make_edition(year: int) -> Any:
    from cooperation.editions.models import Edition
    from workshops.registration.models import Question, RegistrationDesk

    edition = Edition.objects.create(
        title=f"Cooperation Day {year}",
        year=year,
        starts_on=date(year, 5, 12),
        ends_on=date(year, 5, 13),
        time_zone="Europe/Vilnius",
        announced_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    desk = RegistrationDesk.objects.create(edition=edition)
    Question.objects.create(desk=desk, key="bus", label="The bus?", is_required=True)
    return edition


def fill(edition: Any, number: int) -> None:
    from cooperation.agenda.enums import SlotKind
    from cooperation.agenda.models import Slot
    from cooperation.network.models import Member
    from workshops.programme.models import Session
    from workshops.registration.models import Booking, Registration

    members = list(Member.objects.all())
    starts = datetime(edition.year, 5, 12, 7, tzinfo=UTC)
    slot = Slot.objects.create(
        edition=edition,
        kind=SlotKind.WORKSHOP,
        title="Parcels",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
    )
    session = Session.objects.create(slot=slot, seats=number)
    people = Registration.objects.bulk_create(
        [
            Registration(
                edition=edition,
                email=f"many{one}@example.org",
                badge_name=f"Ona Many {one}",
                member=members[one % len(members)],
                role="guest" if one % 9 == 0 else "delegate",
                state="waiting" if one % 10 == 0 else "confirmed",
                diet="vegan" if one % 4 == 0 else "",
                answers={"bus": "yes"} if one % 3 else {},
            )
            for one in range(number)
        ],
        batch_size=500,
    )
    seats = [Booking(registration=one, session=session, state="confirmed") for one in people[::3]]
    Booking.objects.bulk_create(seats, batch_size=500)


def signed_in(edition: Any) -> Any:
    """A client in which a host of ``edition`` is signed in."""
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from cooperation.editions.enums import Role
    from cooperation.editions.teams import give_role
    from core.accounts.models import User

    user = User.objects.filter(email="bench@example.org").first()
    user = user or User.objects.create_user(email="bench@example.org")
    Authenticator.objects.get_or_create(
        user=user, type="totp", defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}}
    )
    give_role(edition, user, Role.HOST_LEAD, by=None)
    client = Client(HTTP_HOST=HOST, HTTP_X_FORWARDED_PROTO="https")
    client.force_login(user)
    return client


def measured(client: Any, address: str) -> tuple[float, int]:
    """Milliseconds of the processor for the page, the median of several, and its SQL queries.

    The database is of this process, so its work is in it; what else the machine does is not.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _look in range(2):  # what is kept, and the line in the log that somebody looked, are there
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)  # at once: the next request forgets them
    times = []
    for _round in range(ROUNDS):
        began = time.process_time()
        answer = client.get(address)
        times.append(1000 * (time.process_time() - began))
        assert answer.status_code == 200
    return statistics.median(times), queries


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    django.setup()
    edition = load()
    client = signed_in(edition)
    found = {
        name: measured(client, f"/admin/registration/{edition.pk}/people/{query}")
        for name, query in FILTERS.items()
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
