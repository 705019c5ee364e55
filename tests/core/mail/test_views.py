"""The outbox in the admin shows what happened, never what was written, and sends again."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.mail.models import OutgoingMail
from tests.factories import UserFactory, let_into_admin

State = OutgoingMail.State


@pytest.fixture
def superuser(client: Client, db: None) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def make(state: str, number: int = 1) -> OutgoingMail:
    return OutgoingMail.objects.create(
        message_id=f"<{number}@example.org>",
        sender="host@example.org",
        recipients=["ona@example.org"],
        subject=f"Your code {number}",
        text="Code: 123456",
        source=b"Code: 123456",
        state=state,
        attempts=8,
        last_error="550 No such person",
        due_at=timezone.now(),
    )


def test_the_list_tells_what_happened_without_the_texts(superuser: Client) -> None:
    make(State.FAILED)
    text = superuser.get("/admin/outbox/").content.decode()
    for part in ("Your code 1", "ona@example.org", "Given up", "550 No such person", "Send again"):
        assert part in text
    assert "123456" not in text


def test_the_list_costs_the_same_for_one_and_for_many(
    superuser: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    make(State.FAILED)
    superuser.get("/admin/outbox/")
    with django_assert_max_num_queries(40) as one:
        superuser.get("/admin/outbox/")
    for number in range(2, 12):
        make(State.FAILED, number)
    with django_assert_num_queries(len(one)):
        superuser.get("/admin/outbox/")


def test_a_mail_that_was_given_up_is_sent_again_and_the_log_says_by_whom(superuser: Client) -> None:
    mail = make(State.FAILED)
    response = superuser.post(f"/admin/outbox/{mail.pk}/again/", follow=True)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.WAITING, 0)
    assert "is on its way again" in response.content.decode()
    assert ModelLogEntry.objects.get(action="outbox.send_again").user is not None


def test_a_mail_that_was_sent_is_not_sent_again(superuser: Client) -> None:
    mail = make(State.SENT)
    response = superuser.post(f"/admin/outbox/{mail.pk}/again/", follow=True)
    mail.refresh_from_db()
    assert mail.state == State.SENT
    assert "was not given up" in response.content.decode()


def test_editors_do_not_come_in(client: Client, db: None) -> None:
    editor = UserFactory()
    let_into_admin(editor)
    client.force_login(editor)
    mail = make(State.FAILED)
    assert client.get("/admin/outbox/").status_code == 302
    client.post(f"/admin/outbox/{mail.pk}/again/")
    mail.refresh_from_db()
    assert mail.state == State.FAILED


def test_asking_alone_sends_nothing(superuser: Client) -> None:
    mail = make(State.FAILED)
    assert superuser.get(f"/admin/outbox/{mail.pk}/again/").status_code == 405
