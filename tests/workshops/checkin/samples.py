"""Makes an edition with people who come to its door."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import time_machine

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.accounts.models import User
from tests.factories import UserFactory
from tests.workshops.registration.samples import NINE, WHILE_OPEN, make_desk, register_one
from workshops.checkin.actions import Seen, scan
from workshops.checkin.models import Scan
from workshops.registration.models import Registration, RegistrationDesk

ON_THE_DAY = NINE + timedelta(minutes=10)
AN_HOUR_LATER = datetime(2027, 5, 12, 7, 10, tzinfo=UTC)


def desk_of_the_day(**fields: Any) -> RegistrationDesk:
    """A desk at which people registered months ago."""
    with time_machine.travel(WHILE_OPEN, tick=True):
        return make_desk(**fields)


def registered(desk: RegistrationDesk, email: str = "ona@example.org", **fields: Any) -> Registration:
    """Somebody who registered while one could."""
    with time_machine.travel(WHILE_OPEN, tick=True):
        return register_one(desk, email, **fields)


def helper_of(edition: Edition, **fields: Any) -> User:
    """Somebody who checks people in, and has no other role."""
    user: User = UserFactory(**fields)
    give_role(edition, user, Role.CHECKIN_HELPER, by=None)
    return user


def scanned(registration: Registration, by: User | None = None, **more: Any) -> Scan:
    """What came of one look at somebody's ticket."""
    values: dict[str, Any] = {"uid": uuid4(), "code": registration.ticket} | more
    return scan(registration.edition, Seen(**values), by)
