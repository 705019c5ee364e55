"""Organisers at the agenda builder: by mouse, by keyboard, without scripts, on a phone, and two at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cooperation.agenda import actions
from cooperation.agenda.models import DraftStep, Room, Slot
from cooperation.editions.models import Edition
from core.accounts.models import User
from tests.factories import EditionFactory, RoomFactory
from tests.journeys import checkers
from tests.journeys.building import SPEED, drag, link, organiser, place, put, saved
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]


@pytest.fixture
def rooms(transactional_db: None) -> list[Room]:
    edition = EditionFactory()
    return [RoomFactory(edition=edition, name=name) for name in ("Hall", "Attic", "Cellar")]


@pytest.fixture
def edition(rooms: list[Room]) -> Edition:
    return rooms[0].edition


@pytest.fixture
def open_day(visit: Visit, edition: Edition, live_server: Any) -> Open:
    """Opens the builder of the first day, signed in as ``user``."""

    def opened(user: User | None = None, width: int = 1440, **options: Any) -> Page:
        client = Client()
        client.force_login(user or organiser(edition, "Ona"))
        name, value = "sessionid", client.cookies["sessionid"].value
        state = {"cookies": [{"name": name, "value": value, "url": live_server.url}]}
        path = f"/admin/agenda/{edition.pk}/2027-05-12/builder/"
        return visit(path, width=width, storage_state=state, **options)

    return opened


def test_a_slot_is_dragged_stretched_and_brought_back(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    slot = put(rooms[0], edition, "Parcels", 1)
    page = open_day()
    talk = link(page, "Parcels")
    width = page.locator(".builder-rooms span").nth(1).bounding_box()["width"]  # type: ignore[index]
    drag(page, talk, (width, 8 * 6))  # a row of five minutes is 8 pixels high
    saved(page)
    assert place(slot) == ("10:30", "11:30", "Attic")
    drag(page, talk, (0, 8 * 3), by_edge=True)
    saved(page)
    assert place(slot) == ("10:30", "11:45", "Attic")
    expect(talk).to_contain_text("10:30–11:45")
    for expected in (("10:30", "11:30", "Attic"), ("10:00", "11:00", "Hall")):
        page.get_by_role("button", name="Take back").click()
        expect(talk).to_contain_text("–".join(expected[:2]))
        assert place(slot) == expected
    page.reload()
    page.get_by_role("button", name="Do again").click()
    expect(link(page, "Parcels")).to_contain_text("10:30–11:30")


def test_a_drag_that_is_let_go_where_it_began_changes_nothing(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    slot = put(rooms[0], edition, "Parcels", 1)
    page = open_day()
    before = slot.changed_at
    drag(page, link(page, "Parcels"), (6, 2))
    page.wait_for_timeout(500)
    slot.refresh_from_db()
    assert slot.changed_at == before
    expect(page.locator("dialog")).not_to_be_visible()


def test_the_keyboard_does_all_that_the_mouse_does(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    slot = put(rooms[0], edition, "Parcels", 1)
    page = open_day()
    link(page, "Parcels").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("[data-said]")).to_contain_text("10:10–11:15 Attic")
    saved(page)
    assert place(slot) == ("10:10", "11:15", "Attic")
    assert DraftStep.objects.count() == 1  # presses without a pause are one change
    expect(page.locator("[data-said]")).to_contain_text("“Parcels” moved from 12 May, 10:00, Hall")
    page.keyboard.press("d")
    expect(page.locator(".builder-slot").filter(has_text="Parcels")).to_have_count(2)
    expect(link(page, "11:15–12:20")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator(".builder-cancelled")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(".builder-cancelled")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator(".builder-slot").filter(has_text="Parcels")).to_have_count(1)
    page.keyboard.press("Control+y")
    expect(page.locator(".builder-slot").filter(has_text="Parcels")).to_have_count(2)


def test_enter_opens_the_fields_and_what_is_wrong_stands_beside_them(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    slot = put(rooms[0], edition, "Parcels", 1)
    page = open_day()
    link(page, "Parcels").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Title")).to_be_focused()
    dialog.get_by_label("Title").fill("")
    page.keyboard.press("Enter")
    expect(dialog.locator('[data-errors="title"]')).to_have_text("This field is required.")
    assert checkers.axe(page) == []
    dialog.get_by_label("Title").fill("Letters")
    dialog.get_by_label("Room").select_option(label="Cellar")
    page.keyboard.press("Enter")
    expect(dialog).not_to_be_visible()
    expect(link(page, "Letters")).to_be_focused()
    slot.refresh_from_db()
    assert (slot.title, slot.room) == ("Letters", rooms[2])


def test_a_slot_is_added(open_day: Open, rooms: list[Room], edition: Edition) -> None:
    put(rooms[0], edition, "Parcels", 1)
    page = open_day()
    page.get_by_role("link", name="Add a slot").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Tea")
    dialog.get_by_role("button", name="Save").click()
    expect(link(page, "Tea")).to_contain_text("11:00–11:30")
    assert Slot.objects.filter(title="Tea").count() == 1


def test_a_conflict_is_marked_and_told_and_goes_when_it_is_solved(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    put(rooms[0], edition, "Parcels", 1)
    put(rooms[1], edition, "Letters", 1)
    page = open_day()
    link(page, "Letters").focus()
    page.keyboard.press("ArrowLeft")
    sentence = "are both in Hall at the same time"
    expect(page.locator(".builder-conflicts")).to_contain_text(sentence)
    expect(page.locator('[data-worries="blocks"]')).to_have_count(2)
    expect(page.locator("[data-said]")).to_contain_text(sentence)
    boxes = [link(page, title).bounding_box() for title in ("Parcels", "Letters")]
    left, right = sorted(boxes, key=lambda box: box["x"])  # type: ignore[index]
    assert left["x"] + left["width"] <= right["x"] + 1  # type: ignore[index]
    link(page, "Letters").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".builder-conflicts")).to_be_hidden()
    expect(page.locator("[data-worries]")).to_have_count(0)


def test_a_second_organiser_sees_who_changed_what(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    put(rooms[0], edition, "Parcels", 1)
    first, second = open_day(organiser(edition, "Ona")), open_day(organiser(edition, "Jonas"))
    link(first, "Parcels").focus()
    first.keyboard.press("ArrowDown")
    saved(first)
    expect(link(second, "Parcels")).to_contain_text("10:05–11:05", timeout=10_000)
    expect(second.locator(".builder-notice")).to_contain_text(
        "Ona Example: “Parcels” moved from 12 May, 10:00"
    )


def test_a_change_on_an_old_version_is_told_and_can_still_be_made(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    slot = put(rooms[0], edition, "Parcels", 1)
    jonas = organiser(edition, "Jonas")
    page = open_day()
    slot.title = "Letters"
    actions.save_slot(slot, by=jonas)
    link(page, "Parcels").focus()
    page.keyboard.press("ArrowDown")
    notice = page.locator("[data-refusal]")
    expect(notice).to_contain_text("Jonas Example: “Parcels” (12 May, 10:00, Hall) is now called “Letters”.")
    expect(link(page, "Letters")).to_contain_text("10:00–11:00")
    assert place(slot) == ("10:00", "11:00", "Hall")
    notice.get_by_role("button", name="Put mine in its place").click()
    expect(link(page, "Parcels")).to_contain_text("10:05–11:05")
    saved(page)
    assert place(slot) == ("10:05", "11:05", "Hall")


def test_what_did_not_reach_the_server_is_kept_and_sent_again(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    slot = put(rooms[0], edition, "Parcels", 1)
    page = open_day()
    page.context.set_offline(True)
    link(page, "Parcels").focus()
    page.keyboard.press("ArrowDown")
    notice = page.locator("[data-refusal]")
    expect(notice).to_contain_text("Not saved")
    expect(link(page, "Parcels")).to_contain_text("10:05–11:05")
    page.context.set_offline(False)
    notice.get_by_role("button", name="Try again").click()
    saved(page)
    assert place(slot) == ("10:05", "11:05", "Hall")


def test_without_scripts_the_day_is_a_list_that_leads_to_the_forms(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    slot = put(rooms[0], edition, "Parcels", 1)
    user = organiser(edition, "Ona")
    slot.title = "Letters"
    actions.save_slot(slot, by=user)
    page = open_day(user, java_script_enabled=False)
    expect(page.locator(".builder-slot")).to_contain_text(re.compile(r"10:00–11:00\s+Letters"))
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".builder-slot")).to_contain_text("Parcels")
    page.locator(".builder-slot").click()
    expect(page).to_have_url(re.compile(rf"/admin/slots/edit/{slot.pk}/$"))


def test_on_a_phone_it_is_a_list_and_a_tap_opens_the_fields(
    open_day: Open, rooms: list[Room], edition: Edition
) -> None:
    put(rooms[0], edition, "Parcels", 1)
    put(rooms[0], edition, "Letters", 1.5)
    page = open_day(width=360, has_touch=True)
    assert checkers.sideways(page) == []
    assert checkers.axe(page) == []
    expect(page.locator(".builder-worries").first).to_contain_text("at the same time")
    link(page, "Parcels").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Starts").fill("09:00")
    dialog.get_by_label("Ends").fill("09:45")
    dialog.get_by_role("button", name="Save").tap()
    expect(link(page, "Parcels")).to_contain_text("09:00–09:45")


def test_three_hundred_slots_in_twelve_rooms_stay_smooth(
    open_day: Open, edition: Edition, rooms: list[Room]
) -> None:
    many = [*rooms, *(RoomFactory(edition=edition) for _ in range(9))]
    for index in range(300):
        put(many[index % 12], edition, f"Session number {index}", (index // 12) / 2 - 2, 0.5)
    page = open_day()
    expect(page.locator(".builder-slots .builder-item")).to_have_count(300)
    times = page.evaluate(SPEED)
    assert times[10] < 100, times
    touched = page.evaluate("""async () => {
      const seen = new Set()
      const watch = new MutationObserver(found => found.forEach(({ target }) => seen.add(
        target.parentElement?.closest("[data-uid]") ?? target)))
      watch.observe(document.querySelector("[data-slots]"), {
        subtree: true, childList: true, attributes: true,
      })
      const slot = document.querySelectorAll(".builder-slot")[150]
      slot.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }))
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
      return seen.size
    }""")
    assert touched < 12  # the slot, and those whose lanes it changes
    assert checkers.axe(page) == []
