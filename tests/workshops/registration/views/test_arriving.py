"""Asking for the form: who asks learns nothing of an address, and its owner gets what leads on."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.mail.limits import AT_MOST
from tests.factories import EditionFactory, UserFactory
from tests.workshops.registration.arriving import put_pages
from tests.workshops.registration.samples import make_desk, register_one
from workshops.registration import links
from workshops.registration.models import Draft, Invitation, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db

ASK = "/2027/register/link/"
OPEN, MEMBERS_ONLY = {"is_open": True}, {"is_open": False}


def desk(**fields: bool) -> RegistrationDesk:
    made = make_desk(**fields)
    put_pages(made.edition)
    return made


def address_in(mail: EmailMessage) -> str:
    """The path that the one address in ``mail`` leads to."""
    (found,) = re.findall(r"http://testserver(/\S+)", str(mail.body))
    return found


def test_the_mail_leads_to_the_form(client: Client, mailoutbox: list[EmailMessage]) -> None:
    desk()
    answer = client.post(ASK, {"email": "Ona@Example.org"})
    assert answer.status_code == 200
    (mail,) = mailoutbox
    assert mail.to == ["ona@example.org"]
    assert "ona@example.org" in client.get(address_in(mail)).text


def test_nothing_is_kept_of_who_only_asks(client: Client) -> None:
    desk()
    client.post(ASK, {"email": "ona@example.org"})
    assert not Draft.objects.exists()
    assert not Registration.objects.exists()


def test_no_cookie_is_needed_and_none_is_set() -> None:
    desk()
    client = Client(enforce_csrf_checks=True)
    assert client.get("/2027/register/").status_code == 200
    assert client.post(ASK, {"email": "ona@example.org"}).status_code == 200
    assert not client.cookies


def test_who_is_registered_gets_the_ticket(client: Client, mailoutbox: list[EmailMessage]) -> None:
    registration = register_one(desk())
    mailoutbox.clear()
    client.post(ASK, {"email": "ONA@example.org"})
    (mail,) = mailoutbox
    assert address_in(mail) == f"/registrations/{registration.ticket}/"


def test_who_is_not_admitted_is_told_by_mail(client: Client, mailoutbox: list[EmailMessage]) -> None:
    desk(is_open=False)
    client.post(ASK, {"email": "ona@example.org"})
    (mail,) = mailoutbox
    assert "is not among those who may register" in str(mail.body)
    assert address_in(mail) == "/2027/register/"


def test_who_is_invited_gets_a_proof_and_not_the_invitation(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    made = desk(is_open=False)
    invitation = Invitation.objects.create(edition=made.edition, email="ona@example.org", role="guest")
    client.post(ASK, {"email": "ona@example.org"})
    address = address_in(mailoutbox[0])
    assert invitation.key not in address
    assert "Guest" in client.get(address).text


@pytest.fixture
def four_addresses() -> list[str]:
    """Addresses that the site knows in different ways: registered, invited, cancelled, not at all."""
    made = desk(is_open=False)
    register_one(made, "registered@example.org")
    Invitation.objects.create(edition=made.edition, email="invited@example.org")
    UserFactory(email="account@example.org")
    return ["registered@example.org", "invited@example.org", "account@example.org", "nobody@example.org"]


def test_every_address_gets_the_same_answer(client: Client, four_addresses: list[str]) -> None:
    answers = [client.post(ASK, {"email": email}) for email in four_addresses]
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, answers[0].content)}
    fleeting = {"X-Request-ID"}
    headers = [{k: v for k, v in answer.headers.items() if k not in fleeting} for answer in answers]
    assert all(each == headers[0] for each in headers)


def test_every_address_costs_the_same(client: Client, four_addresses: list[str]) -> None:
    client.post(ASK, {"email": "somebody@example.org"})
    counts = []
    for email in four_addresses:
        with CaptureQueriesContext(connection) as queries:
            client.post(ASK, {"email": email})
        counts.append(len(queries))
    assert max(counts) - min(counts) <= 1, counts


def test_an_address_gets_three_mails_an_hour_and_the_same_answer(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    desk()
    answers = [client.post(ASK, {"email": "ona@example.org"}) for _ in range(AT_MOST + 2)]
    assert len(mailoutbox) == AT_MOST
    assert {answer.content for answer in answers} == {answers[0].content}
    client.post(ASK, {"email": "jonas@example.org"})
    assert len(mailoutbox) == AT_MOST + 1


def test_the_mail_holds_nothing_that_the_sender_wrote(client: Client, mailoutbox: list[EmailMessage]) -> None:
    desk()
    client.post(ASK, {"email": "ona@example.org", "name": "Buy now", "message": "https://evil.example"})
    (mail,) = mailoutbox
    assert "evil" not in mail.message().as_string()
    assert "Buy now" not in mail.message().as_string()


@pytest.mark.parametrize(
    "email", ["", "ona", "ona@", "a@b", "ona@example.org\nBcc: all@example.org", "x" * 300]
)
def test_what_is_no_address_is_answered_beside_the_field(
    client: Client, mailoutbox: list[EmailMessage], email: str
) -> None:
    desk()
    answer = client.post(ASK, {"email": email})
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text
    assert 'id="id_email_error"' in answer.text
    assert mailoutbox == []


def test_an_address_that_is_opened_leads_to_the_page(client: Client) -> None:
    desk()
    answer = client.get(ASK)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/2027/register/")


def test_without_a_desk_or_a_page_there_is_nothing(client: Client) -> None:
    put_pages(EditionFactory())
    assert client.post(ASK, {"email": "ona@example.org"}).status_code == 404
    assert client.post("/2044/register/link/", {"email": "ona@example.org"}).status_code == 404


def signed_in(*, verified: bool) -> Client:
    user = UserFactory(email="ona@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def token_on(client: Client) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/2027/register/").text)
    return found[1] if found else ""


def test_who_is_signed_in_goes_on_without_a_mail(mailoutbox: list[EmailMessage]) -> None:
    desk()
    client = signed_in(verified=True)
    answer = client.post("/2027/register/on/", {"csrfmiddlewaretoken": token_on(client)})
    assert answer.status_code == 303
    assert "ona@example.org" in Client().get(answer.headers["Location"]).text
    assert mailoutbox == []


def test_nobody_else_can_make_them_go_on() -> None:
    desk()
    assert signed_in(verified=True).post("/2027/register/on/").status_code == 403


def test_an_address_that_nobody_has_proven_takes_the_mail(client: Client) -> None:
    desk()
    unproven = signed_in(verified=False)
    assert token_on(unproven) == ""
    client.force_login(UserFactory(email="jonas@example.org"))
    assert client.post("/2027/register/on/").status_code == 404
    assert Client().post("/2027/register/on/").status_code == 404


def test_a_key_is_never_written_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    from core.serving.log_lines import access_line

    key = links.proof_key(desk().edition, "ona@example.org")
    line = access_line("id", "GET", f"/2027/register/{key}/", 200, 0.1)
    assert key not in line
    assert "/2027/register/***/" in line
