"""The desk of an edition: what it tells whom, and what it costs."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from cooperation.agenda.actions import release
from cooperation.editions.checklist.actions import make_checklist
from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask, Edition
from cooperation.editions.teams import give_role
from cooperation.pages.models import AgendaPage
from core.mail.models import OutgoingMail
from home.actions import make_edition_pages
from tests.factories import EditionFactory, MemberFactory, OutgoingMailFactory, SlotFactory, UserFactory
from workshops.programme.models import Session
from workshops.registration.enums import BookingState, InvitationState, RegistrationState
from workshops.registration.models import Booking, Delegation, Invitation, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(edition: Edition, role: Role) -> Client:
    client, user = Client(), UserFactory()
    give_role(edition, user, role, by=None)
    client.force_login(user)
    return client


def desk_page(client: Client, edition: Edition) -> Any:
    answer = client.get(f"/admin/editions/{edition.pk}/desk/")
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def standing(page: Any) -> dict[str, str]:
    """What the desk says, by what it says it of."""
    rows = page.xpath("//dl[@class='standing']/div")
    return {" ".join(row[0].text_content().split()): " ".join(row[1].text_content().split()) for row in rows}


def links(page: Any) -> list[str]:
    return [str(link) for link in page.xpath("//main//a/@href")]


def fill(edition: Edition, people: int, members: int) -> None:
    """An edition with ``people`` of ``members`` members, each with a seat and a mail that waits."""
    RegistrationDesk.objects.get_or_create(edition=edition, defaults={"total_places": 400})
    teams = [MemberFactory() for _each in range(members)]
    Delegation.objects.bulk_create(Delegation(edition=edition, member=member, places=9) for member in teams)
    sessions = []
    for _number in range(max(1, people // 30)):
        slot = SlotFactory(edition=edition, kind="workshop")
        sessions.append(Session.objects.create(slot=slot, seats=people))
    for number in range(people):
        person = Registration.objects.create(
            edition=edition, email=f"p{number}@example.org", member=teams[number % members]
        )
        Booking.objects.create(
            registration=person, session=sessions[number % len(sessions)], state=BookingState.CONFIRMED
        )
        OutgoingMailFactory(about=f"registration:{person.pk}", state="waiting")


def test_it_says_where_an_edition_stands(edition: Edition, home_page: Any) -> None:
    make_edition_pages(edition, by=None)
    RegistrationDesk.objects.create(edition=edition, total_places=40)
    member, silent = MemberFactory(name="Centre of the North"), MemberFactory(name="Centre of the South")
    for one in (member, silent):
        Delegation.objects.create(edition=edition, member=one, places=4)
    for number, state in enumerate(
        [RegistrationState.CONFIRMED] * 3 + [RegistrationState.WAITING, RegistrationState.CANCELLED]
    ):
        Registration.objects.create(
            edition=edition, email=f"p{number}@example.org", member=member, state=state
        )
    Invitation.objects.create(edition=edition, email="guest@example.org", state=InvitationState.SENT)
    OutgoingMailFactory(about=f"edition:{edition.pk}", state=OutgoingMail.State.FAILED)
    page = desk_page(client_of(edition, Role.HOST_LEAD), edition)
    told = standing(page)
    assert told["State"] == "Announced"
    assert told["Registered"] == "3 of 40 places · 1 waits · 1 invited · 1 cancelled"
    assert told["Agenda"] == "Not released yet"
    assert "drafts or have changes" in told["Pages"]
    assert told["Mails"] == "1 did not arrive"
    assert told["Diet and access needs"].startswith("149 days left")
    assert told["Team"] == "Nobody yet as: Programme, Registration desk, Communication"
    assert "1 member has named nobody yet." in page.text_content()
    row = page.xpath("//tr[th='Centre of the North']")[0]
    assert " ".join(row[1].text_content().split()) == "3 of 4 1 waits"
    assert [one.get("width") for one in row.xpath(".//rect")] == ["100", "75", "25"]


def test_an_empty_edition_says_what_comes_next(edition: Edition) -> None:
    page = desk_page(client_of(edition, Role.HOST_LEAD), edition)
    assert set(standing(page)) == {"State", "Agenda", "Mails", "Team"}
    assert f"/admin/editions/{edition.pk}/pages/" in links(page)
    assert "There is no checklist yet: make it" in page.text_content()


def test_the_seats_of_each_session_are_told(edition: Edition) -> None:
    RegistrationDesk.objects.create(edition=edition)
    session = Session.objects.create(slot=SlotFactory(edition=edition, title="Plain words"), seats=2)
    states = [BookingState.CONFIRMED, BookingState.OFFERED, BookingState.WAITING, BookingState.RELEASED]
    for number, state in enumerate(states):
        person = Registration.objects.create(edition=edition, email=f"p{number}@example.org")
        Booking.objects.create(registration=person, session=session, state=state)
    page = desk_page(client_of(edition, Role.READER), edition)
    row = page.xpath("//tr[th[contains(., ' · Plain words')]]")[0]
    assert " ".join(row[1].text_content().split()) == "2 of 2 1 waits"


def test_changes_of_the_draft_are_counted(edition: Edition) -> None:
    slot = SlotFactory(edition=edition)
    release(edition, "", by=None)
    client = client_of(edition, Role.PROGRAMME)
    assert standing(desk_page(client, edition))["Agenda"] == "Released as it stands"
    slot.title = "Another title"
    slot.save()
    SlotFactory(edition=edition)
    assert standing(desk_page(client, edition))["Agenda"].startswith("2 changes that readers do not see")


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.HOST_LEAD, set()),
        (Role.PROGRAMME, {"Mails", "Diet and access needs", "All personal data"}),
        (Role.REGISTRATION_DESK, {"Pages"}),
        (Role.COMMUNICATION, {"Diet and access needs", "All personal data"}),
        (Role.READER, {"Pages", "Mails", "Diet and access needs", "All personal data"}),
        (
            Role.CHECKIN_HELPER,
            {
                "Registered",
                "Checklist",
                "Pages",
                "Mails",
                "Team",
                "Diet and access needs",
                "All personal data",
            },
        ),
    ],
)
def test_what_a_role_may_not_see_is_not_there(
    edition: Edition, home_page: Any, role: Role, hidden: set[str]
) -> None:
    make_edition_pages(edition, by=None)
    fill(edition, 3, 1)
    make_checklist(edition, by=None)
    page = desk_page(client_of(edition, role), edition)
    everything = {
        "State", "Registered", "Checklist", "Agenda", "Pages", "Mails", "Diet and access needs",
        "All personal data", "Team",
    }  # fmt: skip
    assert set(standing(page)) == everything - hidden
    assert bool(page.xpath("//table[@class='desk-bars']")) == ("Registered" not in hidden)


@pytest.mark.parametrize("role", [Role.READER, Role.CHECKIN_HELPER, Role.REGISTRATION_DESK])
def test_what_a_role_may_not_decide_is_no_link(edition: Edition, role: Role) -> None:
    Edition.objects.update(announced_at=None, city="")
    page = desk_page(client_of(edition, role), edition)
    for name in ("announce", "cancel", "host", "edit", "archive"):
        assert f"/admin/editions/{name}/{edition.pk}/" not in links(page)
    if role != Role.CHECKIN_HELPER:
        assert "Announce the edition." in page.text_content()


def test_who_leads_may_decide_and_does_not_name_the_lead(edition: Edition) -> None:
    Edition.objects.update(announced_at=None)
    keeper = Client()
    keeper.force_login(UserFactory(is_superuser=True))
    words = "Name the host lead: who runs this edition."
    step = desk_page(keeper, edition).xpath(f"//a[text()='{words}']/@href")
    assert step == [f"/admin/editions/people/{edition.pk}/"]
    programme = desk_page(client_of(edition, Role.PROGRAMME), edition)
    assert words in programme.text_content()
    assert not programme.xpath(f"//a[text()='{words}']")
    lead = desk_page(client_of(edition, Role.HOST_LEAD), edition)
    assert f"/admin/editions/announce/{edition.pk}/" in links(lead)


def test_what_is_overdue_comes_first_and_leads_to_its_place(edition: Edition) -> None:
    ChecklistTask.objects.create(
        edition=edition, title="Soon", due_date=date(2027, 1, 20), place="agenda:desk"
    )
    ChecklistTask.objects.create(edition=edition, title="Late", due_date=date(2027, 1, 2))
    ChecklistTask.objects.create(edition=edition, title="Far", due_date=date(2027, 4, 1))
    done = ChecklistTask.objects.create(edition=edition, title="Done", due_date=date(2027, 1, 1))
    ChecklistTask.objects.filter(pk=done.pk).update(state="done")
    page = desk_page(client_of(edition, Role.HOST_LEAD), edition)
    rows = page.xpath("//ul[@class='desk-tasks']/li")
    assert [row.xpath("string(.//p[2]/a)") for row in rows] == ["Late", "Soon"]
    assert "overdue" in rows[0].text_content()
    assert rows[1].xpath(".//p[3]/a/@href") == [f"/admin/agenda/{edition.pk}/"]


def test_a_role_is_shown_its_own_tasks(edition: Edition) -> None:
    day = date(2027, 1, 20)
    for title, role in (("Ours", Role.PROGRAMME), ("Theirs", Role.COMMUNICATION)):
        ChecklistTask.objects.create(edition=edition, title=title, role=role, due_date=day)
    titles = "//ul[@class='desk-tasks']//p[2]/a/text()"
    assert desk_page(client_of(edition, Role.PROGRAMME), edition).xpath(titles) == ["Ours"]
    assert desk_page(client_of(edition, Role.HOST_LEAD), edition).xpath(titles) == ["Ours", "Theirs"]


def test_who_works_on_one_edition_finds_its_desk_on_the_start_page(edition: Edition) -> None:
    client, user = Client(), UserFactory()
    give_role(edition, user, Role.HOST_LEAD, by=None)
    client.force_login(user)
    assert "Agenda" in standing(html.fromstring(client.get("/admin/").content))
    give_role(EditionFactory(year=2028), user, Role.HOST_LEAD, by=None)
    page = html.fromstring(client.get("/admin/").content)
    assert not standing(page)
    assert f"/admin/editions/{edition.pk}/desk/" in links(page)


def test_a_helper_who_sees_little_has_a_start_page_too(edition: Edition) -> None:
    client = client_of(edition, Role.CHECKIN_HELPER)
    page = html.fromstring(client.get("/admin/").content)
    assert set(standing(page)) == {"State", "Agenda"}
    assert f"/admin/editions/cancel/{edition.pk}/" not in links(page)


def test_an_archived_edition_has_a_desk_to_read(edition: Edition) -> None:
    Edition.objects.update(archived_at=NOW)
    page = desk_page(client_of(edition, Role.HOST_LEAD), edition)
    assert "archived editions do not change" in page.text_content()
    assert standing(page)["State"] == "Archived"


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_desk_costs_the_same_for_3_and_300_people_of_1_and_30_members(home_page: Any) -> None:
    costs = []
    for year, people, members, tasks in ((2027, 3, 1, 3), (2028, 300, 30, 80)):
        edition = EditionFactory(year=year)
        make_edition_pages(edition, by=None)
        fill(edition, people, members)
        make_checklist(edition, by=None)
        ChecklistTask.objects.filter(edition=edition, code__gt=f"T{tasks:02}").delete()
        release(edition, "", by=None)
        costs.append(cost(client_of(edition, Role.HOST_LEAD), f"/admin/editions/{edition.pk}/desk/"))
    assert costs[0] == costs[1]
    assert costs[0] <= 45


def test_the_start_page_costs_the_same_for_2_and_20_editions(home_page: Any) -> None:
    client, user = Client(), UserFactory()
    client.force_login(user)
    for year in (2027, 2028):
        give_role(EditionFactory(year=year), user, Role.HOST_LEAD, by=None)
    few = cost(client, "/admin/")
    for year in range(2029, 2047):
        give_role(EditionFactory(year=year, starts_on=None, ends_on=None), user, Role.PROGRAMME, by=None)
    assert cost(client, "/admin/") == few


def test_a_draft_of_the_agenda_page_is_published_from_the_desk(edition: Edition, edition_page: Any) -> None:
    agenda = edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda", live=False))
    assert f"/admin/pages/{agenda.pk}/edit/" in links(desk_page(client_of(edition, Role.PROGRAMME), edition))
    reader = desk_page(client_of(edition, Role.READER), edition)
    assert f"/admin/pages/{agenda.pk}/edit/" not in links(reader)
