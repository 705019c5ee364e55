"""Signing in, setting up a second factor and entering the admin, as people do it."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import CDPSession, Page, expect

from tests.demo_site import DemoServer
from tests.journeys import checkers
from tests.journeys.keyboard import tab_to

pytestmark = pytest.mark.browser

FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A device that recognises its owner, as Chromium's testing protocol describes one."""


def code_of_app(secret: str, periods_ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods_ahead))


def code_in_newest_mail(tab: Page, server: DemoServer) -> str:
    """Read the code where a visitor of the demo reads it, once the page says that it has been sent."""
    expect(tab.get_by_role("heading", name="Enter the code")).to_be_visible()
    mailbox = tab.context.new_page()
    mailbox.goto(f"{server.url}/demo/mails/")
    mailbox.locator("table a").first.click()
    found = re.search(r"^([A-Z0-9-]{6,12})$", mailbox.locator(".demo-text").inner_text(), re.MULTILINE)
    mailbox.close()
    assert found
    return found[1]


def no_violations(tab: Page) -> None:
    assert checkers.axe(tab) == []


def sign_out(tab: Page, server: DemoServer) -> None:
    tab.goto(f"{server.url}/account/")
    tab.get_by_role("button", name="Sign out", exact=True).click()
    expect(tab).to_have_url(f"{server.url}/")


@pytest.fixture
def enter_address(tab: Page, demo_server: DemoServer) -> Callable[[str], None]:
    """Begin at the admin, be led to the sign-in and ask for a code."""

    def enter(email: str) -> None:
        tab.goto(f"{demo_server.url}/admin/reports/site-history/")
        tab.get_by_label("E-mail address").fill(email)
        tab.get_by_role("button", name="Send me a code").click()
        tab.get_by_label("Code").fill(code_in_newest_mail(tab, demo_server))
        tab.get_by_role("button", name="Sign in").click()

    return enter


def type_code_from_mail(tab: Page, server: DemoServer) -> None:
    """First a wrong code, which is answered beside the field, and then the right one."""
    tab_to(tab, "Code")
    tab.keyboard.type("WRONG1")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Code")).to_have_attribute("aria-describedby", "id_code_error")
    no_violations(tab)
    tab_to(tab, "Code")
    tab.keyboard.press("Control+A")
    tab.keyboard.type(code_in_newest_mail(tab, server))
    tab.keyboard.press("Enter")


def set_up_app(tab: Page) -> str:
    """Set up an authenticator app and keep the recovery codes; the app's secret."""
    expect(tab.get_by_role("heading", name="One more key for the admin")).to_be_visible()
    no_violations(tab)
    tab_to(tab, "Set up an authenticator app")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Set up an authenticator app")).to_be_visible()
    no_violations(tab)
    secret = tab.locator(".account-key").inner_text()
    tab_to(tab, "Authenticator code")
    tab.keyboard.type(code_of_app(secret))
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Recovery codes")).to_be_visible()
    no_violations(tab)
    tab_to(tab, "I have kept them: go on")
    tab.keyboard.press("Enter")
    return secret


def sign_in_with_code_and_app(tab: Page, server: DemoServer, email: str, secret: str) -> None:
    tab.goto(f"{server.url}/account/login/?next=/admin/")
    tab.get_by_label("E-mail address").fill(email)
    tab.keyboard.press("Enter")
    tab.get_by_label("Code").fill(code_in_newest_mail(tab, server))
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="The second step")).to_be_visible()
    no_violations(tab)
    # The code of this half-minute has been used, and none is taken twice.
    tab.get_by_label("Code").fill(code_of_app(secret, periods_ahead=1))
    tab.keyboard.press("Enter")


def test_keyboard_only_from_the_admin_over_code_and_app_back_to_the_admin(
    tab: Page, demo_server: DemoServer
) -> None:
    email, wanted = "keyboard@demo.example", f"{demo_server.url}/admin/reports/site-history/"
    demo_server.manage("make_secretariat", email)
    tab.goto(wanted)
    no_violations(tab)
    tab_to(tab, "E-mail address")
    tab.keyboard.type(email)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Enter the code")).to_be_visible()
    no_violations(tab)
    type_code_from_mail(tab, demo_server)
    secret = set_up_app(tab)
    expect(tab).to_have_url(wanted)

    sign_out(tab, demo_server)
    sign_in_with_code_and_app(tab, demo_server, email, secret)
    expect(tab).to_have_url(f"{demo_server.url}/admin/")


def test_a_passkey_is_set_up_and_then_signs_in_alone(
    tab: Page, demo_server: DemoServer, enter_address: Callable[[str], None]
) -> None:
    demo_server.manage("make_secretariat", "passkey@demo.example")
    device: CDPSession = tab.context.new_cdp_session(tab)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})

    enter_address("passkey@demo.example")
    tab.get_by_role("link", name="Set up a passkey").click()
    no_violations(tab)
    tab.get_by_label("Name of this passkey").fill("My laptop")
    tab.get_by_role("button", name="Set up this passkey").click()
    expect(tab.get_by_role("heading", name="Recovery codes")).to_be_visible()
    tab.get_by_role("link", name="I have kept them: go on").click()
    expect(tab).to_have_url(f"{demo_server.url}/admin/reports/site-history/")

    sign_out(tab, demo_server)
    tab.goto(f"{demo_server.url}/account/login/?next=/admin/")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    expect(tab).to_have_url(f"{demo_server.url}/admin/")
    tab.goto(f"{demo_server.url}/account/")
    expect(tab.get_by_text("Passkey: My laptop")).to_be_visible()
    no_violations(tab)
    for path in ("/account/2fa/", "/account/2fa/webauthn/"):
        tab.goto(demo_server.url + path)
        no_violations(tab)


def test_a_passkey_that_fails_says_so(tab: Page, demo_server: DemoServer) -> None:
    device = tab.context.new_cdp_session(tab)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER | {"isUserVerified": False}})
    tab.goto(f"{demo_server.url}/account/login/")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    expect(tab.get_by_text("The passkey did not work")).to_be_visible()


def test_the_bar_changes_roles_on_every_page_and_in_the_admin(tab: Page, demo_server: DemoServer) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(f"{demo_server.url}/2027/agenda/")
    bar = tab.get_by_role("complementary", name="Demo")
    expect(bar.get_by_role("button", name="the public")).to_have_attribute("aria-current", "true")
    bar.get_by_role("button", name="the host organiser").click()
    expect(tab).to_have_url(f"{demo_server.url}/2027/agenda/")
    expect(bar.get_by_role("button", name="the host organiser")).to_have_attribute("aria-current", "true")
    no_violations(tab)
    bar.get_by_role("link", name="Admin").click()
    expect(tab).to_have_url(f"{demo_server.url}/admin/")
    bar.get_by_role("button", name="an attendee").click()
    expect(tab).to_have_url(f"{demo_server.url}/")
    bar.get_by_role("link", name="Mails").click()
    expect(tab.get_by_role("heading", name="Mails of the demo")).to_be_visible()
    no_violations(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
