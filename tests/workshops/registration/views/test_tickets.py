"""The overview that a ticket opens: how things stand, what can be done, and nothing of anybody else."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories import EditionFactory, MemberFactory, UserFactory
from tests.workshops.registration.delegation_samples import PAGE, make_delegation, make_head
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.registration.actions import ending, seats
from workshops.registration.models import Registration

pytestmark = pytest.mark.django_db


def text(answer: HttpResponse) -> str:
    """The page, its white space made single."""
    return " ".join(answer.content.decode().split())


def address(registration: Registration, name: str = "ticket") -> str:
    return reverse(name, args=[registration.ticket])


def test_it_says_how_things_stand(client: Client) -> None:
    edition = EditionFactory(
        ready_for_registration=True, registration_opens_at=OPENED, venue_name="National Library"
    )
    desk = make_desk(edition)
    session = make_session(desk, title="Parcels")
    ona = register_one(desk, badge_name="Ona Rasa", member=MemberFactory(name="Centre of Latvia"))
    seats.book(ona, session)
    page = text(client.get(address(ona)))
    for told in (
        "You are registered",
        "Your ticket and all news go by mail to <bdi>ona@example.org</bdi>.",
        "Ona Rasa",
        "12–13 May 2027",
        "National Library, Vilnius, Lithuania",
        "Delegate",
        "Centre of Latvia",
        "Wednesday 12 May, 09:00",
        "Times are those of the venue (Europe/Vilnius).",
        'role="img" aria-label="QR code that opens this registration"><svg',
        "Hand it on to a colleague",
    ):
        assert told in page


def test_who_waits_reads_their_place(client: Client) -> None:
    desk = make_desk(total_places=1)
    register_one(desk, "a@example.org")
    register_one(desk, "b@example.org")
    ona = register_one(desk)
    page = text(client.get(address(ona)))
    assert "You are number 2 in the waiting list" in page
    assert "It admits you once you have a place." in page
    assert "You are registered" not in page
    assert "Choose and change seats" not in page


def test_who_belongs_to_no_member_cannot_hand_it_on(client: Client) -> None:
    ona = register_one(make_desk(), organisation="Press")
    assert "Hand it on to a colleague" not in text(client.get(address(ona)))
    answer = client.post(
        address(ona, "ticket_transfer"), {"email": "jonas@example.org", "badge_name": "Jonas"}
    )
    assert answer.status_code == 409
    ona.refresh_from_db()
    assert ona.email == "ona@example.org"


def test_a_cancelled_one_has_a_page_that_says_so_on_the_venues_calendar(client: Client) -> None:
    ona = register_one(make_desk())
    ending.cancel(ona)
    Registration.objects.update(cancelled_at=datetime(2027, 3, 1, 23, 30, tzinfo=UTC))
    answer = client.get(address(ona))
    assert answer.status_code == 200
    assert "It was cancelled on 2 March 2027." in text(answer)
    assert "Ticket to print" not in text(answer)


@pytest.mark.parametrize(
    "name",
    [
        "ticket_seats",
        "ticket_agenda",
        "ticket_agenda_pdf",
        "ticket_pdf",
        "ticket_png",
        "ticket_svg",
        "ticket_answers",
        "ticket_transfer",
    ],
)
def test_nothing_else_of_a_cancelled_one_can_be_used(client: Client, name: str) -> None:
    ona = register_one(make_desk(), member=MemberFactory())
    ending.cancel(ona)
    answer = client.get(address(ona, name))
    assert answer.status_code == 409
    assert "Your registration is cancelled" in text(answer)


def test_after_the_last_day_nothing_can_be_changed(client: Client) -> None:
    ona = register_one(make_desk(), member=MemberFactory())
    type(ona.edition).objects.filter(pk=ona.edition_id).update(
        starts_on="2026-01-10", ends_on="2026-01-11", registration_opens_at=None
    )
    page = text(client.get(address(ona)))
    assert "You were registered" in page
    for gone in ("Change your answers", "Hand it on", "Cancel your registration", "Choose and change"):
        assert gone not in page
    assert "Erase your data" in page
    for name in ("ticket_cancel", "ticket_transfer", "ticket_answers"):
        assert client.post(address(ona, name)).status_code == 409
    ona.refresh_from_db()
    assert ona.is_active


def test_of_a_cancelled_edition_it_says_so(client: Client) -> None:
    ona = register_one(make_desk())
    type(ona.edition).objects.update(cancelled_at=OPENED, cancellation_reason="The venue burnt down.")
    page = text(client.get(address(ona)))
    assert "This edition is cancelled." in page
    assert "The venue burnt down." in page


class TestAccount:
    def test_it_lists_ones_own_registrations(self, client: Client) -> None:
        user = UserFactory(email="ona@example.org")
        desk = make_desk()
        ona = register_one(desk)
        other = register_one(desk, "b@example.org")
        client.force_login(user)
        page = text(client.get(reverse("account")))
        assert f'href="{address(ona)}"' in page
        assert other.ticket not in page

    def test_it_leads_a_head_to_their_delegation_until_it_is_archived(self, client: Client) -> None:
        delegation = make_delegation(make_desk(), name="Centre of Latvia")
        client.force_login(make_head(delegation))
        page = text(client.get(reverse("account")))
        assert f'href="{PAGE}"' in page
        assert "Centre of Latvia" in page
        client.force_login(UserFactory())
        assert "Your delegations" not in text(client.get(reverse("account")))
        type(delegation.edition).objects.update(archived_at=OPENED)
        client.force_login(make_head(delegation, "second@example.org"))
        assert "Your delegations" not in text(client.get(reverse("account")))

    def test_a_cancelled_one_and_none_at_all_are_not_listed(self, client: Client) -> None:
        client.force_login(UserFactory(email="ona@example.org"))
        assert "Your registrations" not in text(client.get(reverse("account")))
        ending.cancel(register_one(make_desk()))
        assert "Your registrations" not in text(client.get(reverse("account")))
