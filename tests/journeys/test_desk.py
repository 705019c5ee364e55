"""An organiser at work: the agenda's desk, by mouse, by keyboard and without scripts, and the start page."""

import re
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.demo_site import DemoServer

pytestmark = pytest.mark.browser


@pytest.fixture
def organiser(chromium: Browser, demo_server: DemoServer) -> Iterator[Page]:
    """A tab in which the host organiser is signed in."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    sign_in(page, demo_server)
    yield page
    context.close()


def sign_in(page: Page, demo_server: DemoServer) -> None:
    page.goto(demo_server.url)
    page.get_by_role("button", name="the host organiser").click()


def first_day(page: Page, demo_server: DemoServer) -> str:
    """Open the desk and then its first day, and give back the address."""
    page.goto(f"{demo_server.url}/admin/agenda/")
    page.locator(".desk-days a").first.click()
    expect(page.locator(".desk-sheet")).to_be_visible()
    return page.url


def row_of(page: Page, title: str) -> Locator:
    """The first row whose title is ``title``."""
    return page.locator(".desk-row").filter(has=page.locator(f'.desk-title[value="{title}"]')).first


def save(page: Page) -> None:
    page.locator(".desk-save-last button").click()


def add_slot(page: Page, title: str, starts: str, ends: str, room: str = "") -> None:
    page.locator('[name="new-title"]').fill(title)
    page.locator('[name="new-starts"]').fill(starts)
    page.locator('[name="new-ends"]').fill(ends)
    if room:
        page.locator('[name="new-room"]').select_option(label=room)
    save(page)


def room_names(page: Page) -> list[str]:
    names = page.locator('[name="new-room"] option').all_inner_texts()
    return [name for name in names if name != "—"]


def public(demo_server: DemoServer, path: str) -> str:
    """What everybody gets at ``path``; long lines of calendars are unfolded."""
    with urlopen(f"{demo_server.url}{path}") as answer:
        return str(answer.read().decode()).replace("\r\n ", "")


def test_an_organiser_mends_a_conflict_and_releases(organiser: Page, demo_server: DemoServer) -> None:
    page = organiser
    day = first_day(page, demo_server)
    first, second, *_others = room_names(page)
    add_slot(page, "Corner talk", "19:00", "19:30", first)
    add_slot(page, "Taken talk", "19:10", "19:40", first)
    expect(page.locator(".desk-conflicts")).to_contain_text(f"are both in {first} at the same time")
    expect(row_of(page, "Taken talk").locator(".desk-conflict").first).to_be_visible()
    row_of(page, "Taken talk").locator(".desk-room").select_option(label=second)
    save(page)
    expect(page.locator("body")).not_to_contain_text(f"are both in {first} at the same time")

    row_of(page, "Corner talk").get_by_role("button", name="Duplicate Corner talk").click()
    expect(page.locator('.desk-title[value="Corner talk"]')).to_have_count(2)
    copy = page.locator('.desk-row:has(.desk-title[value="Corner talk"])').last
    expect(copy).to_be_focused()
    page.locator('[name="new-title"]').fill("Typed before the shift")
    page.locator('[name="new-starts"]').fill("18:00")
    page.locator('[name="new-ends"]').fill("18:15")
    page.locator('[name="minutes"]').fill("5")
    page.get_by_role("button", name="Save and shift").click()
    expect(page.locator('.desk-starts[value="19:05"]')).to_have_count(1)
    expect(row_of(page, "Typed before the shift").locator(".desk-starts")).to_have_value("18:05")
    assert page.url == day
    assert "Corner talk" not in public(demo_server, "/2027/agenda/")

    page.get_by_role("link", name="Overview and release").click()
    expect(page.locator(".desk-differences")).to_contain_text("Corner talk")
    page.locator("#id_note").fill("Two talks in the evening")
    page.get_by_role("button", name="Look at what this releases").click()
    expect(page.locator(".desk-differences")).to_contain_text("Corner talk")
    page.get_by_role("button", name="Release the agenda").click()
    expect(page.locator("body")).to_contain_text("shows it now to all who can open that page.")
    assert public(demo_server, "/2027/agenda/").count("Corner talk") >= 2
    assert "Two talks in the evening" in public(demo_server, "/2027/agenda/releases/")
    calendar = public(demo_server, "/2027/agenda/agenda.ics")
    assert len(re.findall(r"^SUMMARY.*Corner talk", calendar, re.MULTILINE)) == 2
    assert re.search(r"DTSTART;TZID=[^:]+:\d{8}T190500", calendar)


def test_a_slot_is_added_and_cancelled_by_keyboard_alone(organiser: Page, demo_server: DemoServer) -> None:
    page = organiser
    first_day(page, demo_server)
    page.locator('[name="new-starts"]').focus()
    for typed, following in (("0815PM", "ends"), ("0845PM", "title"), ("By keyboard", "")):
        page.keyboard.type(typed)
        while following and page.evaluate("document.activeElement.name") != f"new-{following}":
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row_of(page, "By keyboard")).to_be_visible()
    button = row_of(page, "By keyboard").get_by_role("button", name="Cancel this slot: By keyboard")
    row_of(page, "By keyboard").locator(".desk-title").focus()
    for _press in range(20):
        if button.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert what_covers(button) == ""
    page.keyboard.press("Enter")
    expect(row_of(page, "By keyboard")).to_contain_text("Cancelled")


COVER = """async element => {
    for (let tries = 0; tries < 20; tries++) {
        const box = element.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        if (top !== null && element.contains(top)) return "";
        await new Promise(resolve => setTimeout(resolve, 100));
        if (tries === 19) return top === null ? `out of sight at ${box.y}` : top.outerHTML.slice(0, 200);
    }
}"""


def what_covers(element: Locator) -> str:
    """What lies over the middle of ``element`` once scrolling has come to rest; empty when nothing does."""
    return str(element.evaluate(COVER))


def test_rows_are_written_without_scripts(chromium: Browser, demo_server: DemoServer) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, demo_server)
    first_day(page, demo_server)
    add_slot(page, "Without scripts", "20:30", "20:20")
    expect(page.locator("body")).to_contain_text("Nothing was saved yet: please look at the marked rows.")
    expect(page.locator('[name="new-title"]')).to_have_value("Without scripts")
    page.locator('[name="new-ends"]').fill("20:50")
    save(page)
    expect(row_of(page, "Without scripts")).to_be_visible()
    context.close()


def test_the_start_page_is_edited_previewed_and_published(organiser: Page, demo_server: DemoServer) -> None:
    page = organiser
    page.goto(f"{demo_server.url}/admin/")
    page.locator(".desk-edition").first.get_by_role("link", name="Pages").click()
    key = re.search(r"/pages/(\d+)/", page.url)
    assert key
    page.goto(f"{demo_server.url}/admin/pages/{key[1]}/edit/")
    page.locator('[name="title"]').fill("Cooperation Day in spring")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Toggle preview").click()
        page.get_by_role("link", name="Preview in new tab").click()
    expect(opened.value.locator("body")).to_contain_text("Cooperation Day in spring")
    opened.value.close()
    assert "Cooperation Day in spring" not in public(demo_server, "/2027/")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/admin/pages/**")
    assert "Cooperation Day in spring" in public(demo_server, "/2027/")
