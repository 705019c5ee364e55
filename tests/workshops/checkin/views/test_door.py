"""The page at the door, without a script."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from tests.factories import EditionFactory, MemberFactory, RoomFactory, UserFactory
from tests.workshops.checkin.samples import ON_THE_DAY, desk_of_the_day, helper_of, registered, scanned
from tests.workshops.registration.samples import OPENED, make_session
from workshops.checkin import limits
from workshops.checkin.enums import Result
from workshops.checkin.models import Attendance, Scan
from workshops.registration import audit
from workshops.registration.actions import ending
from workshops.registration.check_in_codes import check_in_code
from workshops.registration.models import Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return desk_of_the_day()


@pytest.fixture
def door(desk: RegistrationDesk) -> Client:
    """Where a helper stands."""
    return client_of(desk.edition)


def client_of(edition: Edition) -> Client:
    client = Client()
    client.force_login(helper_of(edition, first_name="Jonas", last_name="Helper"))
    return client


def page(edition: Edition, name: str = "door") -> str:
    return reverse(f"checkin:{name}", args=[edition.pk])


def typed(client: Client, edition: Edition, text: str, **more: Any) -> Any:
    return client.post(page(edition), {"text": text, "uid": str(uuid4()), **more}, follow=True)


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<template")[0]))


def test_a_typed_code_is_answered_and_the_second_time_tells_by_whom(
    desk: RegistrationDesk, door: Client
) -> None:
    member = MemberFactory(name="Centre of Trains")
    session = make_session(
        desk, 3, hour=2, title="Parcels", room=RoomFactory(edition=desk.edition, name="Neris")
    )
    ona = registered(desk, badge_name="Ona Kazlauskaitė", member=member, sessions=(session.pk,))
    first = words(typed(door, desk.edition, ona.ticket))
    for part in ("Checked in", "Ona Kazlauskaitė", "Delegate, Centre of Trains", "11:00 Parcels, Neris"):
        assert part in first
    assert "1 / 1" in first
    second = words(typed(door, desk.edition, f"https://example.org/registrations/{ona.ticket}/"))
    assert "Already checked in" in second
    assert "Checked in at 09:10 by Jonas Helper." in second
    assert Attendance.objects.count() == 1


def test_a_form_that_is_sent_twice_is_one_scan(desk: RegistrationDesk, door: Client) -> None:
    ona, uid = registered(desk), str(uuid4())
    for _twice in range(2):
        answer = door.post(page(desk.edition), {"text": ona.ticket, "uid": uid})
        assert answer.status_code == 302
    assert Scan.objects.get().result == Result.ARRIVED


def test_people_are_found_by_the_beginning_of_their_name_and_checked_in(
    desk: RegistrationDesk, door: Client
) -> None:
    ona = registered(desk, badge_name="Ona Žukauskaitė")
    registered(desk, "tom@example.org", badge_name="Tom")
    found = typed(door, desk.edition, "zuk on")
    assert "Ona Žukauskaitė" in words(found)
    assert "Tom" not in words(found)
    answer = door.post(page(desk.edition), {"person": ona.pk, "uid": str(uuid4())}, follow=True)
    assert "Checked in" in words(answer)
    assert ModelLogEntry.objects.get(action=audit.DATA_SEEN).data == {"what": "checkin", "count": 1}


def test_a_single_letter_tells_people_of_one_name_apart(desk: RegistrationDesk, door: Client) -> None:
    registered(desk, badge_name="Jonas Petraitis")
    registered(desk, "k@example.org", badge_name="Jonas Kazlauskas")
    found = words(typed(door, desk.edition, "jonas p"))
    assert "Jonas Petraitis" in found
    assert "Jonas Kazlauskas" not in found


def test_unknown_foreign_and_erased_codes_get_the_same_page(desk: RegistrationDesk, door: Client) -> None:
    later = EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED)
    foreign = registered(desk_of_the_day(edition=later))
    answers = []
    for code in ("x" * 32, foreign.ticket, check_in_code(foreign.ticket)):
        text = words(typed(door, desk.edition, code))
        assert "Nobody of this edition has this code" in text
        answers.append(text)
    assert len(set(answers)) == 1


def test_who_is_cancelled_is_told_so(desk: RegistrationDesk, door: Client) -> None:
    ona = registered(desk)
    ending.cancel(ona)
    assert "Send them to the registration desk" in words(typed(door, desk.edition, ona.ticket))


def test_a_mistake_is_taken_back_with_a_reason(desk: RegistrationDesk, door: Client) -> None:
    scan = scanned(registered(desk))
    address = f"{page(desk.edition)}?scan={scan.uid}"
    assert "Take it back" in words(door.get(address))
    sent = {"undoes": str(scan.uid), "uid": str(uuid4()), "reason": "door", "door": ""}
    assert "Taken back" in words(door.post(address, sent, follow=True))
    assert Attendance.objects.count() == 0
    assert "Take it back" not in words(door.get(address))


def test_each_session_has_its_door_and_its_numbers(desk: RegistrationDesk, door: Client) -> None:
    session = make_session(desk, 3, hour=2, title="Parcels")
    ona = registered(desk, sessions=(session.pk,))
    typed(door, desk.edition, ona.ticket, door=session.pk)
    text = words(door.get(f"{page(desk.edition)}?door={session.pk}"))
    assert "1 / 1 in this session" in text
    assert "0 / 1 arrived today" in words(door.get(page(desk.edition)))
    assert "1 / 1" in text
    assert "arrived today" in words(door.get(f"{page(desk.edition)}?door=999999"))


@pytest.mark.parametrize(
    "sent",
    [
        {"text": ""},
        {"text": "x" * 5000},
        {"text": "\0"},
        {"uid": "no"},
        {"uid": "no", "text": "x" * 32},
        {"uid": str(uuid4()), "person": "9" * 40},
        {"uid": str(uuid4()), "undoes": "x", "reason": "words"},
    ],
)
def test_what_makes_no_sense_is_answered_and_nothing_kept(
    desk: RegistrationDesk, door: Client, sent: dict[str, str]
) -> None:
    assert door.post(page(desk.edition), sent).status_code == 400
    assert Scan.objects.count() == 0


@pytest.mark.parametrize("scan", ["no", "\0", "7d0c2a8e-3f1b-4c56-9a77-2b5e0d9f4c11", "x" * 4000])
def test_an_answer_that_does_not_exist_is_the_bare_page(
    desk: RegistrationDesk, door: Client, scan: str
) -> None:
    answer = door.get(page(desk.edition), {"scan": scan})
    assert answer.status_code == 200
    assert "data-answer>" not in answer.content.decode().partition("<template")[0]


def test_an_answer_of_another_edition_is_not_shown(desk: RegistrationDesk, door: Client) -> None:
    later = EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED)
    foreign = scanned(registered(desk_of_the_day(edition=later), badge_name="Foreign Body"))
    assert "Foreign Body" not in words(door.get(f"{page(desk.edition)}?scan={foreign.uid}"))


def test_who_guesses_codes_has_to_wait(
    desk: RegistrationDesk, door: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNKNOWN_A_MINUTE", 3)
    monkeypatch.setattr(limits, "SEARCHES_A_MINUTE", 2)
    codes = [typed(door, desk.edition, f"{number:032}").status_code for number in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    searches = [typed(door, desk.edition, "ona").status_code for _search in range(3)]
    assert searches == [200, 200, 429]


def test_who_walks_in_gets_a_ticket_and_is_checked_in(
    desk: RegistrationDesk, door: Client, mailoutbox: list[Any]
) -> None:
    form = door.get(page(desk.edition, "walk_in")).context["form"]
    sent = {"form_key": str(form["form_key"].value()), "badge_name": "New Guest", "role": "guest"}
    wrong = door.post(page(desk.edition, "walk_in"), sent | {"email": "nobody"})
    assert wrong.status_code == 400
    assert "New Guest" in wrong.content.decode()
    assert 'aria-invalid="true"' in wrong.content.decode()
    answer = door.post(page(desk.edition, "walk_in"), sent | {"email": "new@example.org"}, follow=True)
    assert "Checked in New Guest" in words(answer)
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
    again = sent | {"email": "new@example.org", "form_key": str(uuid4())}
    assert door.post(page(desk.edition, "walk_in"), again).status_code == 409


def test_helpers_see_nothing_else_and_others_not_the_door(desk: RegistrationDesk, door: Client) -> None:
    assert door.get("/admin/checkin/").headers["Location"] == page(desk.edition)
    assert door.get(reverse("registration:delegations", args=[desk.edition.pk])).status_code in (302, 403)
    reader = UserFactory()
    give_role(desk.edition, reader, Role.READER, by=None)
    client = Client()
    client.force_login(reader)
    assert client.get(page(desk.edition)).status_code in (302, 403)
    assert client.post(page(desk.edition), {"text": "x" * 32, "uid": str(uuid4())}).status_code in (302, 403)
    assert Scan.objects.count() == 0


def test_the_page_keeps_the_strict_policy_and_no_cache_keeps_it(desk: RegistrationDesk, door: Client) -> None:
    answer = door.get(page(desk.edition))
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_closed_editions_say_so(time_machine: Any) -> None:
    desk = desk_of_the_day()
    ona, client = registered(desk), client_of(desk.edition)
    time_machine.move_to(ON_THE_DAY + timedelta(days=9))
    Edition.objects.filter(pk=desk.edition_id).update(archived_at=ON_THE_DAY)
    assert "archive" in words(client.get(page(desk.edition)))
    assert client.post(page(desk.edition), {"text": ona.ticket, "uid": str(uuid4())}).status_code == 409


def test_the_page_costs_the_same_for_many(
    desk: RegistrationDesk, door: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def cost() -> int:
        with django_assert_max_num_queries(40) as counted:
            door.get(page(desk.edition))
            door.post(page(desk.edition), {"text": "person"})
        return len(counted)

    def people(first: int, last: int) -> None:
        rows = [
            Registration(edition=desk.edition, email=f"p{number}@example.org", badge_name=f"Person {number}")
            for number in range(first, last)
        ]
        for one in Registration.objects.bulk_create(rows)[:40]:
            scanned(one)

    people(0, 3)
    make_session(desk, 3, hour=2)
    cost()  # the first time makes the line in the log
    few = cost()
    people(3, 300)
    for hour in range(3, 12):
        make_session(desk, 3, hour=hour)
    assert cost() == few
