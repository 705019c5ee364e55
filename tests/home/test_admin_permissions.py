"""Every address of the admin that is ours, with every role, on two editions with their ids swapped."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from cooperation.agenda.models import DraftStep, Release, Room, Slot, Speaker
from cooperation.editions.duties import Level, level
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import ChecklistTask, Edition, EditionRole, Erratum, HandOver, Notice
from core.mail.models import OutgoingMail
from home.archiving.models import Seal, StaticCopy
from tests.home.admin_addresses import addresses
from tests.home.admin_expectations import EXPECTED, REFUSED, Expected
from tests.home.admin_world import address, people, world
from workshops.afterwards.models import FeedbackForm, FeedbackTarget, Submission, UploadLink
from workshops.checkin.models import Attendance, Scan
from workshops.programme.models import Session
from workshops.registration.models import (
    Delegation,
    HostAct,
    Invitation,
    Letter,
    Mailing,
    Registration,
    RegistrationDesk,
    SavedView,
)

__all__ = ["people", "world"]  # fixtures

pytestmark = pytest.mark.django_db


def test_every_address_of_ours_has_an_expectation() -> None:
    assert get_resolver().url_patterns
    ours = {name for name, _parts in addresses() if not name.startswith("wagtail")}
    assert ours == set(EXPECTED)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.sweeps
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_without_a_place_in_the_admin_gets_in(world: Any, people: dict[str, Any], method: str) -> None:
    attendee, anonymous = signed_in(people["attendee"]), Client()
    for name, expected in EXPECTED.items():
        url = address(name, expected, world["A"])
        answer = getattr(anonymous, method)(url)
        assert (name, answer.status_code) == (name, 302)
        assert answer["Location"].startswith("/account/login/")
        assert (name, getattr(attendee, method)(url).status_code) == (name, 403)


REFUSALS = (REFUSED, 404)


def reaches(role: Role, expected: Expected) -> bool:
    """Whether the duties of ``role`` open the address."""
    return expected.area is None or level([role], expected.area) >= expected.needs


EACH_ROLE = [
    pytest.param(role, marks=() if role in (Role.HOST_LEAD, Role.CHECKIN_HELPER) else pytest.mark.sweeps)
    for role in TEAM
]
"""The widest role and the narrowest each time, the others where there is more time."""


@pytest.mark.sweeps
@pytest.mark.parametrize("role", EACH_ROLE)
def test_a_role_reaches_of_its_own_edition_what_its_duties_open(
    world: Any, people: dict[str, Any], role: Role
) -> None:
    client = signed_in(people[f"{role} A"])
    for name, expected in EXPECTED.items():
        answer = client.get(address(name, expected, world["A"]))
        allowed = (expected.own,) if reaches(role, expected) else REFUSALS
        assert answer.status_code in allowed, (name, answer.status_code)
        if answer.status_code == REFUSED and REFUSED not in (expected.own, expected.keeper):
            assert answer["Location"] == "/admin/", name


@pytest.mark.sweeps
@pytest.mark.parametrize(("letter", "other"), [("A", "B"), ("B", "A")])
@pytest.mark.parametrize("role", EACH_ROLE)
def test_a_foreign_edition_answers_as_one_that_does_not_exist(
    world: Any, people: dict[str, Any], role: Role, letter: str, other: str
) -> None:
    client = signed_in(people[f"{role} {letter}"])
    for name, expected in EXPECTED.items():
        answer = client.get(address(name, expected, world[other]))
        allowed = (expected.foreign,) if reaches(role, expected) else REFUSALS
        assert answer.status_code in allowed, (name, answer.status_code)


def everything() -> list[list[dict[str, Any]]]:
    """What must not change when somebody writes where they may not."""
    models: tuple[Any, ...] = (
        Edition,
        EditionRole,
        ChecklistTask,
        OutgoingMail,
        Room,
        Speaker,
        Slot,
        Session,
    )
    models += (
        ChecklistTask,
        RegistrationDesk,
        Delegation,
        Invitation,
        Registration,
        Letter,
        Mailing,
        SavedView,
        HostAct,
    )
    models += (FeedbackForm, FeedbackTarget, Submission, UploadLink)
    models += (Scan, Attendance, Notice)
    models += (HandOver, Erratum, Seal, StaticCopy)
    models += (DraftStep, Release)
    return [list(model.objects.order_by("pk").values()) for model in models]


def things_to_send(records_of_one: dict[str, Any]) -> dict[str, Any]:
    """Something for every field that any of the forms has."""
    sent = {"title": "Taken", "name": "Taken", "seats": "1", "edition": records_of_one["edition"].pk}
    sent |= {"email": "taken@example.org", "role": "reader", "slot": records_of_one["slot"].pk}
    return sent | {"reason": "Taken", "note": "Taken", "minutes": "5", "shift": "1", "do": "cancel"}


@pytest.mark.sweeps
@pytest.mark.parametrize(("letter", "other"), [("A", "B"), ("B", "A")])
def test_nothing_is_written_into_a_foreign_edition(
    world: Any, people: dict[str, Any], letter: str, other: str
) -> None:
    client = signed_in(people[f"{Role.HOST_LEAD} {letter}"])
    before = everything()
    for name, expected in EXPECTED.items():
        answer = client.post(address(name, expected, world[other]), things_to_send(world[other]))
        assert answer.status_code < 500
        if expected.foreign == 404:
            assert answer.status_code in (404, 405), name
    assert everything() == before


@pytest.mark.sweeps
@pytest.mark.parametrize("role", EACH_ROLE)
def test_nobody_writes_in_their_own_edition_beyond_their_duties(
    world: Any, people: dict[str, Any], role: Role
) -> None:
    client = signed_in(people[f"{role} A"])
    before = everything()
    for name, expected in EXPECTED.items():
        if expected.area is None or level([role], expected.area) >= Level.CHANGE:
            continue
        answer = client.post(address(name, expected, world["A"]), things_to_send(world["A"]))
        assert answer.status_code in (*REFUSALS, 405, 200), (name, answer.status_code)
    assert everything() == before


@pytest.mark.sweeps
@pytest.mark.parametrize("role", ["secretariat", "superuser"])
def test_those_who_keep_the_network_reach_both_editions(
    world: Any, people: dict[str, Any], role: str
) -> None:
    client = signed_in(people[role])
    letter = {"secretariat": "A", "superuser": "B"}[role]
    answers = {
        name: client.get(address(name, expected, world[letter])).status_code
        for name, expected in EXPECTED.items()
    }
    assert answers == {name: expected.keeper for name, expected in EXPECTED.items()}


@pytest.mark.parametrize(
    ("address_of_list", "shown", "hidden"),
    [
        ("/admin/editions/", "Meeting of 2027", "Meeting of 2028"),
        ("/admin/editions/?q=Meeting", "Meeting of 2027", "Meeting of 2028"),
        ("/admin/rooms/", "Hall 2027", "Hall 2028"),
        ("/admin/rooms/?q=Hall", "Hall 2027", "Hall 2028"),
        ("/admin/rooms/new/", "Meeting of 2027", "Meeting of 2028"),
        ("/admin/speakers/results/?q=Person", "Person 2027", "Person 2028"),
        ("/admin/slots/", "Talk 2027", "Talk 2028"),
        ("/admin/sessions/", "Talk 2027", "Talk 2028"),
        ("/admin/edition_chooser/", "Meeting of 2027", "Meeting of 2028"),
        ("/admin/edition_chooser/results/?q=Meeting", "Meeting of 2027", "Meeting of 2028"),
        ("/admin/room_chooser/results/?q=Hall", "Hall 2027", "Hall 2028"),
        ("/admin/speaker_chooser/results/?q=Person", "Person 2027", "Person 2028"),
        ("/admin/", "Meeting of 2027", "Meeting of 2028"),
    ],
)
def test_lists_searches_and_choosers_show_the_own_edition_only(
    world: Any, people: dict[str, Any], address_of_list: str, shown: str, hidden: str
) -> None:
    text = signed_in(people[f"{Role.HOST_LEAD} A"]).get(address_of_list).content.decode()
    assert shown in text
    assert hidden not in text


def test_a_chooser_takes_no_foreign_record_among_several(world: Any, people: dict[str, Any]) -> None:
    rooms = [world[letter]["room"].pk for letter in "AB"]
    answer = signed_in(people[f"{Role.HOST_LEAD} A"]).get(
        f"/admin/room_chooser/chosen-multiple/?id={rooms[0]}&id={rooms[1]}"
    )
    assert [row["id"] for row in answer.json()["result"]] == [str(rooms[0])]


@pytest.mark.parametrize("report", ["site-history", "aging-pages", "page-types-usage"])
def test_reports_of_the_whole_site_are_the_secretariats(
    world: Any, people: dict[str, Any], report: str
) -> None:
    url = f"/admin/reports/{report}/"
    assert signed_in(people[f"{Role.HOST_LEAD} A"]).get(url).status_code == 404
    assert signed_in(people["secretariat"]).get(url).status_code == 200
