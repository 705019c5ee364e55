"""The head of a delegation names people: on a phone without scripts, by keyboard alone, in light and dark."""

import re

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.factories import EditionFactory, UserFactory
from tests.journeys.checkers import Inspector
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import press, tab_to
from tests.journeys.registering import link_in
from tests.workshops.registration.arriving import put_pages
from tests.workshops.registration.delegation_samples import (
    PAGE,
    client_of,
    make_delegation,
    make_head,
    make_invitation,
)
from tests.workshops.registration.samples import OPENED, WHILE_OPEN, make_desk, register_one
from workshops.registration.actions import delegations
from workshops.registration.enums import InvitationState
from workshops.registration.models import Delegation, Registration, RegistrationDesk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = 1280
HEAD = "head@example.org"
OTHERS = ("Centre of Boats", "Bronė Bootsmann", "hidden@example.org")


@pytest.fixture
def desk() -> RegistrationDesk:
    edition = EditionFactory(
        ready_for_registration=True, registration_opens_at=OPENED, accent_colour="#7a1f5c"
    )
    put_pages(edition)
    return make_desk(edition, is_open=False)


@pytest.fixture
def delegation(desk: RegistrationDesk) -> Delegation:
    """One of three places, with somebody who has registered and somebody who has not answered."""
    made = make_delegation(desk, 3, name="Centre of Trains")
    register_one(desk, "ona@example.org", member=made.member, badge_name="Ona Kazlauskaitė")
    make_invitation(made, "petras@example.org", name="Petras Example")
    return made


@pytest.fixture
def others(desk: RegistrationDesk) -> Delegation:
    """Another delegation, of which nothing may be seen."""
    made = make_delegation(desk, 3, name=OTHERS[0])
    register_one(desk, "brone@example.org", member=made.member, badge_name=OTHERS[1])
    make_invitation(made, OTHERS[2])
    return made


def visit_as(client: Client, visit: Visit, width: int) -> Page:
    """The page of delegations, in a browser that is signed in as ``client`` is."""
    page, name = visit("/2027/", width), settings.SESSION_COOKIE_NAME
    origin = page.url.removesuffix("/2027/")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": origin}])
    page.goto(origin + PAGE)
    return page


def sign_in(page: Page, mailoutbox: list[EmailMessage]) -> None:
    """By the code that comes by mail."""
    page.get_by_label("E-mail address").fill(HEAD)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    found = re.search(r"^([A-Z0-9-]{6,12})$", str(mailoutbox[-1].body), re.MULTILINE)
    assert found
    page.get_by_label("Code").fill(found[1])
    page.get_by_role("button", name="Sign in").click()


def row(page: Page, name: str) -> Locator:
    return page.locator(".delegate").filter(has_text=name)


def name_somebody(page: Page, name: str, email: str, button: str = "Invite by mail") -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name=button).click()


def test_a_head_names_people_on_a_phone_without_scripts(
    visit: Visit, delegation: Delegation, others: Delegation, mailoutbox: list[EmailMessage]
) -> None:
    delegations.change(delegation, 3, [HEAD], by=UserFactory())
    page = visit(link_in(mailoutbox[-1]), java_script_enabled=False)
    sign_in(page, mailoutbox)
    expect(page.get_by_role("heading", name="Centre of Trains")).to_be_visible()
    expect(page.get_by_text("2 of 3 places named")).to_be_visible()

    name_somebody(page, "Ona once more", "ona@example.org")
    expect(page.get_by_role("alert")).to_be_visible()
    name_somebody(page, "Jonas Example", "jonas@example.org")
    expect(page.get_by_role("status")).to_have_text("Jonas Example is invited by mail.")
    expect(page.get_by_text("All places are named.")).to_be_visible()
    register_jonas(visit(link_in(mailoutbox[-1])))
    page.reload()
    expect(row(page, "Jonas Example")).to_contain_text("Registered")

    row(page, "Petras Example").get_by_role("button", name="Remind").click()
    expect(page.get_by_role("status")).to_have_text("Petras Example is reminded by mail.")
    assert mailoutbox[-1].to == ["petras@example.org"]
    row(page, "Petras Example").get_by_role("link", name="Replace").click()
    name_somebody(page, "Rasa Example", "rasa@example.org", "Replace")
    expect(page.get_by_role("status")).to_contain_text("instead of Petras Example")
    row(page, "Rasa Example").get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("2 of 3 places named")).to_be_visible()
    row(page, "Ona Kazlauskaitė").get_by_role("link", name="Cancel the registration").click()
    page.get_by_role("button", name="Cancel the registration").click()
    expect(page.get_by_text("1 of 3 places named")).to_be_visible()
    nothing_of_others(page, others)


