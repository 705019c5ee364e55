"""The checklist in the admin."""

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from cooperation.editions.checklist.actions import make_checklist
from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.enums import Mode, Role
from cooperation.editions.models import ChecklistTask, Edition
from cooperation.editions.teams import give_role
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(edition: Edition, role: Role) -> tuple[Client, Any]:
    client, user = Client(), UserFactory()
    give_role(edition, user, role, by=None)
    client.force_login(user)
    return client, user


@pytest.fixture
def lead(edition: Edition) -> Client:
    return client_of(edition, Role.HOST_LEAD)[0]


@pytest.fixture
def checklist(edition: Edition) -> str:
    make_checklist(edition, by=None)
    return f"/admin/editions/{edition.pk}/checklist/"


def titles(page: str) -> list[str]:
    return [one.text_content() for one in html.fromstring(page).xpath("//li[starts-with(@id, 'task-')]//h4")]


def task_of(edition: Edition, code: str) -> ChecklistTask:
    return ChecklistTask.objects.get(edition=edition, code=code)


def test_a_press_makes_the_checklist_and_a_second_one_nothing(lead: Client, edition: Edition) -> None:
    address = f"/admin/editions/{edition.pk}/checklist/"
    assert "Make the checklist" in lead.get(address).content.decode()
    for told in ("80 tasks were added", "Nothing is missing"):
        assert told in lead.post(f"{address}make/", follow=True).content.decode()
    assert len(titles(lead.get(address).content.decode())) == 80


def test_a_task_leads_to_where_it_is_done(lead: Client, edition: Edition, checklist: str) -> None:
    page = html.fromstring(lead.get(checklist).content)
    links = page.get_element_by_id(f"task-{task_of(edition, 'T33').pk}").xpath(".//a/@href")
    assert f"/admin/agenda/{edition.pk}/" in links


def test_a_place_that_the_role_does_not_reach_is_no_link(edition: Edition, checklist: str) -> None:
    reader, _user = client_of(edition, Role.READER)
    page = reader.get(checklist).content.decode()
    assert f"/admin/registration/{edition.pk}/privacy/" not in page
    assert "Make the first full agenda" in page
    assert '<form method="post"' not in html.tostring(
        html.fromstring(page).get_element_by_id("checklist"), encoding="unicode"
    )


def test_a_task_is_ticked_off_in_the_list_and_opened_again(
    lead: Client, edition: Edition, checklist: str
) -> None:
    task = task_of(edition, "T01")
    answer = lead.post(f"{checklist}{task.pk}/tick/?role=host_lead", {"state": "done"})
    assert answer["Location"] == f"{checklist}?role=host_lead#task-{task.pk}"
    task.refresh_from_db()
    assert task.state == TaskState.DONE
    assert (
        "Waits for"
        not in html.fromstring(lead.get(checklist).content)
        .get_element_by_id(f"task-{task_of(edition, 'T02').pk}")
        .text_content()
    )
    lead.post(f"{checklist}{task.pk}/tick/", {"state": "open"})
    task.refresh_from_db()
    assert task.state == TaskState.OPEN


def test_what_waits_is_refused_beside_the_field_and_what_was_written_stays(
    lead: Client, edition: Edition, checklist: str
) -> None:
    task = task_of(edition, "T02")
    answer = lead.post(f"{checklist}{task.pk}/tick/", {"state": "done", "reason": ""})
    assert answer.status_code == 409
    page = html.fromstring(answer.content)
    assert "Agree that your centre hosts" in page.text_content()
    assert page.xpath("//input[@name='state'][@checked]/@value") == ["done"]
    assert (
        lead.post(f"{checklist}{task.pk}/tick/", {"state": "done", "reason": "By phone"}).status_code == 302
    )


@pytest.mark.parametrize("sent", [{}, {"state": "eaten"}, {"state": "done", "reason": "x" * 1001}])
def test_nonsense_is_told_beside_the_field(
    lead: Client, edition: Edition, checklist: str, sent: dict[str, str]
) -> None:
    answer = lead.post(f"{checklist}{task_of(edition, 'T01').pk}/tick/", sent)
    assert answer.status_code == 400
    assert task_of(edition, "T01").state == TaskState.OPEN


def test_the_list_narrows(edition: Edition, checklist: str) -> None:
    programme, user = client_of(edition, Role.PROGRAMME)
    mine = task_of(edition, "T01")
    mine.owner = user
    mine.save()
    taken = task_of(edition, "T33")
    taken.owner = UserFactory()
    taken.save()
    shown = set(titles(programme.get(f"{checklist}?mine=on").content.decode()))
    assert mine.title in shown
    assert taken.title not in shown
    assert task_of(edition, "T34").title in shown
    of_role = titles(programme.get(f"{checklist}?role=communication&phase=after").content.decode())
    assert of_role == ["Thank everybody by mail", "Write the news", "Sort the pictures"]
    ChecklistTask.objects.filter(code__gt="T03").update(state=TaskState.DONE)
    assert len(titles(programme.get(f"{checklist}?open=on").content.decode())) == 3
    assert "No task is like that" in programme.get(f"{checklist}?open=on&phase=after").content.decode()
    assert len(titles(programme.get(f"{checklist}?role=pirate&phase=never").content.decode())) == 80


