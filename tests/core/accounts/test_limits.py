"""Tries are counted: per address, per account, per visitor, and across processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.core.accounts.signing_in import ask_for_code, code_in_last_mail, signed_in, totp_now
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def test_at_most_three_codes_an_hour_go_to_one_address() -> None:
    UserFactory(email="known@example.org")
    for email in ("known@example.org", "nobody@example.org"):
        mail.outbox.clear()
        answers = [Client().post("/account/login/", {"login": email}) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 3 + [200] * 3
        assert len(mail.outbox) == 3
        assert "Too many tries for this address" in answers[-1].content.decode()


def test_at_most_ten_codes_are_looked_at_for_an_account() -> None:
    user = UserFactory(second_factor=False)
    looked_at = 0
    for _ in range(10):
        visitor = Client()
        if visitor.post("/account/login/", {"login": user.email}).status_code != 302:
            continue
        answer = visitor.post("/account/login/code/confirm/", {"code": "WRONG1"})
        looked_at += 1
        while answer.status_code == 200:
            answer = visitor.post("/account/login/code/confirm/", {"code": "WRONG1"})
            looked_at += 1
    assert looked_at == 9


def test_wrong_codes_of_the_app_are_limited_per_account() -> None:
    user = UserFactory()
    secret = Authenticator.objects.get(user=user).data["secret"]
    visitor = Client()
    ask_for_code(visitor, user.email)
    visitor.post("/account/login/code/confirm/", {"code": code_in_last_mail()})
    for _ in range(6):
        visitor.post("/account/2fa/authenticate/", {"code": "000000"})
    visitor.post("/account/2fa/authenticate/", {"code": totp_now(secret)})
    assert not signed_in(visitor)


def test_whoever_tries_very_often_is_asked_to_wait(client: Client) -> None:
    answers = [client.post("/account/login/", {"login": ""}) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "Please wait a minute" in answers[-1].content.decode()


@pytest.mark.processes
def test_limits_count_across_processes(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "testserver",
        "SITE_ORIGIN": "https://testserver",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "REDIS_URL": "",
    }
    program = (
        "from allauth.core.ratelimit import consume\n"
        "from django.test import RequestFactory\n"
        "request = RequestFactory().post('/')\n"
        "print([consume(request, action='request_login_code', key='a') for _ in range(2)])\n"
    )

    def run(*arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    run("createcachetable")
    assert run("shell", "--no-imports", "-c", program).strip() == "[True, True]"
    assert run("shell", "--no-imports", "-c", program).strip() == "[True, False]"
