"""A lost ticket is asked for again: always the same answer, and the same work."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import EditionFactory
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration.actions import ending

pytestmark = pytest.mark.django_db

Mails = list[EmailMultiAlternatives]


def ask(client: Client, email: str) -> object:
    return client.post(reverse("lost_ticket"), {"email": email})


@pytest.fixture
def mails(mailoutbox: Mails) -> Mails:
    return mailoutbox


def test_the_mail_holds_the_tickets_of_all_editions_that_stand(client: Client, mails: Mails) -> None:
    first = register_one(make_desk())
    second = register_one(
        make_desk(EditionFactory(ready_for_registration=True, registration_opens_at=OPENED, year=2028))
    )
    third = register_one(
        make_desk(EditionFactory(ready_for_registration=True, registration_opens_at=OPENED, year=2029))
    )
    ending.cancel(third)
    stranger = register_one(first.edition.desk, "b@example.org")
    mails.clear()
    ask(client, "  ONA@Example.org ")
    assert [mail.to for mail in mails] == [["ona@example.org"]]
    body = mails[0].body
    assert first.ticket in body
    assert second.ticket in body
    assert third.ticket not in body
    assert stranger.ticket not in body


def test_known_and_unknown_get_the_same_answer_and_are_the_same_work(client: Client, mails: Mails) -> None:
    register_one(make_desk())
    mails.clear()
    told = []
    for email in ("ona@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, email)
        page = client.get(answer["Location"])
        told.append((answer.status_code, answer["Location"], page.content, len(queries)))
    assert told[0] == told[1]
    assert told[0][0] == 303
    assert b"example.org" not in told[0][2]
    assert [mail.to for mail in mails] == [["ona@example.org"], ["nobody@example.org"]]
    assert "No registration belongs to it." in mails[1].body


def test_the_fourth_within_an_hour_is_not_sent_and_the_answer_is_the_same(
    client: Client, mails: Mails
) -> None:
    register_one(make_desk())
    mails.clear()
    answers = {ask(client, email)["Location"] for email in ["ona@example.org", "Ona@example.org"] * 3}
    assert len(mails) == 3
    assert len(answers) == 1
    ask(client, "b@example.org")
    assert len(mails) == 4


@pytest.mark.parametrize(
    "email", ["", "ona", "a@b", "ona@example.org\r\nBcc: x@y.eu", "o\x00na@example.org", "a" * 300 + "@b.eu"]
)
def test_what_is_no_address_is_said_beside_the_field(client: Client, mails: Mails, email: str) -> None:
    answer = ask(client, email)
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.content.decode()
    assert mails == []


def test_no_cookie_and_no_referrer(client: Client) -> None:
    for address in (
        reverse("lost_ticket"),
        reverse("tickets_sent"),
        reverse("ticket_handed_on"),
        reverse("ticket_erased"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer"
    assert (
        Client(enforce_csrf_checks=True).post(reverse("lost_ticket"), {"email": "a@example.org"}).status_code
        == 303
    )
