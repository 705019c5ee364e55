"""The demo's mailbox."""

from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.mail.models import OutgoingMail
from home.models import HomePage

pytestmark = pytest.mark.django_db


def make_mail(number: int = 1, html: str = "") -> OutgoingMail:
    message = EmailMessage()
    message["Subject"] = f"Your seat {number} – šaltibarščiai"
    message["From"] = "Cooperation Day <noreply@example.org>"
    message["To"] = "ona@example.org"
    message["Message-ID"] = f"<{number}@example.org>"
    message.set_content(f"Hello <script>alert({number})</script>\nčia")
    if html:
        message.add_alternative(html, subtype="html")
    return OutgoingMail.objects.create(
        message_id=message["Message-ID"],
        recipients=["ona@example.org"],
        subject=message["Subject"],
        text="Hello",
        source=message.as_bytes(),
        due_at=timezone.now(),
    )


def test_the_list_shows_the_newest_first(client: Client, home_page: HomePage) -> None:
    assert "No mail has been written yet" in client.get("/demo/mails/").content.decode()
    for number in (1, 2):
        make_mail(number)
    page = client.get("/demo/mails/").content.decode()
    assert page.index("Your seat 2") < page.index("Your seat 1")
    assert "ona@example.org" in page


@pytest.mark.parametrize("mails", [1, 30])
def test_the_list_costs_the_same_with_more_mails(
    client: Client, home_page: HomePage, django_assert_num_queries: Any, mails: int
) -> None:
    for number in range(mails):
        make_mail(number)
    client.get("/demo/mails/")
    client.get("/demo/mails/")
    with django_assert_num_queries(3):
        client.get("/demo/mails/")


def test_a_long_list_has_pages(client: Client, home_page: HomePage) -> None:
    for number in range(51):
        make_mail(number)
    assert 'rel="next" href="?page=2"' in client.get("/demo/mails/").content.decode()
    assert 'rel="prev" href="?page=1"' in client.get("/demo/mails/?page=2").content.decode()
    assert client.get("/demo/mails/?page=zzz").status_code == 200


def test_a_mail_shows_headers_and_text_and_runs_nothing(client: Client, home_page: HomePage) -> None:
    mail = make_mail()
    page = client.get(f"/demo/mails/{mail.pk}/").content.decode()
    assert "&lt;1@example.org&gt;" in page
    assert "šaltibarščiai" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<iframe" not in page
    assert client.get(f"/demo/mails/{mail.pk}/html/").status_code == 404
    assert client.get("/demo/mails/999999/").status_code == 404


def test_the_html_of_a_mail_stands_alone(client: Client, home_page: HomePage) -> None:
    mail = make_mail(html="<html><head></head><body><script>alert(1)</script><p>Hi</p></body></html>")
    page = client.get(f"/demo/mails/{mail.pk}/").content.decode()
    assert f'src="/demo/mails/{mail.pk}/html/"' in page
    assert "sandbox" in page
    answer = client.get(f"/demo/mails/{mail.pk}/html/")
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert b"demo-bar" not in answer.content
