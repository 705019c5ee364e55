"""Lists of people for the tests of the registrations' desk."""

from collections.abc import Sequence
from typing import Any

from tests.factories import EditionFactory
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration.models import Question, Registration, RegistrationDesk

NAMES = ("Ona Šimkutė", "Jørgen Łoś", "Ελένη Παπαδοπούλου", "Иван Петров", "Zoë O’Brien")


def make_people(names: Sequence[str] = NAMES, **fields: Any) -> RegistrationDesk:
    """A desk at which everybody of ``names`` is registered, each at ``guest<number>@example.org``."""
    desk = make_desk(**fields)
    for number, name in enumerate(names):
        register_one(desk, f"guest{number}@example.org", badge_name=name)
    return desk


def other_desk() -> RegistrationDesk:
    """The desk of another edition."""
    return make_desk(EditionFactory(year=2031, ready_for_registration=True, registration_opens_at=OPENED))


def make_many(desk: RegistrationDesk, number: int) -> list[Registration]:
    """Many registrations, written past the actions."""
    rows = [
        Registration(edition=desk.edition, email=f"many{one}@example.org", badge_name=f"Many {one}")
        for one in range(number)
    ]
    return Registration.objects.bulk_create(rows, batch_size=500)


def ask(desk: RegistrationDesk, key: str, **fields: Any) -> Question:
    """One more question of the host's."""
    return Question.objects.create(
        desk=desk, **{"key": key, "label": f"About {key}", "kind": "text"} | fields
    )
