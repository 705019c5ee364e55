"""Seats that are offered: accepted or declined by the ticket, once, and by nobody else."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import seats
from workshops.registration.enums import BookingState, Promotion
from workshops.registration.models import Booking, Registration

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


class TestOffers:
    @pytest.fixture
    def waiting(self) -> tuple[Registration, Session, Registration]:
        """Who was offered the one seat, which, and who waits behind them."""
        desk = make_desk(promotion=Promotion.BY_OFFER, offer_hours=5)
        session = make_session(desk, title="Parcels")
        first, second, third = (register_one(desk, f"{name}@example.org") for name in "abc")
        for one in (first, second, third):
            seats.book(one, session)
        seats.leave(first, session)
        return second, session, third

    def test_an_offer_stands_on_the_overview_with_its_deadline_in_the_editions_zone(
        self, client: Client, waiting: tuple[Registration, Session, Registration]
    ) -> None:
        second, _session, _third = waiting
        until = Booking.objects.get(registration=second).offered_until
        assert until
        local = until.astimezone(second.edition.zone)
        for name in ("ticket", "ticket_seats"):
            page = text(client.get(address(second, name)))
            assert f"is kept for you until {local.day} {local:%B %Y}, {local:%H:%M}" in page
            assert "Accept the seat" in page

    def test_it_is_accepted_once(
        self, client: Client, waiting: tuple[Registration, Session, Registration]
    ) -> None:
        second, session, _third = waiting
        for _ in range(2):
            assert wish(client, second, "accept", session).status_code == 303
        assert states(second) == {"Parcels": "confirmed"}

    def test_declined_it_goes_to_the_next(
        self, client: Client, waiting: tuple[Registration, Session, Registration]
    ) -> None:
        second, session, third = waiting
        for _ in range(2):
            assert wish(client, second, "decline", session).status_code == 303
        assert states(second) == {}
        assert states(third) == {"Parcels": "offered"}

    def test_declining_gives_up_no_seat_that_was_accepted(
        self, client: Client, waiting: tuple[Registration, Session, Registration]
    ) -> None:
        second, session, _third = waiting
        wish(client, second, "accept", session)
        assert wish(client, second, "decline", session).status_code == 409
        assert states(second) == {"Parcels": "confirmed"}

    def test_one_that_lapsed_is_refused_in_words(
        self, client: Client, waiting: tuple[Registration, Session, Registration]
    ) -> None:
        second, session, _third = waiting
        Booking.objects.filter(registration=second).update(offered_until="2026-01-01T00:00Z")
        answer = wish(client, second, "accept", session)
        assert answer.status_code == 409
        assert "it may have been offered to the next in line" in text(answer)

    def test_nobody_accepts_what_was_offered_to_another(
        self, client: Client, waiting: tuple[Registration, Session, Registration]
    ) -> None:
        second, session, third = waiting
        assert wish(client, third, "accept", session).status_code == 409
        assert states(second) == {"Parcels": "offered"}
