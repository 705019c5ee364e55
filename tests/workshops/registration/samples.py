"""Makes editions that people can register for."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from cooperation.agenda.enums import SlotKind
from cooperation.editions.models import Edition
from tests.factories import EditionFactory, SlotFactory
from workshops.programme.models import Session
from workshops.registration.actions.registering import Admission, Entry, register
from workshops.registration.enums import Participation, Way
from workshops.registration.models import Registration, RegistrationDesk

OPENED = datetime(2026, 1, 1, tzinfo=UTC)
WHILE_OPEN = datetime(2026, 12, 1, 12, tzinfo=UTC)
"""A moment at which one can register for the editions that are made here."""
NINE = datetime(2027, 5, 12, 6, 0, tzinfo=UTC)
"""Nine o'clock on the first day, in Vilnius."""


def make_desk(edition: Edition | None = None, **fields: Any) -> RegistrationDesk:
    """A desk that is open to everybody."""
    edition = edition or EditionFactory(ready_for_registration=True, registration_opens_at=OPENED)
    return RegistrationDesk.objects.create(edition=edition, **{"is_open": True, **fields})


def make_session(
    desk: RegistrationDesk, seats: int = 1, *, hour: int = 0, hours: int = 1, **slot: Any
) -> Session:
    """A session that begins ``hour`` hours after nine on the first day."""
    start = NINE + timedelta(hours=hour)
    made = SlotFactory(
        edition=desk.edition,
        kind=SlotKind.WORKSHOP,
        starts_at=start,
        ends_at=start + timedelta(hours=hours),
        **slot,
    )
    return Session.objects.create(slot=made, seats=seats)


def register_one(
    desk: RegistrationDesk, email: str = "ona@example.org", role: str = Participation.DELEGATE, **fields: Any
) -> Registration:
    """Register somebody, with the sessions and answers given."""
    member = fields.pop("member", None)
    admission = Admission(role, Way.OPEN, member=member)
    entry = Entry(badge_name=fields.pop("badge_name", email.partition("@")[0].title()), **fields)
    return register(desk.edition_id, email, admission, entry, uuid.uuid4()).registration
