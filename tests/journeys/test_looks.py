"""What docs/design.md promises of the look, as far as it can be measured."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.demo_site import DemoServer

pytestmark = pytest.mark.browser

SMALLEST_TYPE = 15
SCREENS = [(360, 740), (768, 1024), (1440, 900), (1920, 1080)]
PAGES = [
    "/",
    "/2027/",
    "/2024/",
    "/2027/agenda/",
    "/2024/agenda/",
    "/2027/agenda/releases/",
    "/2027/workshops/parcels/",
    "/2027/exhibition/",
    "/2027/practical/",
    "/2024/look-back/",
    "/news/",
    "/editions/",
    "/hosts/",
    "/network/",
    "/search/?q=workshop",
]
TOO_SMALL = """least => {
  const small = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    const scale = element.getScreenCTM?.()?.a ?? 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < least - 0.01) small.add(`${element.getAttribute("class")}: ${size.toFixed(1)}`);
  }
  return [...small];
}"""


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab of somebody who wants no motion."""
    context = chromium.new_context(reduced_motion="reduce", locale="en-GB")
    yield context.new_page()
    context.close()


def see(tab: Page, server: DemoServer, path: str, width: int, height: int = 800) -> Page:
    tab.set_viewport_size({"width": width, "height": height})
    tab.goto(server.url + path)
    return tab


@pytest.mark.parametrize("path", ["/", "/2027/", "/2024/"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_facts_and_first_step_stand_in_the_first_screen(
    production: DemoServer, tab: Page, path: str, width: int, height: int
) -> None:
    see(tab, production, path, width, height)
    facts = tab.locator(".cover__facts > div")
    assert facts.count() == 3
    lowest = [facts.last, tab.locator(".cover .button").first]
    boxes = [each.bounding_box() for each in lowest]
    assert [box["y"] + box["height"] <= height for box in boxes if box] == [True, True]


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_type_is_too_small_to_be_read(production: DemoServer, tab: Page, path: str, width: int) -> None:
    see(tab, production, path, width)
    assert tab.evaluate(TOO_SMALL, SMALLEST_TYPE) == []


@pytest.mark.parametrize("path", ["/2027/practical/", "/2027/exhibition/"])
def test_no_way_to_another_page_of_an_edition_is_cut(production: DemoServer, tab: Page, path: str) -> None:
    see(tab, production, path, 360)
    links = tab.locator(".part-links a")
    edges = links.evaluate_all("all => all.map(link => link.getBoundingClientRect().right)")
    assert len(edges) >= 4
    assert max(edges) <= 360
    assert tab.locator(".part-links [aria-current]").count() == 1


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_a_cover_without_a_picture_keeps_its_numeral_on_the_page(
    every_state: DemoServer, tab: Page, width: int
) -> None:
    for path in ("/open/", "/long/"):
        see(tab, every_state, path, width)
        extent = (
            "one => { const range = new Range(); range.selectNodeContents(one);"
            " const box = range.getBoundingClientRect(); return [box.left, box.right] }"
        )
        numeral = tab.locator(".cover__numeral").evaluate(extent)
        words = tab.locator(".cover__title").evaluate(extent)
        edge = tab.locator(".cover__facts").bounding_box()
        assert edge
        assert numeral[1] <= edge["x"] + edge["width"] + 1
        assert numeral[0] - words[1] >= 40


@pytest.fixture(scope="module")
def every_state(production: DemoServer) -> DemoServer:
    """The site with an edition in every state."""
    production.call("tests.journeys.every_kind.put_everything")
    return production


@pytest.mark.parametrize("width", [320, 360])
def test_that_hours_are_not_known_is_told_in_whole_words(
    production: DemoServer, tab: Page, width: int
) -> None:
    told = see(tab, production, "/2024/agenda/", width).locator(".block__time").first
    assert told.inner_text() == "Hours not known"
    assert (
        told.evaluate(
            "one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
        )
        < 2
    )


def test_nothing_moves_for_who_wants_no_motion(production: DemoServer, tab: Page) -> None:
    see(tab, production, "/2027/agenda/", 1440)
    moving = """all => all.filter(one => {
      const style = getComputedStyle(one);
      return style.transitionProperty !== "none" || style.animationName !== "none";
    }).length"""
    assert tab.locator("*").evaluate_all(moving) == 0


def test_nothing_shows_beside_what_sticks_above_many_rooms(every_state: DemoServer, tab: Page) -> None:
    every_state.call("tests.bench.large_edition.load")
    see(tab, every_state, "/2036/agenda/", 1920)
    switch, table = (tab.locator(one).first.bounding_box() for one in (".day-switch", ".timetable"))
    assert switch
    assert table
    assert (switch["x"], switch["width"]) == (table["x"], table["width"])


@pytest.mark.parametrize("width", [768, 1440])
def test_three_that_run_side_by_side_stand_in_one_row(production: DemoServer, tab: Page, width: int) -> None:
    see(tab, production, "/2027/agenda/", width)
    tops = "slots => slots.slice(0, 3).map(slot => Math.round(slot.getBoundingClientRect().top))"
    three = tab.locator(".block", has=tab.locator(".slot--workshop")).first.locator(".slot")
    assert three.count() == 3
    assert len(set(three.evaluate_all(tops))) == 1
