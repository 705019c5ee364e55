"""Seats by the ticket's address: plain forms, each wish once, and a refusal loses nothing."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from tests.factories import EditionFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import seats
from workshops.registration.enums import BookingState, SeatMode
from workshops.registration.models import Booking, Registration, SeatEvent, SeatReserve

pytestmark = pytest.mark.django_db


def address(registration: Registration, name: str = "ticket_seats") -> str:
    return reverse(name, args=[registration.ticket])


def wish(
    client: Client, registration: Registration, what: str, session: Session, **more: object
) -> HttpResponse:
    return client.post(address(registration), {"wish": what, "session": session.pk, **more})


def text(answer: HttpResponse) -> str:
    """The page, its white space made single."""
    return " ".join(answer.content.decode().split())


def states(registration: Registration) -> dict[str, str]:
    rows = Booking.objects.filter(registration=registration).exclude(state=BookingState.RELEASED)
    return dict(rows.values_list("session__slot__title", "state"))


def test_a_seat_is_taken_and_told_after_a_redirect(client: Client) -> None:
    desk = make_desk()
    session, ona = make_session(desk, title="Parcels"), register_one(desk)
    answer = wish(client, ona, "book", session)
    assert answer.status_code == 303
    assert answer["Location"].startswith(address(ona))
    page = text(client.get(answer["Location"].partition("#")[0]))
    assert "You have a seat in “Parcels” (Wednesday 12 May" in page
    assert states(ona) == {"Parcels": "confirmed"}


def test_pressing_twice_takes_one_seat_and_sends_one_mail(client: Client, mailoutbox: list) -> None:
    desk = make_desk()
    session, ona = make_session(desk, title="Parcels"), register_one(desk)
    before = len(mailoutbox)
    for _ in range(2):
        assert wish(client, ona, "book", session).status_code == 303
    assert Booking.objects.count() == 1
    assert len(mailoutbox) == before + 1
    for _ in range(2):
        assert wish(client, ona, "leave", session).status_code == 303
    assert states(ona) == {}
    assert SeatEvent.objects.filter(kind="left").count() == 1


def test_the_line_is_joined_with_its_place(client: Client) -> None:
    desk = make_desk()
    session = make_session(desk, 1, title="Parcels")
    for name in ("a", "b"):
        seats.book(register_one(desk, f"{name}@example.org"), session)
    ona = register_one(desk)
    page = text(client.get(address(ona)))
    assert "Join the line" in page
    assert "1 person waits" in page
    wish(client, ona, "book", session)
    page = text(client.get(address(ona)))
    assert "You are number 2 in the line." in page
    assert "Leave the line" in page


def test_overlapping_sessions_are_refused_with_both_names_beside_the_session(client: Client) -> None:
    desk = make_desk()
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, title="Rights")
    ona = register_one(desk)
    seats.book(ona, parcels)
    answer = wish(client, ona, "book", rights)
    page = text(answer)
    assert answer.status_code == 409
    sentence = "“Rights” and “Parcels” take place at the same time. Choose one of them."
    beside = page[page.index(f'id="session-{rights.pk}"') :]
    assert sentence in beside[: beside.index("</li>")]
    assert states(ona) == {"Parcels": "confirmed"}


def test_what_was_done_is_told_beside_its_session(client: Client) -> None:
    desk = make_desk()
    parcels = make_session(desk, title="Parcels")
    ona = register_one(desk)
    done = client.get(wish(client, ona, "book", parcels)["Location"])
    (told,) = html.fromstring(done.content).xpath("//*[@role='status']")
    assert told.xpath(f"ancestor::li[@id='session-{parcels.pk}']")
    assert "You have a seat in “Parcels”" in told.text_content()


@pytest.mark.parametrize(
    ("waited", "sentence"),
    [(False, "You have no seat in “Parcels”"), (True, "You do not wait for “Parcels”")],
)
def test_leaving_a_line_is_not_told_as_the_loss_of_a_seat(
    client: Client, mailoutbox: list[Any], waited: bool, sentence: str
) -> None:
    desk = make_desk()
    parcels = make_session(desk, title="Parcels")
    if waited:
        seats.book(register_one(desk, "b@example.org"), parcels)
    ona = register_one(desk)
    seats.book(ona, parcels)
    assert sentence in text(client.get(wish(client, ona, "leave", parcels)["Location"]))
    assert sentence in mailoutbox[-1].body


class TestRefusals:
    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"wish": "book"},
            {"wish": "book", "session": "x"},
            {"wish": "book", "session": "9" * 400},
            {"wish": "book", "session": "-1"},
            {"wish": "steal", "session": "1"},
            {"wish": "book\x00", "session": "1\x00"},
            {"wish": "book", "session": "1", "instead_of": "x"},
        ],
    )
    def test_what_is_no_wish_is_answered_with_the_page(self, client: Client, sent: dict[str, str]) -> None:
        ona = register_one(make_desk())
        answer = client.post(address(ona), sent)
        assert answer.status_code == 400
        assert "That was not understood." in text(answer)
        assert not Booking.objects.exists()

    def test_a_session_of_another_edition_does_not_exist_here(self, client: Client) -> None:
        ona = register_one(make_desk())
        foreign = make_session(make_desk(EditionFactory(ready_for_registration=True, year=2028)), title="X")
        own = make_session(ona.edition.desk, title="Parcels")
        seats.book(ona, own)
        for sent in (
            {"wish": "book", "session": foreign.pk},
            {"wish": "swap", "session": foreign.pk, "instead_of": own.pk},
            {"wish": "swap", "session": own.pk, "instead_of": foreign.pk},
            {"wish": "swap", "session": own.pk},
            {"wish": "leave", "session": foreign.pk},
        ):
            answer = client.post(address(ona), sent)
            assert answer.status_code == 404
            assert "That session does not exist any more." in text(answer)
        assert states(ona) == {"Parcels": "confirmed"}

    def test_a_session_that_has_begun_cannot_be_left(self, client: Client) -> None:
        desk = make_desk()
        session, ona = make_session(desk, title="Parcels"), register_one(desk)
        seats.book(ona, session)
        session.slot.starts_at = "2026-01-01T08:00Z"
        session.slot.save()
        answer = wish(client, ona, "leave", session)
        assert answer.status_code == 409
        assert "Seats in “Parcels” cannot be changed any more." in text(answer)
        assert "Give the seat up" not in text(answer)

    def test_who_waits_for_a_place_chooses_no_seat(self, client: Client) -> None:
        desk = make_desk(total_places=1)
        session = make_session(desk, title="Parcels")
        register_one(desk, "a@example.org")
        ona = register_one(desk)
        page = text(client.get(address(ona)))
        assert "You wait for a place yourself." in page
        assert "Take a seat" not in page
        assert wish(client, ona, "book", session).status_code == 409

    def test_where_seats_are_allotted_there_is_nothing_to_press(self, client: Client) -> None:
        desk = make_desk(seat_mode=SeatMode.RANKED)
        session, ona = make_session(desk, title="Parcels"), register_one(desk)
        page = text(client.get(address(ona)))
        assert "Seats are allotted later" in page
        assert "Take a seat" not in page
        assert wish(client, ona, "book", session).status_code == 409

    def test_unexpected_fields_change_nothing_else(self, client: Client) -> None:
        desk = make_desk()
        session, ona, other = make_session(desk), register_one(desk), register_one(desk, "b@example.org")
        more = {"registration": other.pk, "state": "waiting", "ticket": other.ticket, "seats": 99}
        client.post(
            address(ona), {"wish": "book", "session": session.pk, **more, "offered_until": "2030-01-01"}
        )
        booking = Booking.objects.get()
        assert (booking.registration_id, booking.state, booking.offered_until) == (ona.pk, "confirmed", None)
        session.refresh_from_db()
        assert session.seats == 1


class TestPage:
    def test_seats_kept_for_others_are_not_free(self, client: Client) -> None:
        desk = make_desk()
        session = make_session(desk, 2, title="Parcels")
        SeatReserve.objects.create(session=session, role="speaker", seats=2)
        ona, speaker = register_one(desk), register_one(desk, "s@example.org", role="speaker")
        assert "Join the line" in text(client.get(address(ona)))
        page = text(client.get(address(speaker)))
        assert "2 seats free" in page
        assert "Take a seat" in page

    def test_it_costs_the_same_for_many(self, client: Client) -> None:
        desk = make_desk()
        ona = register_one(desk)
        full = register_one(desk, "b@example.org")
        client.get(address(ona))  # what is kept in the process is read once

        def cost() -> int:

            with CaptureQueriesContext(
                connection,
            ) as taken:
                assert client.get(address(ona)).status_code == 200
                assert client.get(address(ona, "ticket")).status_code == 200
            return len(taken)

        first = make_session(desk, hour=0)
        seats.book(full, first)
        seats.book(ona, first)
        few = cost()
        for hour in range(1, 8):
            more = make_session(desk, hour=hour)
            SeatReserve.objects.create(session=more, role="speaker", seats=1)
            seats.book(full, more)
            seats.book(ona, more)
        assert cost() == few

    def test_there_is_a_sentence_where_there_are_no_sessions(self, client: Client) -> None:
        ona = register_one(make_desk())
        assert "There are no workshops to choose from yet." in text(client.get(address(ona)))

    @pytest.mark.parametrize("told", ["", "x", "0", "9" * 400, "1\x00", "²"])
    def test_what_the_address_says_was_done_is_looked_up(self, client: Client, told: str) -> None:
        desk = make_desk()
        session, other = make_session(desk, title="Parcels"), register_one(desk, "b@example.org")
        seats.book(other, session)
        ona = register_one(desk)
        answer = client.get(address(ona), {"told": told or str(session.pk)})
        assert answer.status_code == 200
        assert 'role="status"' not in text(answer)
