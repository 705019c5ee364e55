"""A site's first pages and groups, and the parts of the demo that need no demo."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site

from cooperation.editions.enums import State
from cooperation.editions.models import Edition
from cooperation.network.models import Member, NetworkSettings
from home.demo_content.example import example_days, put_example_edition
from home.demo_content.network import load_network
from home.models import AccessibilityPage, HomePage, PrivacyPage
from home.page_tree import TO_BE_WRITTEN, make_page_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path / "private")


def test_registration_of_the_example_is_open_whenever_the_demo_is_loaded() -> None:
    with time_machine.travel(datetime(2028, 2, 1, tzinfo=UTC), tick=False):
        make_page_tree(str)
        load_network(str)
        edition = put_example_edition(str)
        assert edition.state() == State.REGISTRATION_OPEN
        assert edition.starts_on is not None
        assert edition.starts_on.year == edition.year == 2028


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2026, 11, 21), date(2027, 5, 12)), (date(2027, 5, 11), date(2027, 7, 14))],
)
def test_the_example_lies_two_months_ahead_at_least(today: date, first: date) -> None:
    assert example_days(today)[0] == first


def test_a_site_starts_with_pages_groups_and_rota_and_without_any_demo(settings: Any) -> None:
    settings.SITE_ORIGIN = "https://days.example.org"
    for _time in range(2):
        call_command("start_site")
    home = HomePage.objects.get()
    assert [page.slug for page in home.get_children()] == [
        "editions", "news", "hosts", "network", "privacy", "accessibility",
    ]  # fmt: skip
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page_id) == ("days.example.org", 443, home.pk)
    assert not Edition.objects.exists()
    assert not Member.objects.exists()
    assert NetworkSettings.for_site(site).short_name == ""


def test_a_fresh_site_promises_nothing_that_nobody_wrote(client: Client) -> None:
    call_command("start_site", "--without-rota")
    legal = (PrivacyPage.objects.get(), AccessibilityPage.objects.get())
    assert [page.live for page in legal] == [False, False]
    assert [client.get(page.get_url()).status_code for page in legal] == [404, 404]
    for page in legal:
        page.get_latest_revision_as_object().full_clean()
        page.get_latest_revision().publish()
    # Where what has to be written stands among what may stay, a draft says so.
    assert client.get("/privacy/").text.count(TO_BE_WRITTEN) == 1
    assert client.get("/accessibility/").text.count(TO_BE_WRITTEN) == 3
    assert "Not conforming" in client.get("/accessibility/").text


def test_it_names_the_command_that_makes_the_first_account(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("start_site", "--without-rota")
    told = capsys.readouterr().out
    assert "manage.py make_secretariat" in told
    assert "createsuperuser" not in told


def test_wagtails_own_welcome_page_gives_way() -> None:
    HomePage.objects.all().delete()
    root = Page.objects.get(depth=1)
    root.refresh_from_db()
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    call_command("start_site")
    assert [(page.slug, page.specific_class) for page in root.get_children()] == [("home", HomePage)]
    assert Site.objects.get().root_page_id == HomePage.objects.get().pk
