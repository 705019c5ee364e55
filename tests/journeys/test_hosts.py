"""The map of hosts by keyboard, by pointer and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.demo_site import DemoServer

pytestmark = pytest.mark.browser


def state(tab: Page, name: str) -> Locator:
    """The link on the map to a state."""
    return tab.locator(f'.map__link[aria-label^="{name}:"]')


def test_every_state_is_reached_by_keyboard_and_shows_what_it_is(demo_server: DemoServer, tab: Page) -> None:
    tab.goto(f"{demo_server.url}/hosts/")
    links = tab.locator(".map__link")
    count = links.count()
    assert count == 30
    tab.get_by_role("link", name="Skip the map").focus()
    resting = links.first.locator("use").evaluate("use => getComputedStyle(use).stroke")
    for number in range(count):
        tab.keyboard.press("Tab")
        link = links.nth(number)
        expect(link).to_be_focused()
        name, _colon, words = (link.get_attribute("aria-label") or "").partition(": ")
        assert words
        shown = link.locator("text")
        expect(shown).to_be_visible()
        assert (shown.text_content() or "").startswith(name)
        assert link.locator("use").evaluate("use => getComputedStyle(use).stroke") != resting
        expect(tab.locator(".map__name:visible")).to_have_count(1)
    tab.keyboard.press("Shift+Tab")
    expect(links.nth(count - 2)).to_be_focused()


def test_a_state_leads_to_its_member_from_map_and_list(demo_server: DemoServer, tab: Page) -> None:
    tab.goto(f"{demo_server.url}/hosts/")
    tab.get_by_role("link", name="Belgium: hosted 2024 in Mechelen").focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/network/ecc-belgium/$"))
    tab.go_back()
    tab.get_by_role("link", name="Belgium", exact=True).click()
    expect(tab).to_have_url(re.compile(r"/network/ecc-belgium/$"))


def test_the_map_can_be_skipped(demo_server: DemoServer, tab: Page) -> None:
    tab.goto(f"{demo_server.url}/hosts/")
    tab.get_by_role("link", name="Skip the map").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.locator("#states a").first).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pointer_shows_one_name_even_of_the_smallest_state(
    demo_server: DemoServer, chromium: Browser, width: int
) -> None:
    """Without scripts, and while another state has the focus."""
    context = chromium.new_context(viewport={"width": width, "height": 1200}, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{demo_server.url}/hosts/")
    state(tab, "Finland").focus()
    dot = state(tab, "Malta").locator("circle").bounding_box()
    assert dot
    tab.mouse.move(dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2)
    expect(tab.locator(".map__name:visible")).to_have_count(1)
    expect(state(tab, "Malta").locator("text")).to_be_visible()
    tab.mouse.down()
    tab.mouse.up()
    expect(tab).to_have_url(re.compile(r"/network/ecc-malta/$"))
    context.close()
