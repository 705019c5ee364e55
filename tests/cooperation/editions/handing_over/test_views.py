"""The pages of a hand-over: who sees and does what, what is refused, and what the old team keeps seeing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from cooperation.editions import teams
from cooperation.editions.duties import level
from cooperation.editions.enums import Role
from cooperation.editions.handing_over import actions
from cooperation.editions.handing_over.actions import Plan
from cooperation.editions.models import ChecklistTask, Edition, HandOver
from core.accounts.models import User
from tests.factories import EditionFactory, UserFactory
from tests.home.admin_expectations import EXPECTED
from workshops.registration.models import RegistrationDesk

pytestmark = pytest.mark.django_db

AFTER = datetime(2027, 7, 1, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(time_machine: Any) -> None:
    time_machine.move_to(datetime(2027, 6, 1, tzinfo=UTC), tick=False)


@pytest.fixture
def following() -> Edition:
    return EditionFactory(year=2028, title="The one after", starts_on=None, ends_on=None)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def lead(edition: Edition) -> User:
    user: User = UserFactory(last_name="Lead")
    teams.give_role(edition, user, Role.HOST_LEAD, by=None)
    return user


@pytest.fixture
def keeper() -> Client:
    user = UserFactory()
    user.groups.add(teams.make_secretariat_group())
    return signed_in(user)


def page(edition: Edition, name: str = "page") -> str:
    return reverse(f"handover:{name}", args=[edition.pk])


NOTES = {"learned": "Book the interpreters early.", "decisions": "Two days.", "budget": "Catering took half."}


def test_the_host_lead_prepares_and_the_secretariat_names(
    edition: Edition, following: Edition, lead: User, keeper: Client
) -> None:
    client = signed_in(lead)
    assert client.post(page(edition), NOTES).status_code == 302
    assert HandOver.objects.get().learned == NOTES["learned"]
    assert client.get(page(edition, "plan")).status_code == 302
    assert client.post(page(edition, "plan"), {"last_day": "2027-06-30"}).status_code == 302
    assert HandOver.objects.get().last_day is None
    sent = {"to_edition": following.pk, "last_day": "2027-06-30"}
    assert keeper.post(page(edition, "plan"), sent).status_code == 302
    handover = HandOver.objects.get()
    assert (handover.to_edition, handover.last_day) == (following, date(2027, 6, 30))
    told = client.get(page(edition)).content.decode()
    assert "Who loses what after 30 June 2027" in told
    assert "Registrations, delegations and invitations: changes → no" in told
    assert "The one after" in told


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"last_day": "2027-05-13"}, 409, "This day has passed already."),
        ({"last_day": "soon"}, 400, "Enter a valid date."),
        ({"to_edition": "999999"}, 400, "Select a valid choice."),
    ],
)
def test_a_bad_plan_is_told_and_nothing_is_lost(
    edition: Edition, keeper: Client, sent: dict[str, str], status: int, words: str
) -> None:
    answer = keeper.post(page(edition, "plan"), sent)
    assert answer.status_code == status
    text = answer.content.decode()
    assert words in text
    if "last_day" in sent:
        assert f'value="{sent["last_day"]}"' in text


def test_contacts_without_consent_are_refused_beside_the_box(edition: Edition, lead: User) -> None:
    answer = signed_in(lead).post(page(edition), NOTES | {"contacts": "Ona, the printer"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Contacts are handed on only when everybody named agreed." in text
    assert "Ona, the printer" in text
    assert not HandOver.objects.exists()


def test_the_secretariat_sees_the_steps_and_whom_the_rota_suggests(
    edition: Edition, following: Edition, keeper: Client, lead: User
) -> None:
    text = keeper.get(page(edition)).content.decode()
    for step in ("The next edition is set up", "The next host is recorded", "lead is invited"):
        assert step in text
    assert reverse("editions:host", args=[following.pk]) in text
    assert reverse("editions:roles", args=[following.pk]) in text
    assert (
        reverse("editions:roles", args=[following.pk])
        not in signed_in(lead).get(page(edition)).content.decode()
    )


def test_the_next_team_reads_what_was_left_and_the_lead_alone_the_contacts(
    edition: Edition, following: Edition
) -> None:
    actions.write_notes(edition, NOTES | {"contacts": "Ona, the printer"}, contacts_agreed=True, by=None)
    actions.plan(edition, Plan(following, None), by=None)
    ChecklistTask.objects.create(edition=edition, title="Order badges", lessons="Ask for the proof in May.")
    ChecklistTask.objects.create(edition=edition, title="Nothing to say")
    people = {}
    for role in (Role.HOST_LEAD, Role.PROGRAMME):
        people[role] = UserFactory()
        teams.give_role(following, people[role], role, by=None)
    texts = {
        role: signed_in(user).get(page(following, "received")).content.decode()
        for role, user in people.items()
    }
    for text in texts.values():
        assert "Book the interpreters early." in text
        assert "Ask for the proof in May." in text
        assert "Nothing to say" not in text
    assert "Ona, the printer" in texts[Role.HOST_LEAD]
    assert "Ona, the printer" not in texts[Role.PROGRAMME]
    seen = ModelLogEntry.objects.filter(action="editions.see_handover_contacts")
    assert [line.user_id for line in seen] == [people[Role.HOST_LEAD].pk]
    other = UserFactory()
    teams.give_role(EditionFactory(year=2029), other, Role.HOST_LEAD, by=None)
    assert signed_in(other).get(page(following, "received")).status_code == 404


def test_an_old_session_sees_no_personal_data_after_the_hand_over(edition: Edition, lead: User) -> None:
    client = signed_in(lead)
    RegistrationDesk.objects.create(edition=edition)
    closed = {
        name: expected
        for name, expected in EXPECTED.items()
        if expected.about == "edition"
        and expected.area is not None
        and expected.own == 200
        and level([Role.READER], expected.area) < expected.needs
    }
    simple = []
    for name in closed:
        try:
            simple.append(reverse(name, args=[edition.pk]))
        except NoReverseMatch:  # an address that names more than the edition
            continue
    assert len(simple) > 10
    registrations = reverse("registration:delegations", args=[edition.pk])
    assert registrations in simple
    assert client.get(registrations).status_code == 200
    actions.plan(edition, Plan(None, date(2027, 6, 30)), by=None)
    actions.hand_over_due(AFTER)
    assert {url: client.get(url).headers.get("Location") for url in simple} == dict.fromkeys(
        simple, "/admin/"
    )
    text = client.get(page(edition)).content.decode()
    assert "It was handed over on" in text
    assert client.post(page(edition), NOTES).status_code == 302
    assert not HandOver.objects.get().learned


def test_it_is_taken_back_by_the_secretariat(edition: Edition, lead: User, keeper: Client) -> None:
    assert keeper.post(page(edition, "take_back")).status_code == 409
    actions.plan(edition, Plan(None, date(2027, 6, 30)), by=None)
    actions.hand_over_due(AFTER)
    assert "Lead" in keeper.get(page(edition, "take_back")).content.decode()
    assert keeper.post(page(edition, "take_back")).status_code == 302
    assert edition.roles.filter(user=lead, role=Role.HOST_LEAD).exists()


def test_points_are_linked_for_those_who_reach_them(edition: Edition, lead: User) -> None:
    ChecklistTask.objects.create(edition=edition, title="Order badges")
    reader = UserFactory()
    teams.give_role(edition, reader, Role.READER, by=None)
    address = reverse("checklist:list", args=[edition.pk])
    text = signed_in(lead).get(page(edition)).content.decode()
    assert "1 task of the checklist is open" in text
    assert address in text


def test_the_page_costs_the_same_for_three_and_thirty_people(edition: Edition, keeper: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(page(edition)).status_code == 200
        return len(queries)

    for _one in range(3):
        teams.give_role(edition, UserFactory(), Role.PROGRAMME, by=None)
    count()
    few = count()
    for _one in range(27):
        teams.give_role(edition, UserFactory(), Role.PROGRAMME, by=None)
    assert count() == few
