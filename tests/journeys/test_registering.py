"""How people register: on a phone, without scripts, by keyboard alone, by invitation."""

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from tests.factories import UserFactory
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import press, tab_to
from tests.journeys.registering import ADDRESS, FULL, PARCELS, link_in, make_whole_desk, on
from tests.workshops.registration.arriving import way
from workshops.registration.actions.inviting import Invitee, invite_many
from workshops.registration.enums import Participation
from workshops.registration.models import Draft, Registration, RegistrationDesk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONSENT = "I agree that this is kept"


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_whole_desk()


def fill_in(page: Page) -> None:
    """Everything, but not the flight, and the diet without the consent to keep it."""
    page.get_by_label("Name as on the badge").fill("Ona Kazlauskaitė")
    on(page)
    page.get_by_label("By plane").check()
    on(page)
    expect(page.get_by_text("Full: you would be number 1 in the line.")).to_be_visible()
    page.get_by_label(PARCELS, exact=True).check()
    on(page)
    page.get_by_label("Dinner").check()
    on(page)
    page.get_by_label("Diet", exact=True).fill("No nuts")
    on(page)
    page.get_by_label("I may be seen in pictures").check()


def nothing_is_lost(page: Page) -> None:
    """The form holds what ``fill_in`` wrote, whatever step is shown."""
    for name, value in (("id_badge_name", "Ona Kazlauskaitė"), ("id_diet", "No nuts")):
        expect(page.locator(f"#{name}")).to_have_value(value)
    for label in ("By plane", PARCELS, "Dinner", "I may be seen in pictures of the event"):
        expect(page.get_by_label(label, exact=True)).to_be_checked()


def mend(page: Page) -> None:
    """Follow the way to each complaint and put it right."""
    alert = page.get_by_role("alert")
    alert.get_by_role("link", name="Which flight?").click()
    page.get_by_label("Which flight?").fill("EX 123")
    alert.get_by_role("link", name=CONSENT).click()
    page.get_by_label(CONSENT).check()
    on(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_delegate_registers_on_a_phone(
    visit: Visit, desk: RegistrationDesk, mailoutbox: list[EmailMessage], scripts: bool
) -> None:
    page = visit("/2027/", java_script_enabled=scripts)
    page.get_by_role("link", name="Register", exact=True).click()
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="A mail is on its way")).to_be_visible()
    mails_before = len(mailoutbox)
    page.goto(link_in(mailoutbox[-1]))
    expect(page.get_by_text("Centre of Trains")).to_be_visible()
    expect(page.get_by_label("Which flight?")).to_be_visible(visible=not scripts)

    fill_in(page)
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page).to_have_title(re.compile("^Please check: Registration"))
    nothing_is_lost(page)
    mend(page)
    page.get_by_role("button", name="Register", exact=True).dblclick()
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()
    expect(page.get_by_role("region", name="Your seats").get_by_role("listitem")).to_contain_text(PARCELS)

    registration = Registration.objects.get(email=ADDRESS)
    assert (registration.answers, registration.diet) == (
        {"travel": "By plane", "flight": "EX 123"},
        "No nuts",
    )
    assert [list(mail.to) for mail in mailoutbox[mails_before:]] == [[ADDRESS]]
    assert page.context.cookies() == []


def wait_until(page: Page, condition: Callable[[], bool]) -> None:
    """Give what the browser sends behind the page five seconds to arrive."""
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(50)
    pytest.fail("it never arrived")


def test_who_leaves_and_comes_back_finds_what_was_filled_in(visit: Visit, desk: RegistrationDesk) -> None:
    """By the script in between, by the button at the end, and by the browser's own way back."""
    page = visit(way(desk, ADDRESS))
    address = page.url
    page.get_by_label("Name as on the badge").fill("Ona Kazlauskaitė")
    expect(page.get_by_text("Saved on the way.")).to_be_visible()
    page.get_by_label("Function").fill("Lawyer")
    page.get_by_role("link", name="privacy").click()  # sooner than the script saves
    wait_until(page, lambda: Draft.objects.get().content["function"] == ["Lawyer"])
    page.goto(address)
    expect(page.get_by_text("We have kept what you filled in last time.")).to_be_visible()
    expect(page.get_by_label("Function")).to_have_value("Lawyer")
    for _ in range(5):
        on(page)
    expect(page.get_by_text("Step 6 of 6")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    page.get_by_label("Diet", exact=True).fill("No nuts")
    on(page)
    page.get_by_role("button", name="Register", exact=True).click()
    page.get_by_label(CONSENT).check()
    on(page)
    page.get_by_role("button", name="Save and go on later").click()
    page.get_by_role("link", name="Go on now").click()
    expect(page.locator("#id_diet")).to_have_value("No nuts")
    for _ in range(5):
        on(page)
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()
    assert Registration.objects.filter(email=ADDRESS).count() == 1


def test_by_keyboard_alone(visit: Visit, desk: RegistrationDesk, mailoutbox: list[EmailMessage]) -> None:
    page = visit("/2027/register/", width=1280)
    tab_to(page, "E-mail address")
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A mail is on its way")).to_be_visible()
    page.goto(link_in(mailoutbox[-1]))
    tab_to(page, "No answer")
    page.keyboard.press("ArrowUp")
    tab_to(page, "Which flight?")
    page.keyboard.type("EX 123")
    tab_to(page, "None of them")
    page.keyboard.press("ArrowDown")  # from the last to the first
    tab_to(page, "Dinner")
    page.keyboard.press("Space")
    press(page, "Register")
    expect(page.locator("#complaints")).to_be_focused()
    press(page, "“Name as on the badge”")
    expect(page.get_by_label("Name as on the badge")).to_be_focused()
    page.keyboard.type("Ona Kazlauskaitė")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()
    registration = Registration.objects.get(email=ADDRESS)
    assert registration.answers == {"travel": "By plane", "flight": "EX 123"}
    assert [booking.session.slot.title for booking in registration.bookings.all()] == [PARCELS]
    assert registration.extra_choices.get().extra.title == "Dinner"


def test_a_guest_follows_a_personal_invitation(
    visit: Visit, desk: RegistrationDesk, mailoutbox: list[EmailMessage]
) -> None:
    guest = Invitee("minister@example.org", "Rasa Example", Participation.GUEST)
    invite_many(desk.edition_id, [guest], by=UserFactory())
    link = link_in(mailoutbox[-1])
    page = visit(link, width=1280)
    expect(page.get_by_text("minister@example.org")).to_be_visible()
    expect(page.get_by_text("Guest", exact=True)).to_be_visible()
    expect(page.get_by_label("Name as on the badge")).to_have_value("Rasa Example")
    page.get_by_role("textbox", name="Organisation").fill("Ministry of Examples")
    page.get_by_label(FULL, exact=True).check()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.locator(".ticket")).to_contain_text("Ministry of Examples")
    expect(page.locator(".ticket")).to_contain_text("Guest")
    expect(page.get_by_text("You are number 1 in the line.")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="You are registered")).to_be_visible()
    assert page.context.cookies() == []
