"""A ticket that is held before a phone's camera: the picture is ours, and the reading is the page's."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.demo_site import CHROMIUM_ARGUMENTS, chromium_path
from tests.workshops.checkin.samples import ON_THE_DAY, desk_of_the_day, helper_of, registered
from workshops.checkin.models import Attendance
from workshops.registration.exports.papers import ticket_png
from workshops.registration.models import Registration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE, HIGH = 640, 480
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture
def ona(time_machine: Any) -> Registration:
    time_machine.move_to(ON_THE_DAY, tick=True)
    return registered(desk_of_the_day(), badge_name="Ona Kazlauskaitė")


def film(ticket: bytes, file: Path) -> Path:
    """A film in which a ticket's picture is held a little askew before a grey wall."""
    wall, smooth = 120, Image.Resampling.BICUBIC
    picture = Image.new("L", (WIDE, HIGH), wall)
    code = Image.open(BytesIO(ticket)).convert("L").resize((300, 300), smooth)
    code = code.rotate(7, expand=True, fillcolor=wall, resample=smooth)
    picture.paste(code, ((WIDE - code.width) // 2, (HIGH - code.height) // 2))
    colourless = bytes([128]) * (WIDE * HIGH // 2)
    frame = b"FRAME\n" + picture.tobytes() + colourless
    file.write_bytes(f"YUV4MPEG2 W{WIDE} H{HIGH} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 5)
    return file


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer, ona: Registration, tmp_path: Path) -> Iterator[Page]:
    """A helper's phone whose camera sees the ticket of ``ona``."""
    seen = film(ticket_png(ona), tmp_path / "seen.y4m")
    arguments = [*CHROMIUM_ARGUMENTS, *CAMERA, f"--use-file-for-fake-video-capture={seen}"]
    browser = chromium.browser_type.launch(executable_path=chromium_path(), args=arguments)
    client, cookie = Client(), django_settings.SESSION_COOKIE_NAME
    client.force_login(helper_of(ona.edition))
    context = browser.new_context(viewport={"width": 360, "height": 740}, permissions=["camera"])
    context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": live_server.url}])
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(live_server.url + reverse("checkin:door", args=[ona.edition_id]))
    yield page
    browser.close()


def test_a_ticket_before_the_camera_checks_its_owner_in_once(phone: Page, ona: Registration) -> None:
    phone.get_by_role("button", name="Scan").click()
    expect(phone.locator("[data-answers]")).to_contain_text("Ona Kazlauskaitė", timeout=15_000)
    expect(phone.locator("[data-answers]")).to_contain_text("Checked in")
    phone.wait_for_timeout(1_000)  # the code is still there, and is told once
    phone.get_by_role("button", name="Close the camera").click()
    expect(phone.locator("video")).to_be_hidden()
    [attendance] = Attendance.objects.filter(session=None)
    assert attendance.registration == ona
    assert ona.scans.count() == 1
