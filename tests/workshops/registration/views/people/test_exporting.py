"""Lists that leave the site: no more than their purpose needs, harmless, and each written down."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import MemberFactory
from tests.workshops.registration.desk_posts import address, organiser_of, said
from tests.workshops.registration.people_samples import ask, make_many
from tests.workshops.registration.samples import make_desk, make_session, register_one
from tests.workshops.registration.views.test_ticket_payloads import PAYLOADS, write
from workshops.registration.exports.lists.purposes import PURPOSES
from workshops.registration.models import Extra, Registration, RegistrationDesk
from workshops.registration.sightings import KINDS, lines_of

pytestmark = pytest.mark.django_db

SECRETS = ("Secretvegan", "Secretramp", "ona@secret.example", "Secretanswer")


@pytest.fixture
def desk() -> RegistrationDesk:
    desk = make_desk()
    ask(desk, "arrival", label="When do you arrive?")
    ask(desk, "hobby", label="Your hobby")
    dinner = Extra.objects.create(desk=desk, title="Dinner")
    session = make_session(desk, title="Parcels", seats=1)
    register_one(
        desk,
        "ona@secret.example",
        badge_name="Ona",
        member=MemberFactory(name="Centre", eu_code="EL"),
        diet="Secretvegan",
        access_needs="Secretramp",
        needs_consent=True,
        answers={"arrival": "Monday", "hobby": "Secretanswer"},
        extras=(dinner.pk,),
        sessions=(session.pk,),
    )
    register_one(desk, "jonas@example.org", badge_name="Jonas", organisation="Office", sessions=(session.pk,))
    register_one(
        desk,
        "zoe@example.org",
        badge_name="Zoe",
        diet="secretVegan ",
        needs_consent=True,
        extras=(dinner.pk,),
    )
    return desk


@pytest.fixture
def client(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def take(client: Client, desk: RegistrationDesk, purpose: str, form: str = "json", **more: Any) -> Any:
    return client.post(address(desk, f"exports/{purpose}/"), {"format": form, **more})


def content(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return b"".join(answer.streaming_content)


def rows(client: Client, desk: RegistrationDesk, purpose: str, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(content(take(client, desk, purpose, **more)))
    return found


def test_the_caterer_gets_numbers_and_nothing_of_anybody(client: Client, desk: RegistrationDesk) -> None:
    found = [(row["where"], row["diet"], row["people"]) for row in rows(client, desk, "caterer")]
    assert found == [
        ("Everybody", "in all", 3),
        ("Everybody", "Secretvegan", 2),
        ("Everybody", "nothing told", 1),
        ("Dinner", "in all", 2),
        ("Dinner", "Secretvegan", 2),
    ]


def test_who_cancelled_does_not_eat(client: Client, desk: RegistrationDesk) -> None:
    Registration.objects.filter(badge_name="Zoe").update(state="cancelled")
    assert rows(client, desk, "caterer")[0]["people"] == 2
    assert {
        row["where"]: row["people"] for row in rows(client, desk, "caterer") if row["diet"] == "in all"
    } == {
        "Everybody": 2,
        "Dinner": 1,
    }


def test_access_needs_go_to_those_who_prepare_the_rooms_alone(client: Client, desk: RegistrationDesk) -> None:
    assert rows(client, desk, "access") == [{"name": "Ona", "access_needs": "Secretramp", "seats": "Parcels"}]


@pytest.mark.parametrize("purpose", ["hotel", "badges", "door", "grant", "full"])
@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_no_other_list_tells_more_than_it_needs(
    client: Client, desk: RegistrationDesk, purpose: str, form: str
) -> None:
    told = content(take(client, desk, purpose, form))
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(told))
        told = str([[cell.value for cell in row] for row in book.active.rows]).encode()
    assert b"Ona" in told
    for secret in SECRETS:
        assert secret.lower() not in told.decode().lower(), secret


def test_the_hotel_gets_the_answers_that_were_ticked(client: Client, desk: RegistrationDesk) -> None:
    found = rows(client, desk, "hotel", columns=["q-arrival"])
    assert {"name": "Ona", "country": "EL", "q-arrival": "Monday"} in found
    assert take(client, desk, "hotel", columns=["email"]).status_code == 400


def test_the_door_of_one_session_knows_who_has_a_seat(client: Client, desk: RegistrationDesk) -> None:
    other = make_session(desk, title="Claims", hour=4)
    found = rows(client, desk, "door")
    assert [(row["name"], row["seat"]) for row in found] == [("Ona", "Confirmed"), ("Jonas", "Waiting")]
    assert rows(client, desk, "door", session=str(other.pk)) == []
    assert take(client, desk, "door", session="99999").status_code == 400


def test_the_full_list_is_narrowed_as_one_came(client: Client, desk: RegistrationDesk) -> None:
    page = said(client.get(address(desk, "exports/?q=jonas")))
    assert "Narrowed as you came: 1 registration." in page
    found = rows(client, desk, "full", query="q=jonas", columns=["email", "seats"])
    assert found == [{"name": "Jonas", "email": "jonas@example.org", "seats": "Parcels (Waiting)"}]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_list_is_written_down_with_what_and_how_many(
    client: Client, desk: RegistrationDesk, purpose: str
) -> None:
    people = {"access": 1, "door": 2}.get(purpose, 3)
    answer = take(client, desk, purpose, "csv")
    [line] = [line for line in lines_of(desk.edition) if line.action == "registration.export"]
    assert line.data == {"what": purpose, "count": people}
    assert purpose in KINDS
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("purpose", ["caterer", "access"])
def test_needs_leave_the_site_only_until_their_end(
    client: Client, desk: RegistrationDesk, purpose: str
) -> None:
    RegistrationDesk.objects.update(needs_erased_at=timezone.now())
    assert take(client, desk, purpose).status_code == 409
    RegistrationDesk.objects.update(needs_erased_at=None)
    with time_machine.travel(datetime(2027, 6, 20, tzinfo=UTC)):
        late = organiser_of(desk.edition)
        answer = take(late, desk, purpose)
        assert answer.status_code == 409
        assert "until a month after the event, and that is over" in said(answer)
        assert take(late, desk, "badges").status_code == 200


def test_a_list_that_there_is_not_is_not_found(client: Client, desk: RegistrationDesk) -> None:
    assert take(client, desk, "everything").status_code == 404
    assert take(client, desk, "full", "exe").status_code == 400


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_list_costs_the_same_for_3_and_300(client: Client, desk: RegistrationDesk, purpose: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            content(take(client, desk, purpose, "csv"))
        return len(captured)

    cost()
    few = cost()
    make_many(desk, 300)
    Registration.objects.update(access_needs="A ramp")
    assert cost() == few


@pytest.mark.sweeps
@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_somebody_wrote_becomes_active(payload: str) -> None:
    desk = make_desk()
    ask(desk, "about", label="About", kind="long_text")
    host = organiser_of(desk.edition)
    write(register_one(desk, "ona@example.org", badge_name="plain"), payload)
    for purpose, columns in (
        ("full", ["q-about", "affiliation", "function"]),
        ("badges", []),
        ("access", []),
    ):
        sent = {"columns": columns}
        told = content(take(host, desk, purpose, "csv", **sent)).decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(told, newline="")))
        assert len(table) == 2
        assert not [cell for row in table for cell in row if cell.lstrip()[:1] in tuple("=+-@\t\r|%")]
        book = openpyxl.load_workbook(io.BytesIO(content(take(host, desk, purpose, "xlsx", **sent))))
        cells = [cell for row in book.active.rows for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert not [cell for cell in cells if cell.data_type == "n" and cell.value is not None]
        assert not [cell for cell in cells if cell.hyperlink]
        assert len(json.loads(content(take(host, desk, purpose, "json", **sent)))) == 1
