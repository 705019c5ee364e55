"""A host at the desk of registrations: finds, keeps a view, cancels for somebody, imports, takes a list."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo_site import DemoServer, demo_site
from tests.journeys.in_the_admin import looks_well
from tests.workshops.registration.sheets_made import workbook

pytestmark = pytest.mark.browser

REGISTERED = "Registrations"


@pytest.fixture(scope="module")
def own_demo(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """The demo's site for these tests alone, because they cancel for people and register others."""
    folder = tmp_path_factory.mktemp("own-demo")
    shutil.copytree(demo_data, folder, dirs_exist_ok=True)
    with demo_site(folder) as server:
        yield server


@pytest.fixture
def host(chromium: Browser, own_demo: DemoServer) -> Iterator[Page]:
    """A tab in which the host organiser looks at the list."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(own_demo.url)
    page.get_by_role("button", name="the host organiser").click()
    page.goto(f"{own_demo.url}/admin/registration/")
    page.locator("main").get_by_role("link", name=REGISTERED, exact=True).click()
    expect(page.locator("#people-numbers")).to_be_visible()
    yield page
    context.close()


def test_a_host_finds_people_and_keeps_the_view(host: Page) -> None:
    page = host
    looks_well(page)
    page.locator("#id_state").select_option("confirmed")
    page.get_by_text("More filters, order and columns").click()
    page.locator("#id_sort").select_option("name")
    page.locator(".people-columns").get_by_label("Seats", exact=True).check()
    looks_well(page)
    page.locator(".people-more").get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("columnheader", name="Seats", exact=True)).to_be_visible()
    page.get_by_text("Keep this view").click()
    page.get_by_label("Name of this view").fill("Confirmed by name")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".people-views [aria-current]")).to_have_text("Confirmed by name")
    page.get_by_label("Name, address or organisation").fill("nobodyatall")
    page.get_by_role("button", name="Show", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("No registration is like that.")


def test_a_host_cancels_for_somebody_and_says_why(host: Page) -> None:
    page = host
    page.locator(".people-table tbody a").first.click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    looks_well(page)
    page.get_by_role("link", name="Cancel", exact=True).click()
    page.get_by_role("button", name="Cancel the registration").click()
    expect(page.locator("main")).to_contain_text("Write why, so that others understand it later.")
    looks_well(page)
    page.get_by_label("Reason", exact=True).fill("They called: a colleague comes")
    page.get_by_role("button", name="Cancel the registration").click()
    expect(page.locator("main")).to_contain_text("They called: a colleague comes")
    expect(page.locator("main .w-status").first).to_have_text("Cancelled")


def test_a_host_imports_after_a_bad_row_was_mended(host: Page, tmp_path: Path) -> None:
    page = host
    page.get_by_role("link", name="Import from a spreadsheet").click()
    expect(page.get_by_label("Spreadsheet")).to_be_visible()
    looks_well(page)
    bad, good = tmp_path / "bad.xlsx", tmp_path / "good.xlsx"
    good_row = ("kazys@journey.example", "Kazys Importas", "Office of Journeys")
    bad.write_bytes(workbook([good_row, ("no address", "Rūta", "Office")]))
    good.write_bytes(workbook([good_row]))
    page.get_by_label("Spreadsheet").set_input_files(bad)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("alert").first).to_contain_text("A3: Enter a valid email address.")
    looks_well(page)
    page.get_by_label("Spreadsheet").set_input_files(good)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("main")).to_contain_text("Nobody is registered yet.")
    looks_well(page)
    page.get_by_role("button", name="Register them").click()
    expect(page.locator("body")).to_contain_text("1 person is registered.")
    page.get_by_label("Name, address or organisation").fill("importas")
    page.get_by_role("button", name="Show", exact=True).first.click()
    expect(page.locator(".people-table tbody tr")).to_have_count(1)


def test_a_host_takes_a_list_and_that_is_written_down(host: Page) -> None:
    page = host
    page.get_by_role("link", name="Lists and exports").click()
    expect(page.locator(".people-purpose").first).to_be_visible()
    looks_well(page)
    door = page.locator(".people-purpose").filter(has_text="Doors of sessions")
    door.get_by_label("Format").select_option("csv")
    with page.expect_download() as taken:
        door.get_by_role("button", name="Take the list").click()
    assert taken.value.suggested_filename == "2027-door.csv"
    assert Path(taken.value.path()).read_text("utf-8-sig").startswith("Session,Name,")
    page.goto(page.url.replace("/exports/", "/privacy/"))
    expect(page.locator("main")).to_contain_text("Lists for doors of sessions")


def test_several_are_looked_at_before_anything_happens(host: Page) -> None:
    page = host
    boxes = page.locator(".people-choose input")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Move to a session").click()
    page.get_by_role("button", name="Look who is touched").click()
    expect(page.locator("main")).to_contain_text("Back to the list")
    looks_well(page)
