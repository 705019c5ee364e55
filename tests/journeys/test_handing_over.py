"""An edition goes to the next team and into the archive, and its copy is read without a network."""

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from cooperation.editions import teams
from cooperation.editions.enums import Role
from cooperation.editions.handing_over import actions
from cooperation.editions.models import Edition
from home.archiving import actions as archiving
from home.archiving.models import StaticCopy
from home.models import HomePage
from tests.factories import EditionFactory, UserFactory
from tests.home.archiving.two_editions import two_editions
from tests.journeys import checkers
from tests.journeys.conftest import Visit
from tests.journeys.in_the_admin import PHONE, WIDE, admin, looks_well

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEARNED = "Book the interpreters in autumn."


def client_of(*, edition: Edition | None = None, role: Role = Role.HOST_LEAD) -> Client:
    """Somebody with a role in ``edition``, or of the secretariat."""
    user = UserFactory()
    if edition is None:
        user.groups.add(teams.make_secretariat_group())
    else:
        teams.give_role(edition, user, role, by=None)
    client = Client()
    client.force_login(user)
    return client


def plan(keeper: Page) -> None:
    """The secretariat says to whom and when, and is refused a day on which the meeting is on."""
    expect(keeper.locator(".handover__steps")).to_contain_text("The day of 2028")
    looks_well(keeper, ".handover")
    keeper.get_by_role("link", name="Plan it").click()
    keeper.get_by_label("Next edition").select_option(label="The day of 2028")
    keeper.get_by_label("Last day of the team's rights").fill("2027-05-13")
    keeper.get_by_role("button", name="Keep this plan").click()
    expect(keeper.get_by_role("alert")).to_contain_text("Choose a day after its last day.")
    looks_well(keeper, ".handover")
    keeper.get_by_label("Last day of the team's rights").fill("2027-06-30")
    keeper.get_by_role("button", name="Keep this plan").click()
    expect(keeper.locator(".handover__standing")).to_contain_text("Wednesday, 30 June 2027")
    keeper.locator(".handover__team summary").click()
    expect(keeper.locator(".handover__team")).to_contain_text("Registrations, delegations and invitations")
    looks_well(keeper, ".handover")


def test_an_edition_goes_to_the_next_team(visit: Visit, home_page: HomePage) -> None:
    edition, following = (
        EditionFactory(),
        EditionFactory(year=2028, title="The day of 2028", starts_on=None, ends_on=None),
    )
    lead = admin(client_of(edition=edition), visit, f"/admin/handover/{edition.pk}/")
    looks_well(lead, ".handover")
    lead.get_by_label("What we learned").fill(LEARNED)
    lead.get_by_label("Contacts", exact=True).fill("Ona, the printer")
    lead.get_by_role("button", name="Keep it for them").click()
    expect(lead.locator(".handover")).to_contain_text(
        "Contacts are handed on only when everybody named agreed."
    )
    looks_well(lead, ".handover")
    lead.get_by_label("everybody named under").check()
    lead.get_by_role("button", name="Keep it for them").click()
    expect(lead.get_by_label("What we learned")).to_have_value(LEARNED)

    plan(admin(client_of(), visit, f"/admin/handover/{edition.pk}/"))

    actions.hand_over_due(datetime(2027, 7, 1, tzinfo=UTC))
    lead.reload()
    expect(lead.locator(".handover__standing")).to_contain_text("It was handed over on")
    expect(lead.get_by_role("button", name="Keep it for them")).to_have_count(0)
    assert lead.goto(f"{lead.url.split('/admin/')[0]}/admin/registration/{edition.pk}/privacy/") is not None
    assert lead.url.endswith("/admin/")

    receiver = admin(client_of(edition=following), visit, f"/admin/handover/{following.pk}/received/")
    expect(receiver.locator(".handover")).to_contain_text(LEARNED)
    expect(receiver.locator(".handover")).to_contain_text("Ona, the printer")
    looks_well(receiver, ".handover")


@pytest.fixture
def archived(home_page: HomePage, settings: Any, tmp_path: Path) -> SimpleNamespace:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return two_editions(home_page)[0]


def test_an_archive_is_compared_corrected_and_copied(visit: Visit, archived: SimpleNamespace) -> None:
    edition = archived.edition
    archiving.seal_what_lacks_it()
    page = admin(client_of(), visit, f"/admin/archive/{edition.pk}/")
    looks_well(page, ".handover")
    page.get_by_role("button", name="Compare now").click()
    expect(page.locator(".handover").get_by_role("status")).to_contain_text("Nothing has changed since")
    page.get_by_text("Every checksum (SHA-256)").click()
    looks_well(page, ".handover")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.locator("[data-copy-words]")).to_contain_text("Waits for its turn")
    looks_well(page, ".handover")
    archiving.make_copies()
    expect(page.get_by_role("link", name="Download it")).to_be_visible(timeout=15_000)

    page.get_by_role("link", name="Publish an erratum").click()
    page.get_by_label("What was wrong").fill("210 people came.")
    page.get_by_label("What is right").fill("120 people came.")
    page.get_by_label("Decided by").fill("The secretariat")
    looks_well(page, ".handover")
    page.get_by_role("button", name="Publish it").click()
    expect(page.locator(".handover")).to_contain_text("120 people came.")
    looks_well(page, ".handover")
    public = visit("/2024/", PHONE)
    expect(public.locator(".errata")).to_contain_text("120 people came.")
    assert checkers.everything(public) == []


def test_the_copy_is_walked_without_a_network(
    archived: SimpleNamespace, chromium: Browser, tmp_path: Path
) -> None:
    archiving.ask_for_copy(archived.edition, by=None)
    assert archiving.make_copies() == 1
    folder = tmp_path / "copy"
    with StaticCopy.objects.get().file.open("rb") as file, zipfile.ZipFile(file) as packed:
        packed.extractall(folder)
    context = chromium.new_context(offline=True, viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    asked: set[str] = set()
    failed: list[str] = []
    page.on("request", lambda request: asked.add(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    waiting, seen = [(folder / "index.html").as_uri()], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate("document.fonts.check('16px Commissioner')")
        broken = page.evaluate("[...document.images].filter(one => !one.naturalWidth).map(one => one.src)")
        assert broken == []
        links = page.evaluate("[...document.links].map(link => link.href.split('#')[0])")
        inside = [link for link in links if link.startswith("file:")]
        assert [link for link in inside if not Path(re.sub("^file://", "", link)).is_file()] == []
        waiting += [link for link in inside if link.endswith(".html")]
    context.close()
    assert len(seen) >= 7
    assert {url for url in asked if not url.startswith(("file:", "data:"))} == set()
    assert failed == []
