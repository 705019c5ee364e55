"""A host picks the edition's colour and sees at once what becomes of it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from core.publishing.colours import accent
from tests.journeys.conftest import DemoServer

pytestmark = pytest.mark.browser

FIELD = "#id_accent_colour"
BACKGROUND = "element => getComputedStyle(element).backgroundColor"


def rgb(colour: str) -> str:
    """``#rrggbb`` as a browser tells it."""
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def open_look(page: Page, demo_server: DemoServer) -> None:
    """Go as the host organiser to the tab on which the colour is picked."""
    page.goto(demo_server.url)
    page.get_by_role("button", name="the host organiser").click()
    page.goto(f"{demo_server.url}/admin/")
    address = page.get_by_role("link", name="Facts and look").first.get_attribute("href")
    page.goto(f"{demo_server.url}{address}#tab-look")


def test_the_colour_is_shown_while_it_is_picked(tab: Page, demo_server: DemoServer) -> None:
    open_look(tab, demo_server)
    cover = tab.locator(".accent__cover")
    expect(cover).to_be_visible()
    saved = cover.evaluate(BACKGROUND)
    tab.locator(FIELD).fill("#ffcc00")
    expect(cover).to_have_css("background-color", rgb(accent("#ffcc00").cover))
    assert cover.evaluate(BACKGROUND) != saved
    expect(tab.locator(".accent").get_by_role("status")).to_contain_text("#ffcc00 is too pale")
    row = tab.locator('[data-surface="link"]')
    expect(row).to_contain_text(accent("#ffcc00").on_light)
    expect(tab.locator(".accent__paper--dark .accent__link")).to_have_css(
        "color", rgb(accent("#ffcc00").on_dark)
    )
    expect(tab.get_by_label("Pick the accent colour")).to_have_value("#ffcc00")


def test_the_picker_writes_the_field(tab: Page, demo_server: DemoServer) -> None:
    open_look(tab, demo_server)
    tab.get_by_label("Pick the accent colour").fill("#8a1c3c")
    expect(tab.locator(FIELD)).to_have_value("#8a1c3c")
    expect(tab.locator(".accent__cover")).to_have_css("background-color", rgb(accent("#8a1c3c").cover))


def test_half_a_colour_is_answered_in_words(tab: Page, demo_server: DemoServer) -> None:
    open_look(tab, demo_server)
    tab.locator(FIELD).fill("#8a1")
    expect(tab.get_by_text("Write a colour as # and six digits")).to_be_visible()
    expect(tab.locator(".accent__cover")).to_be_hidden()


def test_without_scripts_the_words_remain(chromium: Browser, demo_server: DemoServer) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    open_look(page, demo_server)
    assert "on light ground" in str(page.locator("[data-accent-words]").text_content())
    assert page.locator(".accent__show").get_attribute("hidden") is not None
    assert page.locator(".accent__values").get_attribute("hidden") is None
    context.close()
