"""One ticket on ten phones that were without a line for half an hour, and come back at the same moment.

Each thread has a connection of its own to a real database, PostgreSQL or a file of SQLite, and sends what its
phone kept through the site's own address. The first scan at the door wins, every scan is kept, and
what is sent again changes nothing. With the lock taken out scans are lost, and the test says so.
"""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cooperation.editions.models import Edition
from tests.race.test_seats import Storm
from tests.workshops.checkin.samples import helper_of
from tests.workshops.registration.samples import make_desk, register_one
from workshops.checkin import actions, queries
from workshops.checkin.models import Attendance, Scan
from workshops.registration.models import Registration

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweeps]

PHONES, EACH = 10, 3
STAMP = "%Y-%m-%dT%H:%M:%S.%f+00:00"


class Phones:
    """Ten phones with clocks that are off by up to hours, and what each of them kept while it had no line."""

    def __init__(self, folder: Path) -> None:
        desk = make_desk()
        self.edition: Edition = desk.edition
        self.ona = register_one(desk)
        self.helpers = [helper_of(self.edition) for _phone in range(PHONES)]
        self.address = reverse("checkin:scans", args=[self.edition.pk])
        drawn = random.Random(12)
        self.skews = [timedelta(minutes=drawn.randint(-300, 300)) for _phone in range(PHONES)]
        minutes = drawn.sample(range(60, 1800), PHONES * EACH)
        self.ages = [timedelta(seconds=seconds) for seconds in minutes]
        self.uids = [str(uuid4()) for _age in self.ages]
        self.storm = Storm(folder)

    def kept_by(self, phone: int) -> str:
        """What a phone sends; its clock is wrong, but goes on as others do."""
        now = timezone.now() + self.skews[phone]
        mine = range(phone * EACH, (phone + 1) * EACH)
        scans = [
            {"uid": self.uids[n], "code": self.ona.ticket, "at": (now - self.ages[n]).strftime(STAMP)}
            for n in mine
        ]
        return json.dumps({"sent_at": now.strftime(STAMP), "scans": scans})

    def sends(self, phone: int) -> Callable[[], Any]:
        def send() -> Any:
            client = Client(raise_request_exception=True)
            client.force_login(self.helpers[phone])
            answer = client.post(self.address, self.kept_by(phone), content_type="application/json")
            return answer.status_code, answer.json()["answers"]

        return send

    def come_back(self) -> list[Any]:
        """All at the same moment."""
        return self.storm.run([self.sends(phone) for phone in range(PHONES)])

    def first(self) -> str:
        """The scan that was first at the door."""
        return max(zip(self.ages, self.uids, strict=True))[1]


@pytest.fixture
def phones(tmp_path: Path, settings: Any) -> Phones:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    return Phones(tmp_path)


def seen_in_the_end() -> tuple[list[str], list[str]]:
    return (
        [str(row.scan.uid) for row in Attendance.objects.select_related("scan")],
        [str(uid) for uid in Scan.objects.values_list("uid", flat=True)],
    )


def test_the_first_at_the_door_wins_and_no_scan_is_lost(phones: Phones) -> None:
    answers = phones.come_back()
    assert [status for status, _answers in answers] == [200] * PHONES
    told = Counter(one["result"] for _status, several in answers for one in several)
    assert told == {"arrived": 1, "again": PHONES * EACH - 1}
    present, scans = phones.storm.look(seen_in_the_end)
    assert present == [phones.first()]
    assert sorted(scans) == sorted(phones.uids)


def test_what_is_sent_again_by_all_at_once_changes_nothing(phones: Phones) -> None:
    first = phones.come_back()
    again = phones.come_back()
    assert [[one["result"] for one in several] for _status, several in again] == [
        [one["result"] for one in several] for _status, several in first
    ]
    present, scans = phones.storm.look(seen_in_the_end)
    assert present == [phones.first()]
    assert sorted(scans) == sorted(phones.uids)


def read_only(edition: Edition, key: int | None) -> Registration | None:
    found = Registration.objects.select_related("member").filter(edition=edition, pk=key).first()
    if found is not None:
        found.edition = edition
    return found


@pytest.mark.parametrize("guarded", [True, False])
def test_without_the_lock_scans_are_lost(
    phones: Phones, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    """The negative control: the same storm, with and without what holds it together.

    Each phone waits at its first look for all the others. Behind the lock they cannot be there at once, so
    the first waits in vain and the rest goes on; without it all have read before one of them writes.
    """
    scans_about = queries.scans_about
    together = threading.Barrier(PHONES)

    def slowly(registration_id: int) -> list[Scan]:
        found = scans_about(registration_id)
        with suppress(threading.BrokenBarrierError):
            together.wait(timeout=2)
        return found

    monkeypatch.setattr(queries, "scans_about", slowly)
    if not guarded:
        monkeypatch.setattr(actions, "lock", read_only)
        phones.storm.transaction_mode = "DEFERRED"
    answers = phones.come_back()
    failed = [answer for answer in answers if isinstance(answer, type) and issubclass(answer, DatabaseError)]
    present, scans = phones.storm.look(seen_in_the_end)
    is_right = not failed and present == [phones.first()] and sorted(scans) == sorted(phones.uids)
    assert is_right == guarded, (connection.vendor, failed, present, len(scans))
