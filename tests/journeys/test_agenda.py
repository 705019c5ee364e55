"""The agenda in a real browser: what runs now, what is mine, which kinds, whose time, which slot."""

import pytest
from playwright.sync_api import Page, expect

from tests.demo_site import DemoServer
from tests.journeys.agenda import IN_A_WORKSHOP, Open, box, choose, moments, shown_kinds, slot

pytestmark = pytest.mark.browser


def test_what_runs_and_what_comes_next_is_marked(open_agenda: Open) -> None:
    now = "2027-05-12T10:45+03:00"
    tab = open_agenda(at=now)
    slots = moments(tab)
    runs = {uid for uid, start, end in slots if start <= now < end}
    following = min(start for _uid, start, _end in slots if start > now)
    comes = {uid for uid, start, _end in slots if start == following}
    assert runs
    assert len(comes) > 1
    for uid, _start, _end in slots:
        mark = tab.locator(f"[id='{uid}'] .slot__mark")
        expect(mark).to_have_text(["Now"] if uid in runs else ["Next"] if uid in comes else [])
    tab.locator(".day-switch").get_by_role("link", name="Now").click()
    assert tab.evaluate("location.hash.slice(1)") in runs


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
    expect(tab.locator(".day-switch").get_by_role("link", name="Now")).to_have_count(0)


def test_long_before_the_event_nothing_is_marked(open_agenda: Open) -> None:
    tab = open_agenda(at="2027-03-01T10:00:00+02:00")
    expect(tab.locator(".slot").first).to_be_visible()
    expect(tab.locator(".slot__mark, .now-line")).to_have_count(0)


def test_a_line_goes_through_the_day_where_the_clock_is(open_agenda: Open) -> None:
    tab = open_agenda(at=IN_A_WORKSHOP)
    workshop = box(slot(tab, "Parcels that never arrive"))
    line = box(tab.locator(".now-line"))
    assert line["y"] == pytest.approx(workshop["y"] + workshop["height"] / 2, abs=3)
    tab.set_viewport_size({"width": 800, "height": 800})
    expect(tab.locator(".now-line")).to_be_hidden()


def test_rooms_stand_side_by_side_and_heights_are_lengths(open_agenda: Open) -> None:
    tab = open_agenda()
    first, second = slot(tab, "Parcels that never arrive"), slot(tab, "A dashboard on one page")
    heads = tab.locator(".day").first.locator(".rooms p")
    assert box(first)["y"] == box(second)["y"]
    assert [box(first)["x"], box(second)["x"]] == [box(heads.nth(0))["x"], box(heads.nth(1))["x"]]
    assert heads.nth(0).inner_text().startswith("Amber room")
    ninety = box(first)["height"] + 2  # with the gap below it
    for title, minutes in {"Tea": 30, "Lunch": 75, "A walk through the old town": 60}.items():
        assert box(slot(tab, title))["height"] + 2 == pytest.approx(ninety * minutes / 90, abs=2)
    lunch = box(slot(tab, "Lunch"))
    assert lunch["x"] == box(first)["x"]
    assert lunch["x"] + lunch["width"] == pytest.approx(box(heads.last)["x"] + box(heads.last)["width"])


def test_on_a_phone_all_stands_below_each_other(open_agenda: Open) -> None:
    tab = open_agenda(width=360)
    tops = [box(place) for place in tab.locator(".slot").all()]
    assert [place["x"] for place in tops] == [tops[0]["x"]] * len(tops)
    assert [place["y"] for place in tops] == sorted(place["y"] for place in tops)
    expect(tab.locator(".rooms").first).to_be_hidden()


def test_what_is_mine_stays_mine(open_agenda: Open) -> None:
    tab = open_agenda(at=IN_A_WORKSHOP)
    button = slot(tab, "Words of welcome").get_by_role("button", name="Mine: Words of welcome")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.focus()
    tab.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    slot(tab, "Lunch").get_by_role("button").click()
    tab.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    choose(tab, "Only mine")
    titles = tab.locator(".slot:visible h3").all_inner_texts()
    assert [" ".join(title.split()) for title in titles] == ["Words of welcome", "Next Lunch"]
    assert tab.locator(".block:visible").count() == 2
    tab.reload()
    assert tab.locator(".slot:visible").count() == 2, "the choice stands in the address"
    choose(tab, "Ceremony")
    assert (tab.locator(".slot:visible").count(), tab.locator(".block:visible").count()) == (1, 1)
    choose(tab, "Everything")
    slot(tab, "Lunch").get_by_role("button").click()
    assert tab.locator(".slot:visible h3").all_inner_texts() == ["Words of welcome"]


