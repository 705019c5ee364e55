"""One host, one year: an edition from its start to the next host and the archive, from the desk."""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from wagtail.models import Page

from cooperation.editions.enums import Role
from cooperation.editions.handing_over.actions import hand_over_due
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from cooperation.network.models import Member
from core.accounts.models import User
from home.archiving.actions import make_copies, seal_what_lacks_it
from tests.factories import EditionFactory, UserFactory
from tests.journeys.conftest import Visit
from tests.journeys.in_the_admin import admin
from tests.journeys.test_starting import _network, answer_the_steps, go_on, keeper
from workshops.checkin.models import Attendance
from workshops.registration.actions.erasing import erase_due
from workshops.registration.models import Registration

__all__ = ["_network", "keeper"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEAD, KEEPER = "rasa@host.example", "keeper@network.example"
IN_SPRING = datetime(2028, 2, 1, 9, tzinfo=UTC)
ON_THE_DAY = datetime(2028, 5, 10, 6, 30, tzinfo=UTC)
AFTERWARDS = datetime(2028, 5, 20, 9, tzinfo=UTC)
IN_SUMMER = datetime(2028, 7, 1, 9, tzinfo=UTC)
PEOPLE = 30
NEXT, NEXT_LEAD = "Cooperation Day 2029", "liis@next.example"
LEARNED = "Book the hall in autumn."
FACTS = {
    "Where": {"venue_name": "Hall of the Guilds"},
    "Registration": {
        "registration_opens_at": "2028-01-10T09:00",
        "registration_closes_at": "2028-04-20T18:00",
    },
    "Privacy and accessibility": {
        "controller_name": "European Consumer Centre Lithuania",
        "controller_address": "Street 1, Kaunas",
        "controller_email": "data@host.example",
        "supervisory_authority": "The authority for data",
        "accessibility_contact": "access@host.example",
        "enforcement_body": "The body for accessibility",
    },
}


class Desk:
    """The admin of one edition, entered by its desk each time."""

    def __init__(self, page: Tab, edition: Edition) -> None:
        self.page, self.edition = page, edition
        page.set_default_timeout(8000)
        self.origin = page.url.split("/admin/")[0]

    def go_to(self, place: str) -> Tab:
        """Open a place from the list of the desk."""
        self.page.goto(f"{self.origin}/admin/editions/{self.edition.pk}/desk/")
        self.page.get_by_role("link", name=place, exact=True).last.click()
        return self.page

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def says(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(text)


@pytest.fixture
def desk(keeper: Client, visit: Visit, time_machine: Any) -> Desk:
    """The secretariat starts the edition and names who leads; the lead is at the desk."""
    for legal in Page.objects.filter(slug__in=("privacy", "accessibility")):
        legal.specific.save_revision().publish()
    UserFactory(
        email=LEAD
    )  # has been in the admin before; how one comes in for the first time, test_starting shows
    page = admin(keeper, visit)
    answer_the_steps(page)
    page.get_by_label("E-mail address of the host lead").fill(LEAD)
    page.get_by_label("Send the invitation when the edition is made").check()
    go_on(page, "Start 2028: What to begin with")
    go_on(page, "Start 2028: Look, then start")
    page.get_by_role("button", name="Start the edition").click()
    expect(page.get_by_role("heading", name="Cooperation Day 2028: what comes now")).to_be_visible()
    time_machine.move_to(IN_SPRING, tick=True)
    return Desk(signed_in(visit), Edition.objects.get(year=2028))


def signed_in(visit: Visit, email: str = LEAD) -> Tab:
    """The admin for somebody who has just signed in, as sessions do not last until the next season."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    return admin(client, visit)


def test_from_the_start_to_the_archive(
    desk: Desk, visit: Visit, tmp_path: Path, time_machine: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    following = EditionFactory(year=2029, title=NEXT, starts_on=None, ends_on=None)
    give_role(following, UserFactory(email=NEXT_LEAD), Role.HOST_LEAD, by=None)
    fill_in_the_facts(desk)
    publish(desk)
    register_people(desk, tmp_path)
    change_the_agenda(desk)
    print_badges(desk)
    time_machine.move_to(ON_THE_DAY, tick=True)
    desk.page = signed_in(visit)
    check_in(desk, 10)
    time_machine.move_to(AFTERWARDS, tick=True)
    desk.page = signed_in(visit)
    hand_over(desk, visit)
    time_machine.move_to(IN_SUMMER, tick=True)
    archive(desk, visit, tmp_path)


def fill_in_the_facts(desk: Desk) -> None:
    page = desk.go_to("Facts and look")
    for tab, fields in FACTS.items():
        page.get_by_role("tab", name=tab, exact=True).click()
        for name, value in fields.items():
            page.locator(f"[name={name}]").fill(value)
    desk.press("Save")
    desk.says("updated")


def publish(desk: Desk) -> None:
    """The agenda first, then the pages, then everybody hears of it."""
    page = desk.go_to("Agenda desk")
    desk.press("Look at what this releases")
    desk.press(re.compile("^Release"))
    desk.says("Release 1")
    start = desk.edition.page
    for each in [start, *start.get_children()]:
        page.goto(f"{desk.origin}/admin/pages/{each.pk}/edit/")
        page.locator("footer [data-w-dropdown-target='toggle']").first.click()
        page.locator("[name='action-publish']").first.click()
        desk.says("has been published")
    desk.go_to("How people register")
    desk.press("Save")
    desk.says("Saved: this is how people register.")


def table(edition: Edition) -> bytes:
    """Thirty people, three of each of ten members, as a spreadsheet program saves them."""
    members = list(Member.objects.order_by("pk")[:10])
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["E-mail address", "Name as on the badge", "Member"])
    for number in range(PEOPLE):
        writer.writerow([f"p{number}@people.example", f"Person Number{number:02}", members[number % 10].name])
    return text.getvalue().encode()


def register_people(desk: Desk, folder: Path) -> None:
    page = desk.go_to("Import from a spreadsheet")
    file = folder / "people.csv"
    file.write_bytes(table(desk.edition))
    page.get_by_label("Spreadsheet").set_input_files(file)
    desk.press("Look at it")
    desk.press("Register them")
    desk.says(f"{PEOPLE} people are registered.")
    assert Registration.objects.filter(edition=desk.edition, state="confirmed").count() == PEOPLE


def change_the_agenda(desk: Desk) -> None:
    page = desk.go_to("Agenda desk")
    page.locator(".desk-days a").first.click()
    page.locator("[name$='title']").first.fill("Good morning, everybody")
    desk.press("Save")
    desk.go_to("Agenda desk")
    desk.press("Look at what this releases")
    desk.press(re.compile("^Release"))
    desk.says("Release 2")


def print_badges(desk: Desk) -> None:
    page = desk.go_to("Badges, signs and lists")
    page.get_by_role("link", name="Badges", exact=True).last.click()
    with page.expect_download() as made:
        desk.press("Make the PDF")
    assert Path(made.value.path()).read_bytes().startswith(b"%PDF")


def check_in(desk: Desk, count: int) -> None:
    page = desk.go_to("Check-in")
    for number in range(count):
        person = Registration.objects.get(email=f"p{number}@people.example")
        page.get_by_label("Code or name").fill(person.ticket)
        page.get_by_role("button", name="Look").click()
        expect(page.locator("[data-answers]")).to_contain_text(person.badge_name)
    came = Attendance.objects.filter(session=None)
    for _tenth_of_a_second in range(100):  # the phone shows the name at once and sends behind
        if came.count() == count:
            break
        page.wait_for_timeout(100)
    assert came.count() == count


def hand_over(desk: Desk, visit: Visit) -> None:
    """The team writes down what it learned; the secretariat says to whom the edition goes, and when."""
    page = desk.go_to("Hand over")
    page.get_by_label("What we learned").fill(LEARNED)
    desk.press("Keep it for them")
    desk.says(LEARNED)
    keeper = signed_in(visit, KEEPER)
    keeper.goto(f"{desk.origin}/admin/handover/{desk.edition.pk}/")
    keeper.get_by_role("link", name="Plan it").click()
    keeper.get_by_label("Next edition").select_option(label=NEXT)
    keeper.get_by_label("Last day of the team's rights").fill("2028-06-30")
    keeper.get_by_role("button", name="Keep this plan").click()
    expect(keeper.locator(".handover__standing")).to_contain_text("30 June 2028")


def archive(desk: Desk, visit: Visit, folder: Path) -> None:
    """After that day the team reads, the next one finds the notes, and the edition is closed and copied."""
    hand_over_due()
    erase_due()
    desk.page = signed_in(visit)
    expect(desk.go_to("Hand over").get_by_role("button", name="Keep it for them")).to_have_count(0)
    following = Edition.objects.get(title=NEXT)
    receiver = signed_in(visit, NEXT_LEAD)
    receiver.goto(f"{desk.origin}/admin/handover/{following.pk}/received/")
    expect(receiver.locator(".handover")).to_contain_text(LEARNED)

    keeper = desk.page = signed_in(visit, KEEPER)
    keeper.goto(f"{desk.origin}/admin/editions/archive/{desk.edition.pk}/")
    desk.says("Personal data is still kept until")
    desk.press("Put it into the archive")
    desk.says("lies in the archive")
    seal_what_lacks_it()
    keeper.goto(f"{desk.origin}/admin/archive/{desk.edition.pk}/")
    desk.press("Make the copy")
    make_copies()
    keeper.reload()
    with keeper.expect_download() as made:
        keeper.get_by_role("link", name="Download it").click()
    made.value.save_as(folder / "copy.zip")
    with zipfile.ZipFile(folder / "copy.zip") as packed:
        names, texts = packed.namelist(), b"".join(packed.read(name) for name in packed.namelist())
    assert "index.html" in names
    assert b"Good morning, everybody" in texts
    assert b"Person Number" not in texts
    assert b"people.example" not in texts
