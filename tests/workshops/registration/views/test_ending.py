"""Cancelling, handing on and erasing by the ticket: asked once more, done once."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories import MemberFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import seats
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Booking, Extra, ExtraChoice, MailDomain, Registration, SeatEvent
from workshops.registration.own_records import was_handed_to

pytestmark = pytest.mark.django_db


def text(answer: HttpResponse) -> str:
    """The page, its white space made single."""
    return " ".join(answer.content.decode().split())


def address(registration: Registration, name: str) -> str:
    return reverse(name, args=[registration.ticket])


class TestCancelling:
    def test_it_says_what_is_lost_and_changes_nothing_by_being_looked_at(self, client: Client) -> None:
        desk = make_desk()
        session, ona = make_session(desk, title="Parcels"), register_one(desk)
        seats.book(ona, session)
        dinner = Extra.objects.create(desk=desk, title="Dinner at the Town Hall")
        ExtraChoice.objects.create(extra=dinner, registration=ona)
        page = text(client.get(address(ona, "ticket_cancel")))
        for told in (
            "your place at Cooperation Day 2027",
            "“Parcels”",
            "Dinner at the Town Hall",
            "your ticket",
        ):
            assert told in page
        ona.refresh_from_db()
        assert ona.is_active

    def test_pressed_twice_it_is_done_once(
        self, client: Client, mailoutbox: list[EmailMultiAlternatives]
    ) -> None:
        desk = make_desk()
        session = make_session(desk, title="Parcels")
        ona, next_one = register_one(desk), register_one(desk, "b@example.org")
        seats.book(ona, session)
        seats.book(next_one, session)
        mailoutbox.clear()
        for _ in range(2):
            answer = client.post(address(ona, "ticket_cancel"))
            assert (answer.status_code, answer["Location"]) == (303, address(ona, "ticket"))
        ona.refresh_from_db()
        assert ona.state == RegistrationState.CANCELLED
        assert len([mail for mail in mailoutbox if mail.to == ["ona@example.org"]]) == 1
        assert Booking.objects.get(registration=next_one).state == "confirmed"


class TestHandingOn:
    @pytest.fixture
    def ona(self) -> Registration:
        desk = make_desk()
        ona = register_one(
            desk,
            member=MemberFactory(name="Centre of Latvia"),
            diet="Nuts",
            needs_consent=True,
            answers={"a": "b"},
        )
        seats.book(ona, make_session(desk, title="Parcels"))
        return ona

    def hand_on(self, client: Client, ona: Registration, **more: str) -> HttpResponse:
        sent = {"email": "jonas@example.org", "badge_name": "Jonas Example"} | more
        return client.post(address(ona, "ticket_transfer"), sent)

    def test_the_colleague_gets_place_and_seats_and_a_ticket_of_their_own(
        self, client: Client, ona: Registration, mailoutbox: list[EmailMultiAlternatives]
    ) -> None:
        mailoutbox.clear()
        answer = self.hand_on(client, ona)
        assert answer.status_code == 303
        assert "The registration was handed on" in text(client.get(answer["Location"]))
        handed = Registration.objects.get(pk=ona.pk)
        assert (handed.email, handed.badge_name, handed.member) == (
            "jonas@example.org",
            "Jonas Example",
            ona.member,
        )
        assert (handed.diet, handed.answers) == ("", {})
        assert Booking.objects.get(registration=handed).state == "confirmed"
        assert client.get(address(ona, "ticket")).status_code == 404
        assert client.get(reverse("my_agenda"), {"token": ona.feed_key}).status_code == 404
        assert client.get(address(handed, "ticket")).status_code == 200
        to_ona = [str(mail.message()) for mail in mailoutbox if mail.to == ["ona@example.org"]]
        assert to_ona
        assert not [mail for mail in to_ona if handed.ticket in mail]

    def test_an_address_that_is_registered_is_refused_beside_the_field(
        self, client: Client, ona: Registration
    ) -> None:
        register_one(ona.edition.desk, "jonas@example.org")
        answer = self.hand_on(client, ona)
        assert answer.status_code == 409
        page = text(answer)
        assert "Somebody with this e-mail address is registered already." in page
        assert 'value="Jonas Example"' in page
        ona.refresh_from_db()
        assert ona.email == "ona@example.org"

    @pytest.mark.parametrize(
        "wrong", [{"email": "jonas"}, {"email": ""}, {"badge_name": " \x00 "}, {"badge_name": "x" * 121}]
    )
    def test_what_is_missing_is_said_and_nothing_typed_is_lost(
        self, client: Client, ona: Registration, wrong: dict[str, str]
    ) -> None:
        answer = self.hand_on(client, ona, **wrong)
        assert answer.status_code == 400
        kept = "Jonas Example" if "email" in wrong else "jonas@example.org"
        assert f'value="{kept}"' in text(answer)

    def test_it_stays_among_the_addresses_that_the_host_listed_for_the_member(
        self, client: Client, ona: Registration
    ) -> None:
        MailDomain.objects.create(desk=ona.edition.desk, domain="ecc.example", member=ona.member)
        answer = self.hand_on(client, ona)
        assert answer.status_code == 400
        assert "Write an address that ends in @ecc.example." in text(answer)
        assert self.hand_on(client, ona, email="jonas@ECC.example").status_code == 303

    def test_two_presses_at_the_same_moment_find_it_done(self, client: Client, ona: Registration) -> None:
        """Both were let in by the old ticket; the second finds that the first has done it."""
        self.hand_on(client, ona)
        assert was_handed_to(ona, " Jonas@example.org ")
        assert not was_handed_to(Registration.objects.get(pk=ona.pk), "jonas@example.org")

    def test_unexpected_fields_change_nothing_else(self, client: Client, ona: Registration) -> None:
        other = MemberFactory()
        more = {
            "member": str(other.pk),
            "role": "speaker",
            "state": "waiting",
            "edition": "7",
            "is_listed": "on",
        }
        self.hand_on(client, ona, **more)
        handed = Registration.objects.get(pk=ona.pk)
        assert (handed.member, handed.role, handed.state, handed.is_listed) == (
            ona.member,
            "delegate",
            "confirmed",
            False,
        )


class TestErasing:
    def test_it_asks_first_and_then_the_ticket_opens_nothing(self, client: Client) -> None:
        desk = make_desk()
        session, ona = make_session(desk), register_one(desk, badge_name="Canary Kanarienvogel")
        seats.book(ona, session)
        assert "This cannot be undone." in text(client.get(address(ona, "ticket_erase")))
        assert Registration.objects.filter(pk=ona.pk).exists()
        answer = client.post(address(ona, "ticket_erase"))
        assert answer.status_code == 303
        assert "Your data is erased" in text(client.get(answer["Location"]))
        for name in ("ticket", "ticket_seats", "ticket_data", "ticket_erase"):
            assert client.get(address(ona, name)).status_code == 404
        assert client.get(reverse("my_agenda"), {"token": ona.feed_key}).status_code == 404
        assert not Registration.objects.filter(badge_name__contains="Canary").exists()
        assert not SeatEvent.objects.filter(registration__isnull=False).exists()

    def test_a_cancelled_one_can_be_erased_too(self, client: Client) -> None:
        ona = register_one(make_desk())
        client.post(address(ona, "ticket_cancel"))
        assert client.post(address(ona, "ticket_erase")).status_code == 303
        assert client.get(address(ona, "ticket")).status_code == 404
