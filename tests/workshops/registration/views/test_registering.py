"""The form that a key opens: who may use it, and what sending it does."""

import uuid

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from lxml import html

from tests.factories import MemberFactory, UserFactory
from tests.workshops.registration.arriving import put_pages, read, send, values, way
from tests.workshops.registration.samples import make_desk, register_one
from workshops.registration import links
from workshops.registration.actions.ending import cancel
from workshops.registration.enums import Participation, RegistrationState, Way
from workshops.registration.models import (
    Registration,
    RegistrationDesk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    """A desk that is open to everybody, with its pages."""
    made = make_desk()
    put_pages(made.edition)
    return made


def test_the_answer_is_kept_by_nobody_and_sets_no_cookie(desk: RegistrationDesk, client: Client) -> None:
    answer = client.get(way(desk))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not client.cookies


def test_wrong_and_old_keys_are_answered_alike(desk: RegistrationDesk, client: Client) -> None:
    key = links.proof_key(desk.edition, "ona@example.org")
    answers = [client.get(f"/2027/register/{each}/") for each in (key[:-1] + "x", key + "x", "x" * 32)]
    seen = [html.fromstring(answer.content).get_element_by_id("main") for answer in answers]
    assert {answer.status_code for answer in answers} == {404}
    assert {html.tostring(each) for each in seen} == {html.tostring(seen[0])}
    assert seen[0].xpath(".//a[text()='Ask for a new link']/@href") == ["/2027/register/"]
    assert "ona@example.org" not in answers[0].text


def test_a_key_opens_the_form_at_its_own_edition_alone(desk: RegistrationDesk, client: Client) -> None:
    assert client.get(way(desk).replace("/2027/", "/2026/")).status_code == 404


def test_who_is_signed_in_has_no_say(desk: RegistrationDesk, client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(f"/2027/register/{'x' * 32}/").status_code == 404
    send(way(desk), client)
    assert Registration.objects.get().email == "ona@example.org"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_do_nothing(desk: RegistrationDesk, client: Client, method: str) -> None:
    assert getattr(client, method)(way(desk)).status_code == 405


def test_it_registers_and_leads_to_the_ticket(desk: RegistrationDesk, mailoutbox: list[EmailMessage]) -> None:
    answer = send(way(desk), function="Lawyer", pictures_allowed="on")
    registration = Registration.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/registrations/{registration.ticket}/")
    assert (registration.badge_name, registration.organisation) == ("Ona Example", "Example Office")
    assert (registration.function, registration.way, registration.role) == ("Lawyer", "open", "delegate")
    assert (registration.pictures_allowed, registration.is_listed) == (True, False)
    assert registration.state == RegistrationState.CONFIRMED
    assert len(mailoutbox) == 1


def test_the_same_form_sent_again_finds_the_registration(
    desk: RegistrationDesk, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    key = values(read(client, way(desk)))["form_key"]
    answers = [send(way(desk), form_key=key, badge_name=name) for name in ("Ona", "Ona", "Somebody Else")]
    assert {answer.headers["Location"] for answer in answers} == {answers[0].headers["Location"]}
    assert Registration.objects.get().badge_name == "Ona"
    assert len(mailoutbox) == 1


def test_opened_again_it_leads_to_the_ticket(desk: RegistrationDesk, client: Client) -> None:
    registration = register_one(desk)
    answer = client.get(way(desk))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/registrations/{registration.ticket}/")


def test_who_has_cancelled_may_register_again(desk: RegistrationDesk, client: Client) -> None:
    cancel(register_one(desk))
    assert send(way(desk), form_key=values(read(client, way(desk)))["form_key"]).status_code == 303
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RegistrationState.CANCELLED, RegistrationState.CONFIRMED]


def test_the_form_of_a_registration_that_was_cancelled_makes_no_second_one(desk: RegistrationDesk) -> None:
    form_key = str(uuid.uuid4())
    first = send(way(desk), form_key=form_key)
    cancel(Registration.objects.get())
    assert send(way(desk), form_key=form_key).headers["Location"] == first.headers["Location"]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("form_key", ["", "nonsense", "0", "\x00", "x" * 5000])
def test_a_broken_number_of_the_form_is_replaced(desk: RegistrationDesk, form_key: str) -> None:
    assert send(way(desk), form_key=form_key).status_code == 303


def test_two_people_with_one_number_both_register(desk: RegistrationDesk) -> None:
    form_key = str(uuid.uuid4())
    for email in ("ona@example.org", "jonas@example.org"):
        assert send(way(desk, email), form_key=form_key).status_code == 303
    assert Registration.objects.count() == 2


def test_what_nobody_asked_for_is_not_taken(desk: RegistrationDesk) -> None:
    """Extra fields of a post change nothing."""
    member = MemberFactory()
    smuggled = {
        "email": "boss@example.org",
        "role": Participation.STAFF,
        "state": "confirmed",
        "way": Way.DESK,
        "ticket": "mine",
        "user": "1",
        "edition": "1",
        "invitation": "1",
        "needs_consent_at": "2020-01-01",
        "answers": '{"a": 1}',
        "q-unasked": "x",
        "member_id": str(member.pk),
        "is_staff": "on",
    }
    send(way(desk), **smuggled)
    registration = Registration.objects.get()
    assert (registration.email, registration.role, registration.way) == (
        "ona@example.org",
        "delegate",
        "open",
    )
    assert (registration.answers, registration.member, registration.invitation) == ({}, None, None)
    assert registration.ticket != "mine"
    assert registration.needs_consent_at is None
