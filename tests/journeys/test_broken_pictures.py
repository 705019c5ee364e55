"""What remains of a page when the files of its pictures do not come."""

import pytest
from playwright.sync_api import Page, expect

from tests.demo_site import DemoServer

pytestmark = pytest.mark.browser


def without_pictures(tab: Page, address: str) -> Page:
    tab.route("**/media/**", lambda route: route.abort())
    tab.goto(address, wait_until="load")
    return tab


def test_the_words_of_a_picture_stand_in_its_place(demo_server: DemoServer, tab: Page) -> None:
    without_pictures(tab, f"{demo_server.url}/2027/")
    told = "image => getComputedStyle(image, '::after').content"
    cover = tab.locator(".cover__picture img")
    assert "Drawing of a town" in cover.evaluate(told)
    assert cover.evaluate("image => image.offsetHeight") > 200


def test_news_without_its_picture_is_news_without_a_picture(demo_server: DemoServer, tab: Page) -> None:
    address = f"{demo_server.url}/news/"
    tab.goto(address, wait_until="load")
    expect(tab.locator(".front__picture")).to_have_count(1)
    narrow = tab.locator(".front__words").bounding_box()
    without_pictures(tab, address)
    expect(tab.locator(".front__picture")).to_have_count(0)
    wide = tab.locator(".front__words").bounding_box()
    assert narrow
    assert wide
    assert wide["width"] > 1.5 * narrow["width"]
