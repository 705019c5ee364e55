"""Hosts give seats to many while people book for themselves: never more than there are, the line in order.

As in ``test_seats``; without the lock the same storm breaks the laws of seats, or ends in errors.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cooperation.editions.models import Edition
from core.accounts.models import User
from tests.factories import UserFactory
from tests.race.test_seats import Crowd, Storm
from workshops.registration.actions import lines, locking, seats
from workshops.registration.actions.people import bulk, hosting
from workshops.registration.actions.people.hosting import ByHost
from workshops.registration.enums import BookingState
from workshops.registration.models import Booking, HostAct, Registration, RegistrationDesk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweeps]

SEATS, HOSTS, OF_EACH = 4, 2, 4


@pytest.fixture
def _no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk is read without a lock, wherever a host's act or a booking takes it."""

    def read_only(edition_id: int) -> RegistrationDesk:
        return RegistrationDesk.objects.select_related("edition").get(edition=edition_id)

    for module in (seats, hosting, bulk):
        assert module.lock is locking.lock
        monkeypatch.setattr(module, "lock", read_only)


def move(edition: Edition, people: list[Registration], to: object, host: User) -> Callable[[], int]:
    keys = [one.pk for one in people]
    return lambda: len(
        bulk.do(edition, keys, bulk.move_to(to), ByHost(host, "They asked"), expected=len(keys))  # type: ignore[arg-type]
    )


def storm_of_hosts(folder: Path, transaction_mode: str | None = None) -> tuple[list[object], Storm, Crowd]:
    crowd = Crowd(HOSTS * OF_EACH * 2, [SEATS])
    (session,) = crowd.sessions
    moved, booking = crowd.people[: HOSTS * OF_EACH], crowd.people[HOSTS * OF_EACH :]
    hosts = [UserFactory(email=f"host{number}@example.org") for number in range(HOSTS)]
    storm = Storm(folder)
    storm.transaction_mode = transaction_mode
    acts: list[Callable[[], object]] = [
        move(crowd.desk.edition, moved[number::HOSTS], session, host) for number, host in enumerate(hosts)
    ]
    acts += [lambda one=one: str(seats.book(one, session).state) for one in booking]
    return storm.run(acts), storm, crowd


def test_hosts_and_people_together_take_no_more_seats_than_there_are(tmp_path: Path) -> None:
    answers, storm, crowd = storm_of_hosts(tmp_path)
    assert answers[:HOSTS] == [OF_EACH] * HOSTS
    assert set(answers[HOSTS:]) <= {"confirmed", "waiting"}
    assert storm.look(crowd.violations) == []
    (session,) = crowd.sessions
    taken = Booking.objects.filter(session=session, state=BookingState.CONFIRMED)
    assert storm.look(taken.count) == SEATS
    assert storm.look(HostAct.objects.count) == HOSTS * OF_EACH


@pytest.mark.usefixtures("_no_lock")
def test_without_the_lock_the_storm_breaks_the_laws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_free_for = seats.is_free_for

    def slowly(*arguments: object) -> bool:
        answer = is_free_for(*arguments)  # type: ignore[arg-type]
        time.sleep(0.05)
        return answer

    monkeypatch.setattr(seats, "is_free_for", slowly)
    monkeypatch.setattr(lines, "is_free_for", slowly)
    answers, storm, crowd = storm_of_hosts(tmp_path, "DEFERRED")
    errors = [answer for answer in answers if isinstance(answer, type)]
    assert errors or any("more seats are taken" in found for found in storm.look(crowd.violations))