def test_online_what_needs_a_place_is_left_out(lead: Client, edition: Edition, checklist: str) -> None:
    Edition.objects.update(mode=Mode.ONLINE)
    shown = titles(lead.get(checklist).content.decode())
    assert "Visit the venue" not in shown
    assert "Make the first full agenda" in shown


FORM = {
    "title": "Find a choir",
    "detail": "",
    "role": "programme",
    "owner": "",
    "due_weeks": "-3",
    "due_date": "",
    "phase": "prepare",
    "work": "social",
    "place": "",
    "applies_to": "all",
    "lessons": "",
}


def test_an_own_task_is_added_changed_and_deleted(lead: Client, edition: Edition, checklist: str) -> None:
    lead.post(f"{checklist}add/", FORM | {"waits_for": [task_of(edition, "T15").pk]})
    own = ChecklistTask.objects.get(code="", edition=edition)
    assert (own.title, own.due_weeks, own.waits_for.get().code) == ("Find a choir", -3, "T15")
    lead.post(f"{checklist}{own.pk}/", FORM | {"due_date": "2027-04-01", "lessons": "Ask early"})
    own.refresh_from_db()
    assert (str(own.due_date), own.lessons, own.waits_for.count()) == ("2027-04-01", "Ask early", 0)
    assert lead.post(f"{checklist}{own.pk}/delete/").status_code == 302
    assert not ChecklistTask.objects.filter(pk=own.pk).exists()


def test_a_common_task_is_not_deleted(lead: Client, edition: Edition, checklist: str) -> None:
    task = task_of(edition, "T01")
    assert "stays" in lead.get(f"{checklist}{task.pk}/delete/").content.decode()
    assert lead.post(f"{checklist}{task.pk}/delete/").status_code == 409
    assert task_of(edition, "T01").title == task.title


def test_a_circle_is_refused_and_what_was_written_stays(
    lead: Client, edition: Edition, checklist: str
) -> None:
    first, second = task_of(edition, "T01"), task_of(edition, "T02")
    answer = lead.post(f"{checklist}{first.pk}/", FORM | {"waits_for": [second.pk]})
    assert answer.status_code == 409
    assert 'value="Find a choir"' in answer.content.decode()
    first.refresh_from_db()
    assert first.title != "Find a choir"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 161},
        {"role": "attendee"},
        {"due_weeks": "999999"},
        {"due_date": "2027-02-30"},
        {"owner": "999999999999999999999999"},
        {"waits_for": ["0", "x"]},
        {"place": "somewhere"},
        {"title": "nul\x00"},
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_saved(
    lead: Client, edition: Edition, checklist: str, wrong: dict[str, Any]
) -> None:
    answer = lead.post(f"{checklist}add/", FORM | wrong)
    assert answer.status_code == 400
    assert not ChecklistTask.objects.filter(code="").exists()


def test_tasks_and_owners_of_another_edition_are_not_there(
    lead: Client, edition: Edition, checklist: str
) -> None:
    other = EditionFactory(year=2028)
    make_checklist(other, by=None)
    foreign = task_of(other, "T01")
    _client, stranger = client_of(other, Role.HOST_LEAD)
    for part in ("", "tick/", "delete/"):
        assert lead.get(f"{checklist}{foreign.pk}/{part}").status_code == 404
        assert lead.post(f"{checklist}{foreign.pk}/{part}", {"state": "done"}).status_code == 404
    for wrong in ({"owner": stranger.pk}, {"waits_for": [foreign.pk]}):
        assert lead.post(f"{checklist}add/", FORM | wrong).status_code == 400


def test_an_archived_checklist_is_read_only(lead: Client, edition: Edition, checklist: str) -> None:
    Edition.objects.update(archived_at=NOW)
    page = lead.get(checklist).content.decode()
    assert "archived editions do not change" in page
    assert "data-tick" not in page
    task = task_of(edition, "T01")
    assert lead.post(f"{checklist}{task.pk}/tick/", {"state": "done"}).status_code == 409
    assert lead.post(f"{checklist}add/", FORM).status_code == 409
    assert "archived editions" in lead.post(f"{checklist}make/", follow=True).content.decode()


def test_words_of_the_team_are_shown_as_words(lead: Client, edition: Edition, checklist: str) -> None:
    ChecklistTask.objects.create(
        edition=edition, title="<script>alert(1)</script>", detail="<b>x</b>", lessons="<i>y</i>"
    )
    page = lead.get(checklist).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page


def test_the_list_costs_the_same_for_3_and_300_tasks(lead: Client, edition: Edition) -> None:
    def cost(count: int) -> int:
        ChecklistTask.objects.all().delete()
        users = [UserFactory() for _number in range(3)]
        tasks = [
            ChecklistTask.objects.create(edition=edition, title=f"Task {number}", owner=users[number % 3])
            for number in range(count)
        ]
        for before, after in pairwise(tasks):
            after.waits_for.add(before)
        lead.get(f"/admin/editions/{edition.pk}/checklist/")
        with CaptureQueriesContext(connection) as queries:
            lead.get(f"/admin/editions/{edition.pk}/checklist/")
        return len(queries)

    assert cost(3) == cost(300)
