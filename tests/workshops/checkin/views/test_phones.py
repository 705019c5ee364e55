"""What the page's script asks."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.workshops.checkin.samples import ON_THE_DAY, desk_of_the_day, helper_of, registered
from tests.workshops.registration.samples import make_session
from workshops.checkin import limits
from workshops.checkin.models import Attendance, Scan
from workshops.registration import audit
from workshops.registration.check_in_codes import check_in_code
from workshops.registration.models import RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return desk_of_the_day()


@pytest.fixture
def phone(desk: RegistrationDesk) -> Client:
    client = Client()
    client.force_login(helper_of(desk.edition))
    return client


def address(desk: RegistrationDesk, name: str) -> str:
    return reverse(f"checkin:{name}", args=[desk.edition_id])


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def send(client: Client, desk: RegistrationDesk, *scans: Any, sent_at: Any = None) -> Any:
    body = {"sent_at": sent_at or stamp(timezone.now()), "scans": list(scans)}
    return client.post(address(desk, "scans"), json.dumps(body), content_type="application/json")


def seen(code: str, minutes_ago: float = 0, **more: Any) -> dict[str, Any]:
    at = stamp(timezone.now() - timedelta(minutes=minutes_ago))
    return {"uid": str(uuid4()), "code": code, "door": "", "device": str(uuid4()), "at": at, **more}


def test_scans_are_kept_and_each_is_answered(desk: RegistrationDesk, phone: Client) -> None:
    ona = registered(desk, badge_name="Ona")
    one, two, three = seen(ona.ticket, 30), seen(check_in_code(ona.ticket), 20), seen("x" * 32)
    answer = send(phone, desk, one, two, three).json()
    told = [(each["uid"], each["is_kept"], each["result"]) for each in answer["answers"]]
    assert told == [
        (one["uid"], True, "arrived"),
        (two["uid"], True, "again"),
        (three["uid"], True, "unknown"),
    ]
    assert answer["answers"][1]["note"] == "Checked in at 08:40 by " + phone_name() + "."
    assert answer["here"]["total"] == [1, 1]
    assert answer["here"]["2027-05-12"] == [1, 1]


def phone_name() -> str:
    return str(Scan.objects.filter(by__isnull=False).select_related("by").first().by.get_full_name())  # type: ignore[union-attr]


def test_what_is_sent_again_changes_nothing(desk: RegistrationDesk, phone: Client) -> None:
    one = seen(registered(desk).ticket, 30)
    first, second = (send(phone, desk, one).json()["answers"] for _twice in range(2))
    assert first == second
    assert (Scan.objects.count(), Attendance.objects.count()) == (1, 1)


def test_an_earlier_scan_of_another_phone_is_merged_and_told(desk: RegistrationDesk, phone: Client) -> None:
    ona = registered(desk)
    send(phone, desk, seen(ona.ticket))
    [answer] = send(phone, desk, seen(ona.ticket, 8)).json()["answers"]
    assert (answer["result"], answer["at"]) == ("again", "09:02")
    assert "this scan is the first" in answer["note"]
    assert Attendance.objects.get().at < timezone.now() - timedelta(minutes=7)


def test_one_that_makes_no_sense_stops_no_other(desk: RegistrationDesk, phone: Client) -> None:
    ona = registered(desk)
    bad: list[Any] = [None, 7, [], {}, {"uid": "x"}, seen("y" * 5000), seen(ona.ticket, door="1" * 30)]
    bad += [seen(ona.ticket, at="yesterday"), seen(ona.ticket, device="<b>"), seen("\0")]
    answers = send(phone, desk, *bad, seen(ona.ticket, door="999999"), seen(ona.ticket)).json()["answers"]
    assert [answer["is_kept"] for answer in answers] == [False] * 11 + [True]
    assert all(answer["is_malformed"] for answer in answers[:-1])
    assert Scan.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"sent_at": "x", "scans": []}',
        b'{"sent_at": "2027-05-12T06:10:00.000Z", "scans": 7}',
        b'{"sent_at": "2027-05-12T06:10:00.000Z"}',
        b"[" * 100_000,
        json.dumps({"sent_at": "2027-05-12T06:10:00.000Z", "scans": [{}] * 51}).encode(),
    ],
)
def test_what_is_no_list_of_scans_is_refused(desk: RegistrationDesk, phone: Client, body: bytes) -> None:
    answer = phone.post(address(desk, "scans"), body, content_type="application/json")
    assert answer.status_code == 400


def test_unknown_codes_beyond_the_limit_stay_on_the_phone(
    desk: RegistrationDesk, phone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNKNOWN_A_MINUTE", 2)
    answers = send(phone, desk, *(seen(f"{number:032}") for number in range(4))).json()["answers"]
    assert [answer["is_kept"] for answer in answers] == [True, True, False, False]
    assert [answer.get("is_malformed") for answer in answers[2:]] == [False, False]


def test_the_token_is_asked_for(desk: RegistrationDesk, phone: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.cookies
    assert send(strict, desk).status_code == 403
    token = strict.get(address(desk, "live")).json()["token"]
    body = json.dumps({"sent_at": stamp(timezone.now()), "scans": []})
    answer = strict.post(
        address(desk, "scans"), body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 200


def test_phones_get_names_of_those_who_have_a_place_and_nothing_that_opens_anything() -> None:
    desk = desk_of_the_day(total_places=1)
    ona = registered(desk, badge_name="Ona", organisation="Trains", function="Boss")
    registered(desk, "rasa@example.org", badge_name="Rasa Waits")
    client = Client()
    client.force_login(helper_of(desk.edition))
    answer = client.get(address(desk, "names"))
    assert answer.json()["names"] == [[check_in_code(ona.ticket), "Ona", "Trains"]]
    assert answer.json()["until"] == "2027-05-14T00:00:00+03:00"
    assert ona.ticket not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert ModelLogEntry.objects.get(action=audit.DATA_EXPORTED).data == {"what": "checkin", "count": 1}


@pytest.mark.parametrize(("days", "count"), [(-2, 0), (-1, 1), (1, 1), (2, 0)])
def test_names_are_given_out_around_the_days_only(time_machine: Any, days: int, count: int) -> None:
    desk = desk_of_the_day()
    registered(desk)
    client = Client()
    client.force_login(helper_of(desk.edition))
    time_machine.move_to(ON_THE_DAY + timedelta(days=days))
    assert len(client.get(address(desk, "names")).json()["names"]) == count


def test_the_worker_is_bound_to_this_door(desk: RegistrationDesk, phone: Client) -> None:
    answer = phone.get(address(desk, "worker"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer.headers
    assert answer.content.decode().startswith('const SHELL = ["/static/css/checkin.css"')
    assert 'addEventListener("fetch"' in answer.content.decode()


def test_live_numbers_cost_the_same_for_many(
    desk: RegistrationDesk, phone: Client, django_assert_max_num_queries: Any
) -> None:
    def cost() -> int:
        with django_assert_max_num_queries(30) as counted:
            phone.get(address(desk, "live"))
        return len(counted)

    make_session(desk, 9, hour=2)
    registered(desk)
    cost()
    few = cost()
    for number in range(3, 20):
        send(phone, desk, seen(registered(desk, f"p{number}@example.org").ticket))
        make_session(desk, 9, hour=number)
    assert cost() == few