def test_only_mine_says_how_when_nothing_is(open_agenda: Open) -> None:
    tab = open_agenda()
    expect(tab.get_by_text("Nothing is marked as yours yet.")).to_be_hidden()
    choose(tab, "Only mine")
    expect(tab.get_by_text("Nothing is marked as yours yet.")).to_be_visible()
    expect(tab.locator(".slot:visible")).to_have_count(0)


def test_a_kind_is_chosen_and_stays_in_the_address(open_agenda: Open) -> None:
    tab = open_agenda()
    everything = shown_kinds(tab)
    assert len(everything) > 3
    choose(tab, "Workshop")
    assert shown_kinds(tab) == {"Workshop"}
    assert tab.url.endswith("/2027/agenda/#show=workshop")
    tab.reload()
    assert shown_kinds(tab) == {"Workshop"}
    tab.get_by_role("radio", name="Workshop").press("ArrowRight")
    assert shown_kinds(tab) == {"Break"}
    choose(tab, "Everything")
    assert shown_kinds(tab) == everything
    assert tab.url.endswith("/2027/agenda/")


def test_times_are_mine_on_wish_and_name_my_day(open_agenda: Open) -> None:
    tab = open_agenda(zone="America/Los_Angeles")
    times = slot(tab, "Consumers in another country").locator(".slot__time")
    assert times.inner_text() == "09:30–10:30"
    choose(tab, "on my clock")
    assert " ".join(times.inner_text().split()) == "23:30 Tue 11 May–00:30 Wed 12 May"
    expect(tab.get_by_text("Times are those of your device (America/Los_Angeles).")).to_be_visible()
    tab.reload()
    assert "23:30 Tue 11 May" in " ".join(times.inner_text().split())
    choose(tab, "Europe/Vilnius, UTC+3")
    assert times.inner_text() == "09:30–10:30"
    expect(tab.get_by_text("Times are those of your device")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_scripts_arrive(open_agenda: Open, width: int) -> None:
    """Who lives by another clock gets a choice more; it fills a row that was there before."""
    late = open_agenda(width=width, zone="America/Los_Angeles")
    late.route("**/js/agenda*.js", lambda route: route.abort())
    late.reload()
    expect(late.get_by_text("on my clock")).to_have_count(0)
    before = box(late.locator(".timetable"))["y"]
    late.unroute_all()
    late.reload()
    expect(late.get_by_text("on my clock")).to_be_visible()
    assert box(late.locator(".timetable"))["y"] == before


def test_who_is_where_the_venue_is_needs_no_second_time(open_agenda: Open) -> None:
    tab = open_agenda(zone="Europe/Helsinki")
    expect(tab.locator(".choices")).to_be_visible()
    expect(tab.get_by_text("on my clock")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_to_a_slot_leads_right_below_what_sticks(open_agenda: Open, width: int) -> None:
    uid = open_agenda(width=width).locator(".slot:has-text('What we take home')").get_attribute("id")
    tab = open_agenda(f"/2027/agenda/#{uid}", width=width)
    target = tab.locator(f"[id='{uid}']")
    heads = box(tab.locator(".day").last.locator(".rooms")) if width > 1000 else {"y": 0, "height": 0}
    switch = box(tab.locator(".day-switch"))
    assert switch["y"] == 0
    below = max(switch["height"], heads["y"] + heads["height"])
    assert below <= box(target)["y"] < below + 30
    assert target.evaluate("slot => getComputedStyle(slot).outlineStyle") == "solid"


def test_a_link_to_a_slot_that_is_filtered_out_shows_it(open_agenda: Open) -> None:
    tab = open_agenda()
    lunch = slot(tab, "Lunch").get_attribute("id")
    choose(tab, "Workshop")
    tab.evaluate("hash => { location.hash = hash }", lunch)
    expect(tab.locator(f"[id='{lunch}']")).to_be_in_viewport()
    assert tab.get_by_role("radio", name="Everything").is_checked()


def test_the_time_of_a_slot_is_its_address(open_agenda: Open) -> None:
    tab = open_agenda()
    tea = slot(tab, "Tea")
    tea.locator(".slot__time").click()
    assert tab.url.endswith(f"/2027/agenda/#{tea.get_attribute('id')}")


def test_the_switch_says_which_day_is_read(open_agenda: Open) -> None:
    tab = open_agenda()
    thursday = tab.get_by_role("navigation", name="Days").get_by_role("link", name="Thu 13 May")
    thursday.click()
    expect(thursday).to_have_attribute("aria-current", "true")
    expect(tab.locator(".day-switch [aria-current]")).to_have_count(1)