def register_jonas(page: Page) -> None:
    """What the colleague does with the link in the mail."""
    expect(page.get_by_text("Centre of Trains")).to_be_visible()
    expect(page.get_by_label("Name as on the badge")).to_have_value("Jonas Example")
    while (button := page.get_by_role("button", name="Next")).is_visible():
        button.click()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()


def nothing_of_others(page: Page, others: Delegation) -> None:
    """Neither on the page nor at the addresses that the others' head has."""
    words = page.inner_text("body")
    assert [each for each in OTHERS if each in words] == []
    brone = Registration.objects.get(member=others.member)
    hidden = others.invitations.get()
    for name, arguments in (
        ("delegation_cancel", [2027, others.pk, brone.pk]),
        ("delegation_replace_registered", [2027, others.pk, brone.pk]),
        ("delegation_replace_invited", [2027, others.pk, hidden.pk]),
    ):
        answer = page.goto(page.url.partition("/2027/")[0] + reverse(name, args=arguments))
        assert answer
        assert answer.status == 404
        words = page.inner_text("body")
        assert [each for each in OTHERS if each in words] == []


def test_by_keyboard_alone(visit: Visit, delegation: Delegation) -> None:
    page = visit_as(client_of(make_head(delegation)), visit, WIDE)
    tab_to(page, "Name")
    page.keyboard.type("Jonas Example")
    tab_to(page, "E-mail address")
    page.keyboard.type("jonas@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Jonas Example is invited by mail.")
    press(page, "Withdraw : Petras Example")
    expect(page.get_by_text("2 of 3 places named")).to_be_visible()
    press(page, "Replace : Ona")
    expect(page.get_by_role("heading", name="Who comes instead of Ona")).to_be_visible()
    tab_to(page, "Name")
    page.keyboard.type("Rasa Example")
    tab_to(page, "E-mail address")
    page.keyboard.type("rasa@example.org")
    press(page, "Replace")
    expect(page.get_by_role("status")).to_contain_text("instead of Ona Kazlauskaitė")


def test_every_page_is_accessible_and_fits_in_every_state(
    visit: Visit, delegation: Delegation, others: Delegation
) -> None:
    declined = make_invitation(delegation, f"{'long' * 12}@example.org", state=InvitationState.DECLINED)
    page = visit_as(client_of(make_head(delegation)), visit, 320)
    inspector = Inspector(page)
    inspector.look("some named", "2 of 3 places named", WIDE)
    name_somebody(page, "Petras Example", "petras@example.org")
    inspector.look("refused", "Nothing was sent yet.", WIDE)
    row(page, declined.email).get_by_role("link", name="Replace").click()
    inspector.look("replace", "Who comes instead of")
    page.get_by_role("link", name="Leave it as it is").click()
    row(page, "Ona Kazl").get_by_role("link", name="Cancel the registration").click()
    inspector.look("cancel", "Cancel the registration of Ona")
    stranger = client_of(UserFactory())
    inspector.page = visit_as(stranger, visit, 320)
    inspector.look("heads none", "You head no delegation here")
    assert inspector.found == {}


def test_a_head_of_two_sees_both_and_when_all_is_named_or_closed(
    visit: Visit, delegation: Delegation, others: Delegation
) -> None:
    user = make_head(delegation)
    make_head(others)
    Delegation.objects.filter(pk=others.pk).update(places=2)
    page = visit_as(client_of(user), visit, 320)
    inspector = Inspector(page)
    inspector.look("two of them", "Your delegations", WIDE)
    expect(page.get_by_text("All places are named.")).to_be_visible()
    delegation.edition.registration_closes_at = WHILE_OPEN
    delegation.edition.save()
    page.reload()
    inspector.look("closed", "Registration is closed")
    assert inspector.found == {}
