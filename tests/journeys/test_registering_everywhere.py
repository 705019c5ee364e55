"""The way in and the form are accessible and fit: narrow and wide, in light and dark, in every state."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checkers import Inspector
from tests.journeys.conftest import Visit
from tests.journeys.registering import ADDRESS, make_whole_desk, on
from tests.workshops.registration.arriving import way
from tests.workshops.registration.samples import OPENED, WHILE_OPEN
from workshops.registration.enums import Participation
from workshops.registration.models import RegistrationDesk, RoleQuota

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = 1280


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_whole_desk()


def send_wrong(page: Page) -> None:
    """The form without a name and with a diet that nobody may keep, past what the browser checks itself."""
    page.locator("#id_diet").evaluate("one => { one.value = 'No nuts' }")
    page.get_by_label("By plane").evaluate("one => { one.checked = true }")
    page.locator(".register").evaluate("form => form.submit()")


def change(desk: RegistrationDesk, **fields: object) -> None:
    """Set ``fields`` of the desk and of its edition."""
    for record in (desk, desk.edition):
        own = fields.keys() & {field.name for field in record._meta.get_fields()}
        for name in own:
            setattr(record, name, fields[name])
        if own:
            record.save()


def test_the_way_in_is_accessible_and_fits_in_every_state(visit: Visit, desk: RegistrationDesk) -> None:
    page = visit("/2027/register/", 320)
    inspector = Inspector(page)
    inspector.look("open", "Send me the link", WIDE)
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("button", name="Send me the link").click()
    inspector.look("refused", "Enter a valid")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_role("button", name="Send me the link").click()
    inspector.look("sent", "A mail is on its way")
    RoleQuota.objects.create(desk=desk, role=Participation.SPEAKER, opens_at=WHILE_OPEN)
    change(desk, registration_opens_at=WHILE_OPEN + timedelta(days=9), is_full=True)
    page.goto(page.url.replace("link/", ""))
    inspector.look("early and full", "All places are taken.", WIDE)
    expect(page.get_by_text("For some it is open already")).to_be_visible()
    expect(page.get_by_text("Speaker")).to_be_visible()
    change(desk, registration_opens_at=OPENED, registration_closes_at=WHILE_OPEN)
    page.reload()
    inspector.look("closed", "Registration is closed")
    assert inspector.found == {}


def test_the_form_in_steps_is_accessible_and_fits_in_every_state(
    visit: Visit, desk: RegistrationDesk
) -> None:
    page = visit(way(desk, ADDRESS), 320)
    inspector = Inspector(page)
    inspector.look("first step", "Step 1 of 6")
    page.get_by_label("Name as on the badge").fill("Ona")
    on(page)
    page.get_by_label("By plane").check()
    inspector.look("a question that hangs on another", "Which flight?")
    on(page)
    inspector.look("sessions", "Full: you would be number 1")
    for _ in range(3):
        on(page)
    inspector.look("last step", "Step 6 of 6")
    send_wrong(page)
    inspector.look("refused, at the step of the first mistake", "Step 2 of 6")
    page.route("**/register*.js", lambda route: route.abort())
    page.goto(page.url)
    send_wrong(page)
    inspector.look("refused, without scripts", "without your consent")
    page.get_by_role("button", name="Save and go on later").click()
    inspector.look("saved", "Saved, and not sent yet")
    assert inspector.found == {}


def test_the_whole_form_is_accessible_and_fits_in_every_state(visit: Visit, desk: RegistrationDesk) -> None:
    page = visit(way(desk, "nobody@example.org"), 1280)
    inspector = Inspector(page)
    inspector.look("not admitted", "You cannot register now")
    page.goto(page.url[:-20])
    inspector.look("a link that opens nothing", "This link opens nothing")
    change(desk, is_open=True, total_places=1)
    page.goto(page.url.partition("/2027/")[0] + way(desk, "nobody@example.org"))
    inspector.look("the waiting list", "you join the waiting list")
    page.get_by_label("By plane").check()
    send_wrong(page)
    inspector.look("refused", "or write your organisation")
    assert inspector.found == {}
