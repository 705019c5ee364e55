"""From an empty network to a published start page and a released agenda, and from an edition to the next."""

import re
from datetime import date

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from playwright.sync_api import Page, expect

from cooperation.editions.loading import load_rota
from cooperation.editions.models import Edition
from cooperation.editions.teams import make_secretariat_group
from cooperation.network.loading import load_members
from home.page_tree import make_page_tree
from home.starting.start import start
from tests.factories import UserFactory
from tests.home.starting.full_edition import make_full_edition
from tests.home.starting.samples import wanted
from tests.journeys.conftest import Visit
from tests.journeys.in_the_admin import PHONE, WIDE, admin, wrong_with
from tests.journeys.test_sign_in import code_of_app

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def _network(transactional_db: None) -> None:
    """What the two commands of a new site load: members and rota, and the pages that every site has."""
    make_page_tree(lambda _told: None)
    load_members()
    load_rota()


@pytest.fixture
def keeper(_network: None) -> Client:
    user = UserFactory(email="keeper@network.example")
    user.groups.add(make_secretariat_group())
    client = Client()
    client.force_login(user)
    return client


def look(page: Page) -> None:
    """Our part of the page holds WCAG 2.2 AA and needs no scrolling sideways, on a phone as well."""
    assert wrong_with(page, ".starting") == []


def go_on(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name=heading, level=2)).to_be_visible()
    look(page)


def answer_the_steps(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Start the next one|Start another edition")).click()
    expect(page.get_by_role("heading", name="Year", level=2)).to_be_visible()
    look(page)
    page.get_by_role("radio", name=re.compile("^2028: ")).check()
    go_on(page, "Start 2028: Host")
    page.get_by_role("radio", name="Not decided yet").check()
    go_on(page, "Start 2028: When and where")
    expect(page.get_by_label("Title")).to_have_value("Cooperation Day 2028")
    page.get_by_label("First day").fill("2028-05-10")
    page.get_by_label("Last day").fill("2028-05-11")
    page.get_by_label("City").fill("Kaunas")
    page.get_by_label("Time zone").select_option("Europe/Vilnius")
    go_on(page, "Start 2028: Host lead")


def test_from_an_empty_network_to_a_page_and_an_agenda(keeper: Client, visit: Visit) -> None:
    page = admin(keeper, visit, width=PHONE)
    answer_the_steps(page)
    page.go_back()
    expect(page.get_by_label("City")).to_have_value("Kaunas")
    page.go_forward()
    page.get_by_label("E-mail address of the host lead").fill("rasa@host.example")
    go_on(page, "Start 2028: What to begin with")
    expect(page.get_by_role("radio", name=re.compile("^The frame"))).to_be_checked()
    go_on(page, "Start 2028: Look, then start")
    expect(page.get_by_text("Nothing needs your decision.")).to_be_visible()
    assert not Edition.objects.exists()
    page.get_by_role("button", name="Start the edition").click()
    expect(page.get_by_role("heading", name="Cooperation Day 2028: what comes now")).to_be_visible()
    look(page)
    publish_start_page(page)
    release_agenda(page)


def publish_start_page(page: Page) -> None:
    edition = Edition.objects.get(year=2028)
    origin = page.url.split("/admin/")[0]
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(f"{origin}/admin/pages/{edition.page.pk}/edit/")
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    page.locator("[name='action-publish']").first.click()
    expect(page.get_by_text("has been published").first).to_be_visible()
    public = page.context.browser.new_page()
    public.goto(f"{origin}/2028/")
    expect(public.get_by_role("heading", name="Cooperation Day 2028", level=1)).to_be_visible()
    public.close()


def release_agenda(page: Page) -> None:
    edition = Edition.objects.get(year=2028)
    origin = page.url.split("/admin/")[0]
    page.goto(f"{origin}/admin/agenda/{edition.pk}/")
    page.get_by_role("button", name="Look at what this releases").click()
    page.get_by_role("button", name=re.compile("^Release")).first.click()
    expect(page.get_by_text(re.compile("Release 1")).first).to_be_visible()
    assert edition.releases.get().number == 1


def test_without_scripts_and_from_an_edition_that_is_full_of_everything(keeper: Client, visit: Visit) -> None:
    make_full_edition()
    page = admin(keeper, visit, java_script_enabled=False)
    answer_without_scripts(page)
    expect(page.get_by_text("Wednesday 12 May 2027", exact=True)).to_be_visible()
    expect(page.get_by_text("need your decision")).to_be_visible()
    page.get_by_role("button", name="Start the edition").click()
    expect(page.get_by_role("heading", name="Agenda", level=3)).to_be_visible()
    edition = Edition.objects.get(year=2028)
    assert (edition.slots.count(), edition.starts_on) == (3, date(2028, 10, 9))


def answer_without_scripts(page: Page) -> None:
    origin = page.url.split("/admin/")[0]
    page.goto(f"{origin}/admin/editions/start/")
    page.get_by_role("radio", name=re.compile("^2028: ")).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("First day").fill("2028-10-09")
    page.get_by_label("Last day").fill("2028-10-10")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("radio", name=re.compile("^Cooperation Day 2027")).check()
    page.get_by_role("button", name="Go on").click()


def test_a_mistake_is_found_by_keyboard_and_mended(keeper: Client, visit: Visit) -> None:
    page = admin(keeper, visit, width=PHONE)
    page.goto(f"{page.url}editions/start/")
    page.get_by_role("radio", name=re.compile("^2029: ")).check()
    go_on(page, "Start 2029: Host")
    go_on(page, "Start 2029: When and where")
    page.get_by_label("First day").fill("2028-05-10")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("The first day lies in another year than 2029.")).to_be_visible()
    look(page)
    page.get_by_label("First day").fill("2029-05-09")
    page.get_by_label("City").press("Enter")
    expect(page.get_by_role("heading", name="Start 2029: Host lead", level=2)).to_be_visible()


def test_who_leads_is_in_the_admin_a_few_pages_after_the_mail(
    keeper: Client, visit: Visit, mailoutbox: list[EmailMessage]
) -> None:
    start(wanted(lead="rasa@host.example"), by=None)
    link = re.search(r"http://\S+/admin/", str(mailoutbox[-1].body))
    assert link
    page = visit(link[0], 360)
    page.get_by_label("E-mail address").fill("rasa@host.example")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    found = re.search(r"^([A-Z0-9-]{6,12})$", str(mailoutbox[-1].body), re.MULTILINE)
    assert found
    page.get_by_label("Code").fill(found[1])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Set up an authenticator app").click()
    code = code_of_app(page.locator(".account-key").inner_text())
    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Switch it on").click()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page).to_have_url(re.compile("/admin/$"))
    expect(page.get_by_text("Cooperation Day 2028").first).to_be_visible()
