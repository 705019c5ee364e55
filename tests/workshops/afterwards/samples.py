"""Makes editions that are over."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.accounts.models import User
from tests.factories import EditionFactory, UserFactory
from tests.workshops.registration.samples import OPENED, WHILE_OPEN, make_desk, make_session, register_one
from workshops.checkin.models import Attendance, Scan
from workshops.programme.models import Session
from workshops.registration.models import Registration, RegistrationDesk

AFTER = datetime(2027, 5, 14, 9, tzinfo=UTC)
"""The morning after the last day."""
__all__ = ["AFTER", "WHILE_OPEN"]


def make_past_desk(**edition: Any) -> RegistrationDesk:
    """Registration of an edition with a session of ten seats; it is over once the clock says so."""
    made = EditionFactory(ready_for_registration=True, registration_opens_at=OPENED, **edition)
    desk = make_desk(made)
    make_session(desk, 10, title="Mediation on the phone")
    return desk


def session_of(desk: RegistrationDesk) -> Session:
    return Session.objects.get(slot__edition=desk.edition)


def register_many(desk: RegistrationDesk, number: int, **fields: Any) -> list[Registration]:
    """People with a seat in the session; registered as if it were still open."""
    session = session_of(desk)
    made = []
    for place in range(number):
        registration = Registration.objects.create(
            edition=desk.edition,
            email=f"person{place}-{uuid.uuid4().hex[:6]}@example.org",
            badge_name=f"Person {place}",
            **fields,
        )
        registration.bookings.create(session=session, state="confirmed")
        made.append(registration)
    return made


def check_in(registration: Registration, *, day: date | None = None, session: Session | None = None) -> None:
    """That somebody was there, as the check-in keeps it."""
    now = datetime.now(UTC)
    scan = Scan.objects.create(
        edition=registration.edition,
        registration=registration,
        session=session,
        scanned_at=now,
        result="arrived",
    )
    Attendance.objects.create(registration=registration, day=day, session=session, scan=scan, at=now)


def signed_in(edition: Edition, role: Role = Role.HOST_LEAD) -> tuple[Client, User]:
    """Somebody of the edition's team, in a browser."""
    user = UserFactory()
    give_role(edition, user, role, by=None)
    client = Client()
    client.force_login(user)
    return client, user


__all__ += ["check_in", "make_past_desk", "register_many", "register_one", "session_of", "signed_in"]
