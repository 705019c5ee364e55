"""At the door with a phone: typed codes, names, who walks in, a lost line, and what is merged afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import MemberFactory, RoomFactory
from tests.journeys.checkers import everything
from tests.journeys.conftest import Visit
from tests.workshops.checkin.samples import ON_THE_DAY, desk_of_the_day, helper_of, registered
from tests.workshops.registration.samples import make_session
from workshops.checkin.models import Attendance, Scan
from workshops.registration.models import Registration, RegistrationDesk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

At = Callable[..., Page]
NAMES_ARE_THERE = """() => new Promise((done) => {
  const look = () =>
    Object.keys(sessionStorage).some((key) => key.endsWith(":names")) ? done(true) : setTimeout(look, 50)
  look()
})"""
KEPT = """async () => {
  const names = await caches.keys()
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
  return all.flat().map((request) => new URL(request.url).pathname)
}"""


@pytest.fixture
def desk(live_server: LiveServer, visit: Visit, time_machine: Any) -> RegistrationDesk:
    time_machine.move_to(ON_THE_DAY, tick=True)
    return desk_of_the_day()


@pytest.fixture
def ona(desk: RegistrationDesk) -> Registration:
    room = RoomFactory(edition=desk.edition, name="Neris")
    session = make_session(desk, 5, hour=2, title="Parcels that never arrive", room=room)
    member = MemberFactory(name="European Consumer Centre Lithuania")
    registered(desk, "tom@example.org", badge_name="Tom Waits")
    return registered(desk, badge_name="Ona Kazlauskaitė-Petrauskienė", member=member, sessions=(session.pk,))


@pytest.fixture
def door(visit: Visit, live_server: LiveServer, desk: RegistrationDesk) -> At:
    """The door's page on a helper's phone; each call is another helper with another phone."""

    def at(width: int = 360, name: str = "Jonas", **options: Any) -> Page:
        helper = helper_of(desk.edition, first_name=name, last_name="Helper")
        client = Client()
        client.force_login(helper)
        cookie = django_settings.SESSION_COOKIE_NAME
        page = visit("/robots.txt", width, **options)
        page.context.add_cookies(
            [{"name": cookie, "value": client.cookies[cookie].value, "url": live_server.url}]
        )
        page.goto(live_server.url + reverse("checkin:door", args=[desk.edition_id]))
        return page

    return at


def look(page: Page, text: str) -> None:
    page.get_by_label("Code or name").fill(text)
    page.get_by_role("button", name="Look").click()


def answer(page: Page) -> Any:
    return page.locator("[data-answers]")


def is_ready(page: Page) -> None:
    """The names are on the phone, and the worker keeps the page."""
    page.evaluate(NAMES_ARE_THERE)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_typed_code_twice_a_name_and_a_mistake(door: At, ona: Registration, scripts: bool) -> None:
    page = door(java_script_enabled=scripts)
    look(page, ona.ticket)
    expect(answer(page)).to_contain_text("Checked in")
    expect(answer(page)).to_contain_text("Ona Kazlauskaitė-Petrauskienė")
    expect(answer(page)).to_contain_text("11:00 Parcels that never arrive, Neris")
    expect(page.locator(".number")).to_contain_text("1 / 2")

    look(page, ona.ticket)
    expect(answer(page)).to_contain_text("Already checked in")
    expect(answer(page)).to_contain_text("by Jonas Helper")

    look(page, "tom")
    page.get_by_role("button", name="Tom Waits").click()
    expect(answer(page)).to_contain_text("Checked in")
    expect(page.locator(".number")).to_contain_text("2 / 2")
    page.get_by_text("That was a mistake").click()
    page.get_by_label("Wrong door").check()
    page.get_by_role("button", name="Take it back").click()
    expect(answer(page)).to_contain_text("Taken back")
    expect(page.locator(".number")).to_contain_text("1 / 2")
    assert Attendance.objects.get().registration == ona


def test_who_walks_in_is_registered_and_checked_in(door: At, ona: Registration) -> None:
    page = door()
    page.get_by_role("link", name="Register somebody who is not in the list").click()
    page.get_by_label("Name as on the badge").fill("New Guest")
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_role("button", name="Register and check in").click()
    expect(answer(page)).to_contain_text("New Guest")
    assert Attendance.objects.get().registration.email == "new@example.org"


def test_two_phones_lose_their_line_are_reloaded_closed_and_merged(
    door: At, ona: Registration, live_server: LiveServer
) -> None:
    first, second = door(name="Jonas"), door(name="Rasa")
    for page in (first, second):
        is_ready(page)
        page.context.set_offline(True)

    look(first, ona.ticket)
    expect(answer(first)).to_contain_text("Kept on this phone")
    expect(answer(first)).to_contain_text("Ona Kazlauskaitė-Petrauskienė")
    first.reload()
    expect(first.locator("[data-waiting]")).to_contain_text("Ona Kazlauskaitė-Petrauskienė")
    look(first, ona.ticket)
    expect(answer(first)).to_contain_text("This phone had them at")
    look(first, "x" * 32)
    expect(answer(first)).to_contain_text("Not in this phone’s list")

    look(second, "kazlau")
    second.get_by_role("button", name="Ona Kazlauskaitė-Petrauskienė").click()
    expect(answer(second)).to_contain_text("Kept on this phone")
    assert Scan.objects.count() == 0
    address = second.url
    second.close()

    first.context.set_offline(False)
    expect(first.locator("[data-waiting]")).to_be_hidden()
    expect(first.locator("[data-merged]")).to_contain_text("Ona Kazlauskaitė-Petrauskienė: Checked in")
    assert Scan.objects.count() == 3

    second.context.set_offline(False)
    opened = second.context.new_page()
    opened.goto(address)
    expect(opened.locator("[data-merged]")).to_contain_text("Already checked in")
    expect(opened.locator("[data-merged]")).to_contain_text("by Jonas Helper")
    assert Scan.objects.count() == 4
    kept = Attendance.objects.select_related("scan__by").get()
    assert kept.scan.by.first_name == "Jonas"
    assert kept.scan == Scan.objects.order_by("scanned_at").first()


def test_who_signs_out_leaves_no_names_and_loses_no_scan(door: At, ona: Registration) -> None:
    page = door()
    is_ready(page)
    stored = page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    assert "Kazlauskaitė" in stored
    assert ona.ticket not in stored
    page.context.set_offline(True)
    look(page, ona.ticket)
    expect(answer(page)).to_contain_text("Kept on this phone")
    assert ona.ticket not in page.evaluate("JSON.stringify(localStorage)")
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.locator("[data-line]")).to_contain_text("You are signed out")
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.endsWith(':names'))") == []
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes(':scan:')).length") == 1


def test_the_worker_touches_no_other_page(door: At, ona: Registration) -> None:
    page = door()
    is_ready(page)
    kept = page.evaluate(KEPT)
    assert all(path.startswith(("/static/", "/admin/checkin/")) for path in kept)
    assert page.evaluate("navigator.serviceWorker.getRegistration('/').then(found => !found)")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_stands_in_anybody_s_way(door: At, ona: Registration, width: int) -> None:
    page = door(width)
    assert everything(page) == []
    look(page, "o")
    look(page, "tom")
    assert everything(page) == []
    look(page, ona.ticket)
    expect(answer(page)).to_contain_text("Checked in")
    assert everything(page) == []
    look(page, "x" * 32)
    expect(answer(page)).to_contain_text("Nobody of this edition")
    assert everything(page) == []
    page.get_by_role("link", name="Register somebody who is not in the list").click()
    page.get_by_role("button", name="Register and check in").click()
    assert everything(page) == []
