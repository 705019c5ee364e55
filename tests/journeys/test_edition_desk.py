"""A host at the desk of an edition: where it stands, the checklist ticked off, the audit trail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cooperation.editions.checklist.actions import make_checklist
from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask
from cooperation.editions.teams import give_role
from home.actions import make_edition_pages
from tests.factories import MemberFactory, UserFactory
from tests.journeys import checkers
from tests.journeys.conftest import Visit
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.models import Delegation, RegistrationDesk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]


@pytest.fixture
def desk(transactional_db: None) -> RegistrationDesk:
    """An edition in the middle of its preparation."""
    found = make_desk(total_places=60)
    make_edition_pages(found.edition, by=None)
    sessions = [
        make_session(found, seats=2, title="Plain words for hard rules"),
        make_session(found, seats=20, hour=1, title="Parcels that never came"),
    ]
    for number, name in enumerate(("Lietuvos vartotojų centras", "Ευρωπαϊκό Κέντρο Καταναλωτή", "ECC Éire")):
        member = MemberFactory(name=name)
        Delegation.objects.create(edition=found.edition, member=member, places=4)
        for person in range(number + 1):
            chosen = (sessions[person % 2].pk,)
            register_one(found, f"p{number}{person}@example.org", member=member, sessions=chosen)
    make_checklist(found.edition, by=None)
    return found


@pytest.fixture
def open_page(visit: Visit, desk: RegistrationDesk, live_server: Any) -> Open:
    """Opens a page below the edition, signed in as its host lead."""

    def opened(path: str, width: int = 1440, **options: Any) -> Page:
        client, user = Client(), UserFactory(first_name="Ona", last_name="Example")
        give_role(desk.edition, user, Role.HOST_LEAD, by=None)
        client.force_login(user)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        state = {"cookies": [session]}
        return visit(f"/admin/editions/{desk.edition.pk}/{path}", width=width, storage_state=state, **options)

    return opened


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["desk/", "checklist/", "checklist/add/", "trail/"])
def test_everybody_can_use_it(open_page: Open, path: str, width: int) -> None:
    page = open_page(path, width)
    assert checkers.axe(page) == []
    assert checkers.sideways(page) == []
    page.emulate_media(color_scheme="dark")
    assert checkers.axe(page) == []


def test_a_task_is_ticked_off_on_the_spot(open_page: Open, desk: RegistrationDesk) -> None:
    page = open_page("desk/")
    expect(page.locator(".standing")).to_contain_text("6 of 60 places")
    page.locator(".desk-tasks__words a").first.click()
    task = ChecklistTask.objects.get(edition=desk.edition, code="T01")
    row = page.locator(f"#task-{task.pk}")
    address = page.url
    row.get_by_role("button", name="Done").click()
    expect(page.locator("[data-checklist-status]")).to_contain_text("1 of 80 tasks")
    assert page.url == address
    expect(row).to_be_hidden()  # it lies below the heading of what is done
    task.refresh_from_db()
    assert task.state == TaskState.DONE
    focus = page.evaluate("document.activeElement.closest('li')?.id ?? ''")
    assert focus.startswith("task-")
    page.get_by_text("Done or not needed (1)").click()
    row.get_by_role("button", name="Open again").click()
    expect(page.locator("[data-checklist-status]")).to_contain_text("0 of 80 tasks")


def test_the_checklist_works_without_scripts(open_page: Open, desk: RegistrationDesk) -> None:
    page = open_page("checklist/?role=host_lead", java_script_enabled=False)
    task = ChecklistTask.objects.get(edition=desk.edition, code="T01")
    page.locator(f"#task-{task.pk} button").click()
    assert page.url.endswith(f"checklist/?role=host_lead#task-{task.pk}")
    task.refresh_from_db()
    assert task.state == TaskState.DONE


def test_what_waits_asks_for_a_word_that_is_kept(open_page: Open, desk: RegistrationDesk) -> None:
    page = open_page("checklist/")
    task = ChecklistTask.objects.get(edition=desk.edition, code="T02")
    page.locator(f"#task-{task.pk}").get_by_role("link", name="Done before its turn").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("It waits for something that is still open")
    page.get_by_label("Why").fill("They came to us.")
    page.get_by_role("button", name="Save").click()
    page.goto(page.url.partition("checklist/")[0] + "trail/")
    first = page.locator(".trail li").first
    expect(first).to_contain_text("Task ticked off or opened again")
    expect(first).to_contain_text("Take over from the last host")
    expect(first).to_contain_text("Ona Example")
