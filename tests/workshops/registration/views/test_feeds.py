"""The personal calendar: right, followed by every change, kept by nobody else, shut off at wish."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Slot
from core.publishing.enums import Audience
from tests.factories import SlotFactory, UserFactory
from tests.workshops.registration.samples import NINE, make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import ending, seats
from workshops.registration.models import Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


def text(answer: HttpResponse) -> str:
    """The page, its white space made single."""
    return " ".join(answer.content.decode().split())


def feed(client: Client, registration: Registration, **headers: str) -> HttpResponse:
    return client.get(reverse("my_agenda"), {"token": registration.feed_key}, headers=headers)


def cost(client: Client, registration: Registration) -> int:
    """Queries of the calendar and of the page beside it, when what is kept in the process is known."""
    page = reverse("ticket_agenda", args=[registration.ticket])
    feed(client, registration)
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert feed(client, registration).status_code == 200
        assert client.get(page).status_code == 200
    return len(queries)


def entries(client: Client, registration: Registration) -> dict[str, Any]:
    """What the calendar holds, by title: status, SEQUENCE, LAST-MODIFIED and UID."""
    answer = feed(client, registration)
    assert answer.status_code == 200
    return {
        str(event["SUMMARY"]): (
            str(event["STATUS"]),
            event["SEQUENCE"],
            event["LAST-MODIFIED"].dt,
            str(event["UID"]),
        )
        for event in Calendar.from_ical(answer.content).events
    }


@pytest.fixture
def desk() -> RegistrationDesk:
    desk = make_desk()
    SlotFactory(edition=desk.edition, title="Opening", starts_at=NINE - timedelta(hours=1), ends_at=NINE)
    SlotFactory(
        edition=desk.edition,
        title="Dinner",
        kind=SlotKind.SOCIAL,
        audience=Audience.ATTENDEES,
        starts_at=NINE + timedelta(hours=9),
        ends_at=NINE + timedelta(hours=12),
    )
    for hour, title in enumerate(("Parcels", "Rights", "Travel")):
        make_session(desk, 2, hour=hour, title=title)
    release(desk.edition, "First", UserFactory())
    return desk


def session(title: str) -> Session:
    return Session.objects.select_related("slot__edition").get(slot__title=title)


def test_it_holds_what_is_for_all_and_ones_own_seats(client: Client, desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    seats.book(ona, session("Parcels"))
    other = register_one(desk, "b@example.org")
    seats.book(other, session("Rights"))
    assert set(entries(client, ona)) == {"Opening", "Dinner", "Parcels"}
    assert set(entries(client, other)) == {"Opening", "Dinner", "Rights"}
    made = Calendar.from_ical(feed(client, ona).content)
    assert made["X-WR-CALNAME"] == "Cooperation Day 2027: my agenda"
    assert [str(zone["TZID"]) for zone in made.timezones] == ["Europe/Vilnius"]


def test_a_place_in_a_line_is_not_in_it_until_it_is_a_seat(client: Client, desk: RegistrationDesk) -> None:
    people = [register_one(desk, f"{name}@example.org") for name in "abc"]
    for one in people:
        seats.book(one, session("Parcels"))
    assert "Parcels" not in entries(client, people[2])
    seats.leave(people[0], session("Parcels"))
    assert entries(client, people[2])["Parcels"][0] == "CONFIRMED"


def test_every_change_of_a_seat_is_a_change_that_calendars_notice(
    client: Client, desk: RegistrationDesk
) -> None:
    ona, parcels = register_one(desk), session("Parcels")
    told = []
    for step, act in enumerate((seats.book, seats.leave, seats.book, seats.leave)):
        with time_machine.travel(datetime(2027, 1, 1, 12, step, tzinfo=UTC), tick=False):
            act(ona, parcels)
        told.append(entries(client, ona)["Parcels"])
    assert [status for status, *_rest in told] == ["CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED"]
    numbers = [number for _status, number, *_rest in told]
    assert numbers == sorted(set(numbers))
    assert [at for *_rest, at, _uid in told] == [
        datetime(2027, 1, 1, 12, step, tzinfo=UTC) for step in range(4)
    ]
    assert {uid for *_rest, uid in told} == {str(parcels.slot.uid)}


def test_a_release_is_a_change_on_top_of_those_of_the_seat(client: Client, desk: RegistrationDesk) -> None:
    ona, parcels = register_one(desk), session("Parcels")
    seats.book(ona, parcels)
    before = entries(client, ona)
    Slot.objects.filter(pk=parcels.slot_id).update(title="Parcels, lost")
    Slot.objects.filter(title="Opening").delete()
    release(desk.edition, "Second", UserFactory())
    after = entries(client, ona)
    assert after["Parcels, lost"][1] == before["Parcels"][1] + 1
    assert after["Parcels, lost"][3] == before["Parcels"][3]
    assert after["Opening"][0] == "CANCELLED"
    assert after["Opening"][1] > before["Opening"][1]
    assert after["Dinner"] == before["Dinner"]


def test_swapping_cancels_the_one_and_brings_the_other(client: Client, desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    seats.book(ona, session("Parcels"))
    seats.swap(ona, session("Parcels"), session("Rights"))
    after = entries(client, ona)
    assert (after["Parcels"][0], after["Rights"][0]) == ("CANCELLED", "CONFIRMED")


def test_of_a_cancelled_registration_everything_is_cancelled(client: Client, desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    seats.book(ona, session("Parcels"))
    before = entries(client, ona)
    ending.cancel(ona)
    after = entries(client, ona)
    assert {status for status, *_rest in after.values()} == {"CANCELLED"}
    assert set(after) == set(before)
    assert [title for title in before if after[title][1] <= before[title][1]] == []


def test_who_waits_for_a_place_has_a_valid_empty_calendar(client: Client, desk: RegistrationDesk) -> None:
    RegistrationDesk.objects.update(total_places=1)
    register_one(desk, "a@example.org")
    assert entries(client, register_one(desk)) == {}


def test_before_the_first_release_it_is_empty_and_valid(client: Client) -> None:
    assert entries(client, register_one(make_desk())) == {}


class TestAnswer:
    def test_it_is_asked_again_with_its_tag(self, client: Client, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        first = feed(client, ona)
        assert first["Content-Type"] == "text/calendar; charset=utf-8"
        assert first["Cache-Control"] == "private, no-cache"
        assert first["Referrer-Policy"] == "no-referrer"
        again = feed(client, ona, **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        seats.book(ona, session("Parcels"))
        changed = feed(client, ona, **{"If-None-Match": first["ETag"]})
        assert changed.status_code == 200
        assert changed["ETag"] != first["ETag"]

    def test_it_is_the_same_for_everybody_who_asks(self, client: Client, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        signed_in = Client()
        signed_in.force_login(UserFactory())
        assert feed(client, ona).content == feed(signed_in, ona).content
        assert not feed(client, ona).cookies

    def test_it_names_no_person(self, client: Client, desk: RegistrationDesk) -> None:
        ona = register_one(desk, badge_name="Canary Kanarienvogel")
        seats.book(ona, session("Parcels"))
        content = feed(client, ona).content
        assert b"Canary" not in content
        assert b"ona@example.org" not in content
        assert ona.ticket.encode() not in content

    @pytest.mark.parametrize("token", ["", "x", "\x00", "x" * 5000, "ticket"])
    def test_a_wrong_key_opens_nothing(self, client: Client, desk: RegistrationDesk, token: str) -> None:
        ona = register_one(desk)
        wanted = ona.ticket if token == "ticket" else token
        assert client.get(reverse("my_agenda"), {"token": wanted}).status_code == 404
        assert client.get(reverse("my_agenda")).status_code == 404

    def test_the_key_of_the_calendar_opens_no_registration(
        self, client: Client, desk: RegistrationDesk
    ) -> None:
        ona = register_one(desk)
        assert client.get(reverse("ticket", args=[ona.feed_key])).status_code == 404

    def test_it_costs_the_same_for_many(self, client: Client, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        seats.book(ona, session("Parcels"))
        cost(client, ona)  # what is kept for everybody is made once
        few = cost(client, ona)
        for title in ("Rights", "Travel"):
            seats.book(ona, session(title))
        for hour in range(3, 9):
            seats.book(ona, make_session(desk, hour=hour))
        release(desk.edition, "Second", UserFactory())
        assert cost(client, ona) == few


class TestShuttingOff:
    def test_the_old_address_opens_nothing_and_the_page_shows_the_new_one(
        self, client: Client, desk: RegistrationDesk
    ) -> None:
        ona = register_one(desk)
        answer = client.post(reverse("ticket_new_feed", args=[ona.ticket]))
        assert answer.status_code == 303
        new = Registration.objects.get(pk=ona.pk)
        assert feed(client, ona).status_code == 404
        assert feed(client, new).status_code == 200
        page = text(client.get(answer["Location"].partition("#")[0]))
        assert f"/my/agenda.ics?token={new.feed_key}" in page
        assert "The old address is shut off." in page

    def test_looking_at_it_shuts_nothing_off(self, client: Client, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        assert client.get(reverse("ticket_new_feed", args=[ona.ticket])).status_code == 405
        assert feed(client, ona).status_code == 200


class TestPage:
    def test_it_shows_ones_own_agenda(self, client: Client, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        seats.book(ona, session("Rights"))
        page = text(client.get(reverse("ticket_agenda", args=[ona.ticket])))
        for told in (
            "Opening",
            "Dinner",
            "Rights",
            "10:00",
            f"token={ona.feed_key}",
            "Europe/Vilnius, UTC+3",
        ):
            assert told in page
        assert "Parcels" not in page
        assert "webcal://" in page

    def test_before_the_first_release_it_says_so(self, client: Client) -> None:
        ona = register_one(make_desk())
        assert "The agenda is not published yet." in text(
            client.get(reverse("ticket_agenda", args=[ona.ticket]))
        )
