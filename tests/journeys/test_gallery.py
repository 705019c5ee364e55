"""A gallery in a real browser: with a dialog, with keys alone, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo_site import DemoServer
from tests.journeys import checkers, much_content

pytestmark = pytest.mark.browser

EXHIBITION = "/2027/exhibition/"
FULL_PAGES = [
    EXHIBITION,
    "/2024/look-back/",
    "/2027/workshops/",
    "/2027/workshops/parcels/",
    "/news/",
    "/news/?page=3",
    "/news/?year=2025&edition=2024",
    "/news/many-1/",
]


@pytest.fixture(scope="module", autouse=True)
def much(demo_server: DemoServer) -> None:
    """Galleries, lists and words that are longer than the demo's own."""
    demo_server.call(f"{much_content.__name__}.put_much")


@pytest.fixture
def gallery(demo_server: DemoServer, tab: Page) -> Page:
    """A tab on the exhibition of six pictures."""
    tab.goto(demo_server.url + EXHIBITION)
    expect(tab.locator(".gallery__link")).to_have_count(6)
    return tab


@pytest.fixture
def plain_tab(chromium: Browser) -> Iterator[Page]:
    """A tab with scripts switched off."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_picture_opens_with_its_words_and_the_focus_comes_back(gallery: Page) -> None:
    links, viewer = gallery.locator(".gallery__link"), gallery.get_by_role("dialog", name="Pictures")
    expect(viewer).to_be_hidden()
    links.nth(2).click()
    expect(viewer).to_be_visible()
    expect(viewer.get_by_text("3 / 6")).to_be_visible()
    expect(viewer.get_by_text(much_content.GREEK)).to_be_visible()
    expect(viewer.get_by_text("Drawn by the Cooperation Day project")).to_be_visible()
    name = links.nth(2).locator("img").get_attribute("alt")
    assert name
    expect(viewer.get_by_role("img", name=name)).to_be_visible()
    assert gallery.evaluate("document.querySelector('.viewer img').naturalWidth") > 0
    assert checkers.axe(gallery) == []
    viewer.get_by_role("button", name="Close").click()
    expect(viewer).to_be_hidden()
    expect(links.nth(2)).to_be_focused()


def test_keys_alone_leaf_through_from_end_to_end(gallery: Page) -> None:
    links, viewer = gallery.locator(".gallery__link"), gallery.get_by_role("dialog", name="Pictures")
    links.first.focus()
    gallery.keyboard.press("Enter")
    for key, position in [
        ("ArrowRight", "2 / 6"),
        ("ArrowLeft", "1 / 6"),
        ("ArrowLeft", "6 / 6"),
        ("ArrowRight", "1 / 6"),
        ("End", "6 / 6"),
        ("Home", "1 / 6"),
        ("ArrowRight", "2 / 6"),
    ]:
        gallery.keyboard.press(key)
        expect(viewer.locator(".viewer__position")).to_have_text(position)
    gallery.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(links.nth(1)).to_be_focused()


def test_buttons_lead_on_and_back(gallery: Page) -> None:
    viewer = gallery.get_by_role("dialog", name="Pictures")
    gallery.locator(".gallery__link").first.click()
    viewer.get_by_role("button", name="Next picture").click()
    expect(viewer.get_by_text("2 / 6")).to_be_visible()
    viewer.get_by_role("button", name="Previous picture").click()
    expect(viewer.get_by_text("1 / 6")).to_be_visible()


def test_a_gallery_of_one_has_nothing_to_leaf_through(demo_server: DemoServer, tab: Page) -> None:
    tab.goto(f"{demo_server.url}/2024/exhibition/")
    tab.locator(".gallery__link").click()
    viewer = tab.get_by_role("dialog", name="Pictures")
    expect(viewer.get_by_role("img")).to_be_visible()
    expect(viewer.get_by_role("button", name="Next picture")).to_be_hidden()


def test_without_scripts_a_link_leads_to_the_picture_itself(demo_server: DemoServer, plain_tab: Page) -> None:
    plain_tab.goto(demo_server.url + EXHIBITION)
    expect(plain_tab.get_by_role("dialog")).to_have_count(0)
    plain_tab.locator(".gallery__link").nth(1).click()
    expect(plain_tab).to_have_url(re.compile(r"/media/images/.*\.jpg$"))


@pytest.mark.parametrize("width", [320, 1280])
def test_full_pages_break_no_rule_and_stay_as_wide_as_the_screen(
    demo_server: DemoServer, chromium: Browser, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    for path in FULL_PAGES:
        page.goto(demo_server.url + path)
        assert checkers.everything(page) == [], path
    page.close()
