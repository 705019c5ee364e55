"""The agenda by keyboard, without scripts, with twelve rooms, on paper and for readers of the screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.demo_site import ROOT, DemoServer
from tests.journeys import checkers
from tests.journeys.agenda import IN_A_WORKSHOP, Open, box, choose, moments, shown_kinds, slot

pytestmark = pytest.mark.browser

LARGE_YEAR = 2036
ROOMS = 12
FILES = {
    "Download once (.ics)": "text/calendar; charset=utf-8",
    "Programme on A4 (PDF)": "application/pdf",
    "Pocket programme, one sheet to fold to A6 (PDF)": "application/pdf",
    "Agenda as JSON": "application/json",
    "Schedule for conference apps (XML)": "application/xml; charset=utf-8",
}


@pytest.fixture(scope="module")
def large_agenda(demo_server: DemoServer) -> str:
    """The address of an agenda of three days, twelve rooms and 324 slots."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.bench import large_edition as large; "
        f"large.YEAR, large.ROOMS, large.SLOTS_A_DAY = {LARGE_YEAR}, {ROOMS}, 9; large.load(); "
        "from cooperation.editions.models import Edition; "
        # Another kind of meeting, so that the home page goes on showing the example.
        f"Edition.objects.filter(year={LARGE_YEAR}).update(kind='study_visit')"
    )
    demo_server.manage("shell", "-c", code)
    return f"/{LARGE_YEAR}/agenda/"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_goes_through_the_day_in_order_of_time(open_agenda: Open, width: int) -> None:
    tab = open_agenda(width=width)
    order = [uid for uid, _start, _end in moments(tab)]
    tab.locator(".day-switch a").last.focus()
    met = []
    for _press in range(60):
        tab.keyboard.press("Tab")
        slot = tab.evaluate("document.activeElement.closest('.slot')?.id")
        if slot or met:  # first come the choices of what is shown
            met.append(order.index(slot))
    assert met == sorted(met)
    assert max(met) > 8


def test_without_scripts_days_kinds_slots_and_downloads_are_reached(
    demo_server: DemoServer, open_agenda: Open
) -> None:
    tab = open_agenda(width=360, java_script_enabled=False)
    days = tab.get_by_role("navigation", name="Days").get_by_role("link")
    assert days.count() == 2
    days.nth(1).click()
    expect(tab.get_by_role("heading", name="Thursday 13 May 2027")).to_be_in_viewport()
    choose(tab, "Workshop")
    assert shown_kinds(tab) == {"Workshop"}
    choose(tab, "Everything")
    target = tab.locator(".slot").last.get_attribute("id")
    tab.goto(f"{demo_server.url}/2027/agenda/#{target}")
    expect(tab.locator(f"[id='{target}']:target h3")).to_be_in_viewport()
    subscribe = tab.get_by_role("link", name="Subscribe")
    assert subscribe.get_attribute("href") == f"webcal://{demo_server.url[7:]}/2027/agenda/agenda.ics"
    for name, content_type in FILES.items():
        href = tab.get_by_role("link", name=name).get_attribute("href")
        answer = tab.request.get(f"{demo_server.url}{href}")
        assert (answer.status, answer.headers["content-type"]) == (200, content_type), name
    one = tab.get_by_role("link", name="Add to calendar: ").first.get_attribute("href")
    assert b"BEGIN:VEVENT" in tab.request.get(f"{demo_server.url}{one}").body()
    expect(tab.get_by_role("button", name="Mine")).to_have_count(0)


@pytest.mark.parametrize(("width", "across"), [(320, 1), (768, 2), (1440, 3), (1920, ROOMS)])
def test_twelve_rooms_and_three_hundred_slots_stay_legible(
    open_agenda: Open, large_agenda: str, width: int, across: int
) -> None:
    tab = open_agenda(large_agenda, width=width)
    assert tab.locator(".slot").count() == 324
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    cells = [box(place) for place in tab.locator(".block").first.locator(".slot").all()]
    assert len({cell["x"] for cell in cells}) == across
    assert min(cell["width"] for cell in cells) >= 130
    cut = "all => all.filter(slot => slot.scrollWidth > slot.clientWidth + 1).length"
    assert tab.locator(".slot").evaluate_all(cut) == 0


def test_on_paper_it_is_a_list_that_hides_nothing(open_agenda: Open) -> None:
    tab = open_agenda(at=IN_A_WORKSHOP)
    tab.emulate_media(media="print")
    for words in ("Wednesday", "Amber room", "Facilitator:"):
        expect(tab.locator(".timetable").get_by_text(words).filter(visible=True).first).to_be_visible()
    expect(tab.locator(".rooms-list").get_by_text("first floor, left of the lift")).to_be_visible()
    for gone in (".choices label", ".day-switch", ".slot__mine", ".slot__calendar", ".slot__mark", ".rooms"):
        expect(tab.locator(gone).first).to_be_hidden()
    assert tab.get_by_text("A look at the questions").evaluate("text => text.offsetHeight > 0")


def test_its_foot_takes_no_paper_of_its_own(open_agenda: Open) -> None:
    printed = open_agenda().pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2


@pytest.mark.parametrize("width", [320, 1280])
def test_with_all_that_scripts_bring_no_rule_of_accessibility_is_broken(
    open_agenda: Open, width: int
) -> None:
    tab = open_agenda(width=width, at=IN_A_WORKSHOP, zone="Asia/Tokyo")
    slot(tab, "Lunch").get_by_role("button").click()
    slot(tab, "Tea").locator(".slot__time").click()
    choose(tab, "on my clock")
    tab.locator("summary").first.click()
    assert checkers.everything(tab) == []
    choose(tab, "Only mine")
    assert checkers.everything(tab) == []
