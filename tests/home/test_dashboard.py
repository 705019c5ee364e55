"""The admin's start page: where an edition stands and what comes next."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.models import Page

from cooperation.agenda.actions import release
from cooperation.editions.enums import HostStatus, Role
from cooperation.editions.models import Edition
from cooperation.editions.next_steps import KnownFromElsewhere, days_to_go, next_steps
from cooperation.editions.teams import give_role
from cooperation.network.models import NetworkSettings
from cooperation.pages.models import AgendaPage, LookBackPage
from core.publishing.colours import accent
from home.actions import make_edition_pages
from home.models import StandardPage
from tests.factories import EditionFactory, SlotFactory, UserFactory
from workshops.registration.models import RegistrationDesk

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
READY = {
    "controller_name": "x",
    "controller_address": "x",
    "controller_email": "x@example.org",
    "supervisory_authority": "x",
    "accessibility_contact": "x@example.org",
    "enforcement_body": "x",
    "venue_name": "Town hall",
    "registration_opens_at": datetime(2027, 2, 1, tzinfo=UTC),
}
EVERYTHING = KnownFromElsewhere(
    has_pages=True, has_release=True, has_look_back=True, has_lead=True, has_desk=True
)


def places(edition: Edition, known: KnownFromElsewhere = EVERYTHING, now: datetime = NOW) -> list[str]:
    return [step.place for step in next_steps(edition, known, now)]


def prepared(**changed: Any) -> Edition:
    return EditionFactory.build(host=None, **READY | changed)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"host_status": HostStatus.UNDECIDED}, ["host"]),
        ({"ends_on": None}, ["edition"]),
        ({"city": ""}, ["edition"]),
        ({"city": "", "venue_name": "", "mode": "online"}, []),
        ({"announced_at": None}, ["announce"]),
        ({"venue_name": ""}, ["edition"]),
        ({"enforcement_body": ""}, ["edition"]),
        ({"registration_opens_at": None}, ["edition"]),
        ({"host_status": HostStatus.UNDECIDED, "announced_at": None}, ["host", "announce"]),
        ({"archived_at": NOW}, []),
        ({"cancelled_at": NOW}, ["archive"]),
    ],
)
def test_what_is_missing_comes_next(changed: dict[str, Any], expected: list[str]) -> None:
    assert places(prepared(**changed)) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"has_release": False}, ["agenda"]),
        ({"has_pages": False}, ["make_pages"]),
        ({"has_workshop_slots": True}, ["sessions"]),
        ({"has_workshop_slots": True, "has_sessions": True}, []),
        ({"has_lead": False}, ["roles"]),
        ({"has_desk": False}, ["registration"]),
        ({"is_start_page_draft": True}, ["start_page"]),
        ({"is_agenda_page_draft": True}, ["agenda_page"]),
        ({"lacks_privacy_notice": True}, ["privacy"]),
        ({"lacks_accessibility_statement": True}, ["accessibility"]),
    ],
)
def test_what_others_tell_counts(known: dict[str, bool], expected: list[str]) -> None:
    assert places(prepared(), replace(EVERYTHING, **known)) == expected


def test_the_start_page_is_published_before_the_edition_is_announced() -> None:
    known = replace(EVERYTHING, is_start_page_draft=True, is_agenda_page_draft=True, has_release=False)
    assert places(prepared(announced_at=None), known) == ["start_page", "announce", "agenda", "agenda_page"]


def test_afterwards_the_look_back_is_written_and_the_record_closed() -> None:
    after = datetime(2027, 5, 20, tzinfo=UTC)
    assert places(prepared(), KnownFromElsewhere(), after) == ["pages", "archive"]
    assert places(prepared(), EVERYTHING, after) == ["archive"]


def test_days_are_counted_at_the_venue() -> None:
    evening = datetime(2027, 5, 10, 22, tzinfo=UTC)
    assert days_to_go(prepared(), evening) == 1
    assert days_to_go(prepared(starts_on=None), evening) is None


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def legal_pages(home_page: Any) -> list[Page]:
    """The two pages that the law asks for, for everybody to read."""
    return [
        home_page.add_child(instance=StandardPage(title=slug, slug=slug))
        for slug in ("privacy", "accessibility")
    ]


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_start_page_says_where_an_edition_stands(boss: Client, edition: Edition) -> None:
    page = boss.get("/admin/").content.decode()
    assert "Announced · 12 May 2027 · Vilnius" in page
    assert "117</span> days to go" in page
    assert f"/admin/agenda/{edition.pk}/" in page
    assert "Make the edition&#x27;s start page" in page


@pytest.mark.usefixtures("legal_pages")
def test_a_release_and_a_look_back_are_seen(boss: Client, edition: Edition, edition_page: Any) -> None:
    Edition.objects.update(**READY)
    assert f"/admin/editions/{edition.pk}/pages/" in boss.get("/admin/").content.decode()
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    give_role(edition, UserFactory(), Role.HOST_LEAD, by=None)
    assert "Make the agenda and release it." in boss.get("/admin/").content.decode()
    SlotFactory(edition=edition)
    release(edition, "", by=None)
    shown = boss.get("/admin/").content.decode()
    assert "Say how people register: who, how many, and what is asked." in shown
    assert f"/admin/registration/{edition.pk}/settings/" in shown
    RegistrationDesk.objects.create(edition=edition)
    assert "Nothing is open that the site itself can see." in boss.get("/admin/").content.decode()
    Edition.objects.update(starts_on=date(2026, 5, 12), ends_on=date(2026, 5, 13), year=2026)
    assert "Write the look-back" in boss.get("/admin/").content.decode()
    edition_page.add_child(instance=LookBackPage(title="Look-back", slug="look-back"))
    assert "Write the look-back" not in boss.get("/admin/").content.decode()


def test_pages_that_nobody_sees_are_published_next(boss: Client, edition: Edition, home_page: Any) -> None:
    start_page = make_edition_pages(edition, by=None)
    agenda_page = AgendaPage.objects.get()
    shown = boss.get("/admin/").content.decode()
    for page, words in (
        (start_page, "Publish the start page"),
        (agenda_page, "Publish the agenda&#x27;s page"),
    ):
        assert re.search(rf'href="/admin/pages/{page.pk}/edit/">{words}', shown)
        page.get_latest_revision().publish()
    shown = boss.get("/admin/").content.decode()
    assert "Publish the start page" not in shown
    assert "Publish the agenda" not in shown


def steps(client: Client) -> dict[str, str]:
    """What is still to do, in words, and where it is done; empty where somebody else has to."""
    items = html.fromstring(client.get("/admin/").content).xpath("//article//ol/li")
    return {" ".join(item.text_content().split()): "".join(item.xpath("a/@href")) for item in items}


def test_legal_pages_that_nobody_can_read_are_a_step_of_the_secretariat(
    boss: Client, edition: Edition, legal_pages: list[Page]
) -> None:
    assert "website's" not in " ".join(steps(boss))
    organiser = UserFactory()
    give_role(edition, organiser, Role.HOST_LEAD, by=None)
    privacy, accessibility = legal_pages
    privacy.unpublish()
    accessibility.delete()
    shown = {words.split(" and publish")[0]: address for words, address in steps(boss).items()}
    assert shown["Write the website's privacy notice"] == f"/admin/pages/{privacy.pk}/edit/"
    assert shown["Write the website's accessibility statement"] == "/admin/pages/"
    client = Client()
    client.force_login(organiser)
    shown = {words.split(" and publish")[0]: address for words, address in steps(client).items()}
    assert shown["Write the website's privacy notice"] == ""
    assert shown["Write the website's accessibility statement"] == ""


def test_without_an_organiser_one_is_named_next(boss: Client, edition: Edition) -> None:
    step = f'href="/admin/editions/people/{edition.pk}/">Name the host lead'
    assert step in boss.get("/admin/").content.decode()
    organiser = UserFactory()
    give_role(edition, organiser, Role.HOST_LEAD, by=None)
    assert step not in boss.get("/admin/").content.decode()
    organiser.is_active = False
    organiser.save()
    assert step in boss.get("/admin/").content.decode()


def test_what_is_long_past_or_archived_is_not_in_preparation(boss: Client) -> None:
    EditionFactory(year=2019, starts_on=date(2019, 9, 24), ends_on=date(2019, 9, 25))
    EditionFactory(year=2015, starts_on=None, ends_on=None)
    EditionFactory(year=2027, archived_at=NOW)
    assert "No edition is in preparation." in boss.get("/admin/").content.decode()


def test_the_start_page_costs_the_same_for_one_edition_and_many(boss: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert boss.get("/admin/").status_code == 200
        return len(counted)

    EditionFactory()
    queries()
    one = queries()
    for _each in range(5):
        EditionFactory()
    assert queries() == one


def test_help_about_the_software_is_not_in_the_menu(boss: Client) -> None:
    assert '"name": "help"' not in boss.get("/admin/").content.decode()


def test_the_admin_goes_by_the_names_of_the_meeting_and_its_network(boss: Client, home_page: Any) -> None:
    NetworkSettings.objects.update_or_create(
        site=home_page.get_site(), defaults={"name": "Network of Bridges", "event_name": "Bridge Day"}
    )
    page = boss.get("/admin/editions/").content.decode()
    assert '<span class="admin-mark__event">Bridge Day</span>' in page
    assert '<span class="admin-mark__network">Network of Bridges</span>' in page
    assert "css/tokens.css" in page


def test_an_edition_is_marked_with_the_colour_of_its_cover(boss: Client) -> None:
    EditionFactory(accent_colour="#ffcc00")
    assert f'fill="{accent("#ffcc00").cover}"' in boss.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("starts_on", "told"),
    [
        (None, "No date yet"),
        (date(2027, 1, 15), "It begins today"),
        (date(2027, 1, 14), "It is on"),
        (date(2027, 1, 12), "It is over"),
    ],
)
def test_without_days_to_count_it_says_why(boss: Client, starts_on: date | None, told: str) -> None:
    ends_on = starts_on + timedelta(days=1) if starts_on else None
    EditionFactory(year=2027, starts_on=starts_on, ends_on=ends_on)
    page = boss.get("/admin/").content.decode()
    assert told in page
    assert "to go" not in page


def test_what_comes_next_stands_first_and_what_is_over_last(boss: Client) -> None:
    for title, starts_on in (
        ("Over", date(2026, 10, 1)),
        ("Without days", None),
        ("Far", date(2027, 9, 1)),
        ("Near", date(2027, 2, 1)),
    ):
        year = starts_on.year if starts_on else 2028
        EditionFactory(title=title, year=year, starts_on=starts_on, ends_on=starts_on)
    page = boss.get("/admin/").content.decode()
    places = [page.index(f">{title}</a>") for title in ("Near", "Far", "Without days", "Over")]
    assert places == sorted(places)
