"""One form is sent ten times at the same moment: one registration, one mail, and ten times the same answer.

Each sender has a connection of its own to a real database: PostgreSQL, or a file of SQLite. With the lock
taken out the same senders are told of errors, and the test says so.
"""

import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from core.mail.models import OutgoingMail
from tests.race.test_seats import Storm
from tests.workshops.registration.arriving import filled, put_pages, way
from tests.workshops.registration.samples import make_desk
from workshops.registration.actions import registering
from workshops.registration.models import Registration, RegistrationDesk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweeps]

TIMES = 10
Answer = tuple[int, str]


@pytest.fixture(autouse=True)
def _real_outbox(settings: Any) -> None:
    """Mails are rows, written in the transaction of what they tell."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.fixture
def _no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk is read without a lock, and whoever has looked for a registration takes a moment."""
    standing = registering._standing

    def read_only(edition_id: int) -> RegistrationDesk:
        return RegistrationDesk.objects.select_related("edition").get(edition=edition_id)

    def slowly(*arguments: Any) -> Registration | None:
        found = standing(*arguments)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(registering, "lock", read_only)
    monkeypatch.setattr(registering, "_standing", slowly)


def send_at_once(address: str, storm: Storm, form_keys: list[str]) -> Counter[Answer]:
    """What the senders were answered, counted: the status and where it leads."""

    def send(form_key: str) -> Answer:
        sender = Client(raise_request_exception=False)
        answer = sender.post(address, filled(form_key=form_key))
        return answer.status_code, answer.headers.get("Location", "")

    return Counter(storm.run([lambda key=key: send(key) for key in form_keys]))


@pytest.fixture
def address() -> str:
    """Where the form lies, for one person."""
    desk = make_desk()
    put_pages(desk.edition)
    return way(desk)


def kept() -> tuple[list[str], int]:
    """The tickets that there are, and how many mails."""
    return list(Registration.objects.values_list("ticket", flat=True)), OutgoingMail.objects.count()


@pytest.mark.parametrize("is_one_form", [True, False], ids=["one form", "ten windows"])
def test_ten_at_once_register_once(address: str, tmp_path: Path, is_one_form: bool) -> None:
    storm = Storm(tmp_path)
    one = str(uuid.uuid4())
    answers = send_at_once(address, storm, [one if is_one_form else str(uuid.uuid4()) for _ in range(TIMES)])
    (ticket,), mails = storm.look(kept)
    assert answers == {(303, f"/registrations/{ticket}/"): TIMES}
    assert mails == 1


@pytest.mark.usefixtures("_no_lock")
def test_without_the_lock_some_are_told_of_errors(address: str, tmp_path: Path) -> None:
    storm = Storm(tmp_path)
    storm.transaction_mode = "DEFERRED"
    answers = send_at_once(address, storm, [str(uuid.uuid4())] * TIMES)
    assert {status for status, _address in answers} - {303}
