"""The audit trail of an edition: what it tells, what it never tells, and what it costs."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from cooperation.agenda.actions import release
from cooperation.agenda.models import Slot, Speaker
from cooperation.editions.actions import announce, cancel
from cooperation.editions.checklist.actions import make_checklist, tick
from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask, Edition
from cooperation.editions.teams import give_role, own_collection
from core.publishing.models import DocumentFile
from home.actions import make_edition_pages
from home.trail.belonging import paths_to_edition
from home.trail.wording import TOLD
from tests.factories import EditionFactory, RoomFactory, SlotFactory, SpeakerFactory, UserFactory
from workshops.programme.models import Session
from workshops.registration import audit
from workshops.registration.models import Invitation, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def member_of(edition: Edition, role: Role = Role.HOST_LEAD, **names: str) -> tuple[Client, Any]:
    client, user = Client(), UserFactory(**names)
    give_role(edition, user, role, by=None)
    client.force_login(user)
    return client, user


@pytest.fixture
def lead(edition: Edition) -> Client:
    return member_of(edition, first_name="Rasa", last_name="Leader")[0]


def lines(client: Client, edition: Edition, query: str = "") -> list[str]:
    answer = client.get(f"/admin/editions/{edition.pk}/trail/{query}")
    assert answer.status_code == 200
    rows = html.fromstring(answer.content).xpath("//ol[@class='trail']/li")
    return [" ".join(row.text_content().split()) for row in rows]


def test_it_tells_who_did_what_newest_first(edition: Edition) -> None:
    client, user = member_of(edition, first_name="Rasa", last_name="Leader")
    Edition.objects.update(announced_at=None)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        announce(edition, by=user)
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        cancel(edition, "The hall burned down", by=user)
    newest, older, oldest, *_more = lines(client, edition)
    assert newest == "15 Jan 2027, 16:00 Cancelled Edition “The hall burned down” Rasa Leader"
    assert older == "15 Jan 2027, 15:00 Announced Edition Rasa Leader"
    assert "Role given" in oldest


def test_everything_of_the_edition_is_told_and_nothing_of_another(
    lead: Client, edition: Edition, home_page: Any
) -> None:
    other = EditionFactory(year=2028)
    for one in (edition, other):
        make_edition_pages(one, by=None)
        slot = SlotFactory(edition=one, title=f"Slot of {one.year}")
        collection = own_collection(one)
        paper = DocumentFile.objects.create(title=f"Paper of {one.year}", collection=collection)
        desk = RegistrationDesk.objects.create(edition=one)
        for record in (
            slot,
            RoomFactory(edition=one, name=f"Room of {one.year}"),
            Session.objects.create(slot=slot, seats=2),
            SpeakerFactory(edition=one),
            paper,
            desk,
        ):
            log(record, "wagtail.edit")
        release(one, f"Note of {one.year}", by=None)
    told = "\n".join(lines(lead, edition))
    for words in ("Slot “Slot of 2027”", "Room “Room of 2027”", "Session “", "Speaker ", "“Paper of 2027”"):
        assert words in told
    for words in ("Release 1 · “Note of 2027”", "Page “Cooperation Day 2027”", "Pages made"):
        assert words in told
    assert "2028" not in told


def test_a_new_kind_of_record_belongs_by_its_keys() -> None:
    paths = paths_to_edition()
    assert paths[Slot] == ("edition",)
    assert paths[Session] == ("slot__edition",)
    assert paths[Registration][0] == "edition"
    assert {ChecklistTask, Speaker, Invitation, RegistrationDesk} <= set(paths)


SECRETS = ("Jonas Secretman", "jonas@secret.example", "no nuts", "Secretman")


def people_who_registered(edition: Edition) -> None:
    """Lines of somebody who registered, with everything that must not be told in label and data."""
    account = UserFactory(email="jonas@secret.example", first_name="Jonas", last_name="Secretman")
    give_role(edition, account, Role.ATTENDEE, by=None)
    RegistrationDesk.objects.create(edition=edition)
    person = Registration.objects.create(
        edition=edition, email="jonas@secret.example", badge_name="Jonas Secretman", user=account
    )
    keys = ("what", "reason", "note", "to", "role", "name", "before", "count", "way", "state")
    data: dict[str, Any] = dict.fromkeys(keys, "Jonas Secretman, jonas@secret.example, no nuts")
    data |= {"fields": ["Jonas Secretman"], "changed": ["no nuts"], "values": {"Secretman": ["no nuts", "x"]}}
    for action in audit.LINES:
        log(person, action, user=account, title="Jonas Secretman", data=data)
    guest = Invitation.objects.create(edition=edition, email="jonas@secret.example", name="Jonas Secretman")
    log(guest, audit.INVITED, user=account, title="Jonas Secretman")


def test_names_addresses_and_answers_of_registrations_never_appear(lead: Client, edition: Edition) -> None:
    people_who_registered(edition)
    pages = [lead.get(f"/admin/editions/{edition.pk}/trail/").content.decode()]
    pages.append(b"".join(lead.get(f"/admin/editions/{edition.pk}/trail.csv")).decode())
    for page in pages:
        assert "Registered" in page
        assert f"Registration {Registration.objects.get().pk}" in page
        assert "a participant" in page
        for secret in SECRETS:
            assert secret not in page


def test_every_line_that_registration_writes_has_words_and_tells_no_text() -> None:
    for action, key in TOLD:
        if action.startswith("registration."):
            assert TOLD[action, key]("Jonas Secretman") is None


def test_who_left_the_team_is_named_as_such_and_who_left_the_site_is_not(
    lead: Client, edition: Edition
) -> None:
    former, gone = UserFactory(first_name="Ada", last_name="Former"), UserFactory(last_name="Gone")
    log(edition, "editions.archive", user=former)
    log(edition, "editions.unarchive", user=gone)
    gone.delete()
    told = lines(lead, edition)
    assert any(line.endswith("Archived Edition Ada Former, no longer of the team") for line in told)
    assert any(
        line.endswith("Taken out of the archive Edition somebody whose account is gone") for line in told
    )


def test_a_role_of_the_team_is_told_with_the_address_and_an_attendees_without(
    lead: Client, edition: Edition
) -> None:
    give_role(edition, UserFactory(email="helper@example.org"), Role.PROGRAMME, by=None)
    give_role(edition, UserFactory(email="guest@example.org"), Role.ATTENDEE, by=None)
    told = "\n".join(lines(lead, edition))
    assert "Programme · helper@example.org" in told
    assert "Attendee" in told
    assert "guest@example.org" not in told


def test_what_is_deleted_is_still_told(lead: Client, edition: Edition, edition_page: Any) -> None:
    room = RoomFactory(edition=edition, name="Blue hall")
    lead.post(f"/admin/rooms/delete/{room.pk}/")
    keeper = Client()
    keeper.force_login(UserFactory(is_superuser=True))
    page = make_edition_pages(edition, by=None).get_children().first()
    keeper.post(f"/admin/pages/{page.pk}/delete/")
    told = "\n".join(lines(lead, edition))
    assert "Deleted Room “Blue hall”" in told
    assert f"Page deleted Edition Page “{page.title}”" in told


def test_a_change_tells_the_fields_and_plain_values(lead: Client, edition: Edition) -> None:
    edition.starts_on = date(2027, 5, 11)
    log(
        edition,
        "wagtail.edit",
        data={"fields": ["starts_on", "theme"], "values": {"starts_on": ["2027-05-12", "2027-05-11"]}},
    )
    assert "first day · theme · first day: 2027-05-12 → 2027-05-11" in lines(lead, edition)[0]


def test_a_form_writes_what_it_changed_without_texts(lead: Client, edition: Edition) -> None:
    room = RoomFactory(edition=edition, name="Blue hall", sort_order=1)
    page = html.fromstring(lead.get(f"/admin/rooms/edit/{room.pk}/").content)
    form = next(form for form in page.forms if form.get("action", "").endswith(f"/edit/{room.pk}/"))
    lead.post(f"/admin/rooms/edit/{room.pk}/", dict(form.form_values()) | {"name": "Green hall"})
    entry = ModelLogEntry.objects.filter(action="wagtail.edit").latest("pk")
    assert entry.data == {"fields": ["name"]}
    assert "name" in lines(lead, edition)[0]


def test_a_task_is_told_by_what_it_is_called_now(lead: Client, edition: Edition) -> None:
    make_checklist(edition, by=None)
    task = ChecklistTask.objects.get(edition=edition, code="T01")
    tick(task, TaskState.DONE, "", by=None)
    ChecklistTask.objects.filter(pk=task.pk).update(title="Say who hosts")
    told = lines(lead, edition)
    assert any("Say who hosts Done" in line for line in told)
    ChecklistTask.objects.filter(pk=task.pk).delete()
    assert any("a task that is gone" in line for line in lines(lead, edition))


def test_it_narrows_by_person_kind_and_day(edition: Edition, home_page: Any) -> None:
    client, user = member_of(edition)
    SlotFactory(edition=edition)
    with time_machine.travel(datetime(2027, 1, 16, 22, 30, tzinfo=UTC), tick=False):
        release(edition, "", by=user)
    make_edition_pages(edition, by=None)
    assert all("Agenda released" in line for line in lines(client, edition, f"?user={user.pk}"))
    assert len(lines(client, edition, "?kind=agenda.")) == 1
    assert all("Page “" in line for line in lines(client, edition, "?kind=pages"))
    assert len(lines(client, edition, "?day=2027-01-17")) == 1
    assert lines(client, edition, "?day=2027-01-16") == []
    assert (
        "Nothing like that was done"
        in client.get(f"/admin/editions/{edition.pk}/trail/?day=2020-01-01").content.decode()
    )


@pytest.mark.parametrize(
    "query",
    ["?user=x", "?user=99999999999999999999", "?kind=nonsense", "?day=2027-02-31", "?page=x", "?page=9"],
)
def test_nonsense_in_the_address_narrows_nothing(lead: Client, edition: Edition, query: str) -> None:
    assert len(lines(lead, edition, query)) == len(lines(lead, edition))


def test_long_trails_have_pages(lead: Client, edition: Edition) -> None:
    for number in range(60):
        log(edition, "agenda.release", data={"number": number}, timestamp=NOW + timedelta(minutes=number))
    first, second = lines(lead, edition), lines(lead, edition, "?page=2")
    assert (len(first), len(second)) == (50, 11)
    assert "Release 59" in first[0]
    assert "Release 9" in second[0]


def test_the_export_holds_everything_and_no_formula(lead: Client, edition: Edition) -> None:
    SlotFactory(edition=edition)
    slot = SlotFactory(edition=edition, title='=HYPERLINK("http://evil.example")')
    log(slot, "wagtail.edit", title='=HYPERLINK("http://evil.example")')
    cancel(edition, "=1+1", by=None)
    text = b"".join(lead.get(f"/admin/editions/{edition.pk}/trail.csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["When", "Who", "What", "About", "More"]
    assert len(rows) == ModelLogEntry.objects.count()  # the heads stand for the line about the export itself
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert ModelLogEntry.objects.filter(action="home.export_trail", data={"count": len(rows) - 1}).exists()


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.READER, Role.CHECKIN_HELPER])
def test_others_than_who_leads_do_not_see_it(edition: Edition, role: Role) -> None:
    client = member_of(edition, role)[0]
    for address in ("trail/", "trail.csv"):
        answer = client.get(f"/admin/editions/{edition.pk}/{address}")
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_it_costs_the_same_for_3_and_300_lines(lead: Client, edition: Edition, home_page: Any) -> None:
    start_page = make_edition_pages(edition, by=None)
    person = Registration.objects.create(edition=edition, email="p@example.org")
    own = ChecklistTask.objects.create(edition=edition, title="Own")

    def cost(count: int) -> list[int]:
        ModelLogEntry.objects.all().delete()
        PageLogEntry.objects.all().delete()
        for number in range(count):
            more = {"user": UserFactory(is_superuser=True), "timestamp": NOW - timedelta(minutes=number)}
            log(SlotFactory(edition=edition), "wagtail.edit", **more)
            log(person, "registration.cancel", **more)
            log(edition, "editions.tick_task", data={"task": own.pk, "state": "done"}, **more)
            log(start_page if number % 2 else start_page.get_children().first(), "wagtail.edit", **more)
        found = []
        for address in ("trail/", "trail.csv"):
            b"".join(lead.get(f"/admin/editions/{edition.pk}/{address}"))  # kinds of records are read once
            with CaptureQueriesContext(connection) as queries:
                b"".join(lead.get(f"/admin/editions/{edition.pk}/{address}"))
            found.append(len(queries))
        return found

    assert cost(1) == cost(75)
