"""Signing in: one way in, no passwords, and no word about who has an account."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client

from core.accounts.models import User
from tests.core.accounts.signing_in import CODE, ask_for_code, code_in_last_mail, signed_in, totp_now
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_code_by_mail_signs_in_and_proves_the_address(client: Client) -> None:
    user = UserFactory(second_factor=False)
    ask_for_code(client, user.email)
    answer = client.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
    assert (answer.status_code, answer.url) == (302, "/account/")
    assert int(client.session["_auth_user_id"]) == user.pk
    assert EmailAddress.objects.get(user=user).verified
    assert len(mail.outbox) == 1
    assert client.get("/account/").status_code == 200


def test_the_address_is_found_whatever_its_capitals(client: Client) -> None:
    user = UserFactory(email="ona@example.org", second_factor=False)
    ask_for_code(client, "Ona@Example.ORG")
    client.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
    assert int(client.session["_auth_user_id"]) == user.pk


def test_a_wrong_code_says_so_beside_the_field_and_three_end_the_try(client: Client) -> None:
    user = UserFactory(second_factor=False)
    ask_for_code(client, user.email)
    code = code_in_last_mail()
    for _ in range(2):
        answer = client.post("/account/login/code/confirm/", {"code": "WRONG1"})
        assert answer.status_code == 200
        assert b'aria-invalid="true"' in answer.content
        assert b'id="id_code_error"' in answer.content
    client.post("/account/login/code/confirm/", {"code": "WRONG1"})
    client.post("/account/login/code/confirm/", {"code": code})
    assert not signed_in(client)


def test_a_code_works_only_in_the_window_that_asked_for_it(client: Client) -> None:
    user = UserFactory(second_factor=False)
    ask_for_code(client, user.email)
    stranger = Client()
    stranger.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
    assert not signed_in(stranger)


def test_whoever_has_a_second_factor_is_not_signed_in_by_the_code_alone(client: Client) -> None:
    user = UserFactory()
    ask_for_code(client, user.email)
    answer = client.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
    assert answer.url == "/account/2fa/authenticate/"
    assert not signed_in(client)
    assert client.get("/account/").url.startswith("/account/login/")
    assert client.get("/admin/").url.startswith("/account/login/")

    secret = Authenticator.objects.get(user=user).data["secret"]
    answer = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert answer.status_code == 200
    assert not signed_in(client)
    answer = client.post("/account/2fa/authenticate/", {"code": totp_now(secret)})
    assert (answer.status_code, answer.url) == (302, "/account/")
    assert int(client.session["_auth_user_id"]) == user.pk


def test_a_recovery_code_stands_in_once(client: Client) -> None:
    user = UserFactory(second_factor=False)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    recovery_code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in (True, False):
        visitor = Client()
        ask_for_code(visitor, user.email)
        visitor.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
        visitor.post("/account/2fa/authenticate/", {"code": recovery_code})
        assert signed_in(visitor) is expected


def test_an_unknown_address_gets_the_same_answer_and_a_mail_of_its_own(client: Client) -> None:
    user = UserFactory(email="known@example.org")
    pages = {}
    for email in (user.email, "nobody@example.org"):
        visitor = Client()
        answer = visitor.post("/account/login/", {"login": email}, follow=True)
        page = answer.content.decode().replace(email, "ADDRESS")
        pages[email] = (answer.status_code, re.sub(r'value="[^"]{40,}"', "", page))
    assert pages[user.email] == pages["nobody@example.org"]
    assert [message.to for message in mail.outbox] == [["known@example.org"], ["nobody@example.org"]]
    assert CODE.search(mail.outbox[0].body)
    assert not CODE.search(mail.outbox[1].body)


def test_it_takes_about_as_long_for_an_unknown_address() -> None:
    """Measured in the processor's time, which a busy machine does not stretch."""
    UserFactory(email="known@example.org")
    Client().post("/account/login/", {"login": "warm@example.org"})
    took: dict[str, list[float]] = {"known@example.org": [], "nobody@example.org": []}
    for _ in range(12):
        for email, durations in took.items():
            cache.clear()
            visitor = Client()
            started = time.process_time()
            visitor.post("/account/login/", {"login": email})
            durations.append(time.process_time() - started)
    known, unknown = (sorted(durations)[len(durations) // 2] for durations in took.values())
    assert abs(known - unknown) < 0.05


def test_a_closed_account_is_answered_like_an_unknown_one(client: Client) -> None:
    user = UserFactory(is_active=False)
    ask_for_code(client, user.email)
    assert not CODE.search(mail.outbox[-1].body)


def test_the_former_address_stops_working_when_the_secretariat_changes_it(client: Client) -> None:
    user = UserFactory(email="before@example.org", second_factor=False)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    user.email = "after@example.org"
    user.save()
    ask_for_code(client, "before@example.org")
    assert not CODE.search(mail.outbox[-1].body)
    visitor = Client()
    ask_for_code(visitor, "after@example.org")
    visitor.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
    assert int(visitor.session["_auth_user_id"]) == user.pk


def test_nobody_can_make_an_account_for_themselves(client: Client) -> None:
    page = client.get("/account/signup/")
    assert "There is no account for you yet" in page.content.decode()
    for email in ("new@example.org", UserFactory(email="known@example.org").email):
        answer = client.post("/account/signup/", {"email": email})
        assert answer.status_code == 200
        assert "There is no account for you yet" in answer.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()
    assert mail.outbox == []


def test_signing_in_changes_the_session_key(client: Client) -> None:
    user = UserFactory(second_factor=False)
    client.get("/account/login/")
    ask_for_code(client, user.email)
    before = client.session.session_key
    client.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
    assert before
    assert client.session.session_key != before
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: Client, wanted: str) -> None:
    user = UserFactory(second_factor=False)
    answer = client.post(f"/account/login/?next={wanted}", {"login": user.email, "next": wanted})
    assert "evil" not in answer.url
    answer = client.post("/account/login/code/confirm/", {"code": code_in_last_mail(), "next": wanted})
    assert answer.url == "/account/"


def test_signing_in_leads_back_to_where_the_person_was_going(client: Client) -> None:
    user = UserFactory(second_factor=False)
    answer = client.post("/account/login/", {"login": user.email, "next": "/2027/agenda/"})
    answer = client.post(answer.url, {"code": code_in_last_mail(), "next": "/2027/agenda/"})
    assert answer.url == "/2027/agenda/"


def test_signing_out_needs_a_post(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get("/account/logout/").status_code == 200
    assert signed_in(client)
    assert client.post("/account/logout/").status_code == 302
    assert not signed_in(client)


def test_signing_out_elsewhere_keeps_this_session_and_ends_the_others() -> None:
    user, here, there = UserFactory(), Client(), Client()
    here.force_login(user)
    there.force_login(user)
    assert here.post("/account/sign-out-elsewhere/").url == "/account/"
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_nobody_has_a_password_however_one_is_given() -> None:
    user = User.objects.create_superuser("boss@example.org", "a-password")
    assert not user.has_usable_password()
    user.set_password("another")
    user.save()
    user.refresh_from_db()
    assert not user.check_password("another")
    assert not Client().login(email="boss@example.org", password="another")


@pytest.mark.parametrize(
    "path",
    [
        "password/change/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "reauthenticate/",
        "email/",
    ],
)
def test_pages_about_passwords_do_not_exist(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404
    client.force_login(UserFactory())
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}", {"password1": "x", "email": "x@example.org"}).status_code == 404


def test_account_pages_are_private(client: Client) -> None:
    client.force_login(UserFactory())
    for path in ("/account/", "/account/2fa/", "/account/second-factor/"):
        answer = client.get(path)
        assert "public" not in answer.get("Cache-Control", "")
    assert "no-store" in client.get("/account/")["Cache-Control"]
