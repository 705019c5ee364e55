"""The agenda in a real browser: what runs now, and everything else without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo_site import DemoServer

pytestmark = pytest.mark.browser

FILES = {
    "Download once (.ics)": "text/calendar; charset=utf-8",
    "Programme on A4 (PDF)": "application/pdf",
    "Pocket programme, one sheet to fold to A6 (PDF)": "application/pdf",
    "Agenda as JSON": "application/json",
    "Schedule for conference apps (XML)": "application/xml; charset=utf-8",
}


@pytest.fixture
def plain_tab(chromium: Browser) -> Iterator[Page]:
    """A tab with scripts switched off, as small as a phone."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def moments(tab: Page) -> list[tuple[str, str, str]]:
    """Identity, beginning and end of each slot, in the page's order."""
    return tab.locator(".slot").evaluate_all(
        "slots => slots.map(slot => [slot.id, slot.dataset.starts, slot.dataset.ends])"
    )


def test_what_runs_and_what_comes_next_is_marked(demo_server: DemoServer, tab: Page) -> None:
    address = f"{demo_server.url}/2027/agenda/"
    tab.clock.set_fixed_time("2027-05-12T10:45:00+03:00")
    tab.goto(address)
    slots = moments(tab)
    now = "2027-05-12T10:45:00+03:00"
    runs = {uid for uid, start, end in slots if start <= now < end}
    following = min(start for _uid, start, _end in slots if start > now)
    comes = {uid for uid, start, _end in slots if start == following}
    assert runs
    assert len(comes) > 1
    for uid, _start, _end in slots:
        mark = tab.locator(f"[id='{uid}'] .slot__mark")
        expect(mark).to_have_text(["Now"] if uid in runs else ["Next"] if uid in comes else [])


def test_marks_move_with_the_clock_and_end_with_the_event(demo_server: DemoServer, tab: Page) -> None:
    tab.clock.install(time="2027-05-12T10:59:50+03:00")
    tab.goto(f"{demo_server.url}/2027/agenda/")
    before = tab.locator(".slot:has(.slot__mark:text-is('Next'))").evaluate_all("all => all.map(s => s.id)")
    assert before
    tab.clock.run_for(31_000)
    after = tab.locator(".slot:has(.slot__mark:text-is('Now'))").evaluate_all("all => all.map(s => s.id)")
    assert after == before
    tab.clock.set_fixed_time("2027-05-20T10:00:00+03:00")
    tab.reload()
    expect(tab.locator(".slot__mark")).to_have_count(0)


def test_long_before_the_event_nothing_is_marked(demo_server: DemoServer, tab: Page) -> None:
    tab.clock.set_fixed_time("2027-03-01T10:00:00+02:00")
    tab.goto(f"{demo_server.url}/2027/agenda/")
    expect(tab.locator(".slot").first).to_be_visible()
    expect(tab.locator(".slot__mark")).to_have_count(0)


def test_without_scripts_days_slots_and_downloads_are_reached(
    demo_server: DemoServer, plain_tab: Page
) -> None:
    tab = plain_tab
    tab.goto(f"{demo_server.url}/2027/agenda/")
    days = tab.get_by_role("navigation", name="Days").get_by_role("link")
    assert days.count() == 2
    days.nth(1).click()
    expect(tab.get_by_role("heading", name="Thursday 13 May 2027")).to_be_in_viewport()
    slot = tab.locator(".slot").last.get_attribute("id")
    tab.goto(f"{demo_server.url}/2027/agenda/#{slot}")
    expect(tab.locator(f"[id='{slot}']:target h3")).to_be_in_viewport()
    subscribe = tab.get_by_role("link", name="Subscribe")
    assert subscribe.get_attribute("href") == f"webcal://{demo_server.url[7:]}/2027/agenda/agenda.ics"
    for name, content_type in FILES.items():
        href = tab.get_by_role("link", name=name).get_attribute("href")
        answer = tab.request.get(f"{demo_server.url}{href}")
        assert (answer.status, answer.headers["content-type"]) == (200, content_type), name
    one = tab.get_by_role("link", name="Add to calendar: ").first.get_attribute("href")
    assert b"BEGIN:VEVENT" in tab.request.get(f"{demo_server.url}{one}").body()
