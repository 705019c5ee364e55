"""The steps that people take to sign in."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

CODE = re.compile(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]+)*)$", re.MULTILINE)


def code_in_last_mail() -> str:
    found = CODE.search(mail.outbox[-1].body)
    assert found
    return found[1]


def ask_for_code(client: Client, email: str) -> None:
    answer = client.post("/account/login/", {"login": email})
    assert (answer.status_code, answer.url) == (302, "/account/login/code/confirm/")


def totp_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
