"""A mail is a row in the transaction of what it tells, and leaves at least once with the same id."""

from datetime import timedelta
from email import message_from_bytes
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.mail import actions, rules
from core.mail.models import OutgoingMail
from tests.core.mail.postbox import Postbox, write

State = OutgoingMail.State


pytestmark = pytest.mark.usefixtures("through_outbox", "db")


def later(**delta: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=False)


# --- Writing -------------------------------------------------------------------------------------


def test_sending_writes_a_row_and_nothing_leaves() -> None:
    send_mail("Jūsų vieta", "Sveiki", None, ["ona@example.org"])
    [row] = OutgoingMail.objects.all()
    assert (row.subject, row.text, row.recipients) == ("Jūsų vieta", "Sveiki", ["ona@example.org"])
    assert row.state == State.WAITING
    assert row.message_id.endswith("@testserver>")
    assert message_from_bytes(bytes(row.source))["Message-ID"] == row.message_id
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_back_with_the_fact_that_it_tells() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_without_recipients_nothing_is_written() -> None:
    assert EmailMessage("Hello", "Nobody", to=[]).send() == 0
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("header", ["subject", "to", "from_email", "reply_to"])
def test_line_breaks_in_headers_are_refused(header: str) -> None:
    bad = "x@example.org\nBcc: everybody@example.org"
    values: dict[str, Any] = {"subject": "Hello", "to": ["ona@example.org"], "from_email": "a@example.org"}
    values[header] = [bad] if header in ("to", "reply_to") else bad
    with pytest.raises(BadHeaderError):
        EmailMessage(body="Hello", **values).send()
    assert not OutgoingMail.objects.exists()


def test_an_id_of_the_callers_own_is_written_once() -> None:
    for text in ("first", "second"):
        assert EmailMessage("A", text, to=["a@b.org"], headers={"Message-ID": "<place-7@x>"}).send() == 1
    row = OutgoingMail.objects.get()
    assert (row.message_id, row.text) == ("<place-7@x>", "first")


def test_one_that_was_sent_stays_sent_when_it_is_written_again(postbox: Postbox) -> None:
    message = EmailMessage("A", "B", to=["a@b.org"], headers={"Message-ID": "<place-7@x>"})
    message.send()
    assert actions.deliver_due() == 1
    message.send()
    assert actions.deliver_due() == 0
    assert OutgoingMail.objects.get().state == State.SENT


def test_a_row_with_another_fault_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.mail.backends.timezone", SimpleNamespace(now=lambda: None))
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailMessage("A", "B", to=["a@b.org"]).send()
    assert not OutgoingMail.objects.exists()


# --- Delivering ----------------------------------------------------------------------------------


def test_what_was_written_is_what_arrives(postbox: Postbox) -> None:
    message = EmailMultiAlternatives(
        "Programm",
        "Der Plan: ä",
        "Host <host@example.org>",
        ["ona@example.org"],
        bcc=["jan@example.org"],
    )
    message.attach_alternative("<p>Der Plan: ä</p>", "text/html")
    message.attach("agenda.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    message.send()
    row = OutgoingMail.objects.get()

    assert actions.deliver_due() == 1

    assert postbox.received == [bytes(row.source)]
    assert postbox.envelopes == [("host@example.org", ["ona@example.org", "jan@example.org"])]
    assert b"jan@example.org" not in postbox.received[0]
    row.refresh_from_db()
    assert (row.state, row.locked_until, row.last_error, row.attempts) == (State.SENT, None, "", 1)
    assert row.sent_at
    assert actions.deliver_due() == 0


@pytest.mark.parametrize("backend", ["locmem", "console", "dummy"])
def test_the_other_backends_of_django_take_it_too(settings: Any, backend: str) -> None:
    settings.DELIVERY_EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    write()
    assert actions.deliver_due() == 1


def test_the_oldest_goes_first(postbox: Postbox) -> None:
    rows = [write(f"Number {number}") for number in range(5)]
    OutgoingMail.objects.filter(pk=rows[4].pk).update(due_at=timezone.now() - timedelta(hours=1))
    actions.deliver_due()
    assert postbox.ids == [rows[number].message_id for number in (4, 0, 1, 2, 3)]


def test_a_server_that_is_away_costs_no_try_and_all_wait_a_minute(settings: Any, postbox: Postbox) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for number in range(3):
        write(f"Number {number}")
    assert actions.deliver_due() == 0
    assert set(OutgoingMail.objects.values_list("state", "attempts", "locked_until")) == {
        (State.WAITING, 0, None)
    }
    assert "refused" in OutgoingMail.objects.first().last_error
    settings.EMAIL_PORT = port
    assert actions.deliver_due() == 0
    with later(seconds=61):
        assert actions.deliver_due() == 3


def test_a_server_that_hangs_holds_up_nothing_for_long(postbox: Postbox) -> None:
    row = write()
    postbox.waits = 1.5
    assert actions.deliver_due() == 0, "it waited until the server answered"
    row.refresh_from_db()
    assert (row.state, row.attempts, row.locked_until) == (State.WAITING, 0, None)
    postbox.waits = 0
    with later(seconds=61):
        assert actions.deliver_due() == 1
    assert set(postbox.ids) == {row.message_id}


def test_a_mail_at_which_the_server_always_hangs_up_holds_up_no_other(postbox: Postbox) -> None:
    poison = write("Poison")
    postbox.hangs_up = True
    actions.deliver_due()
    postbox.hangs_up = False
    other = write("Other")
    actions.deliver_due()
    assert postbox.ids == [other.message_id]
    postbox.hangs_up = True
    with later(days=2, minutes=1):
        actions.deliver_due()
    poison.refresh_from_db()
    assert poison.state == State.FAILED


def test_refused_for_now_is_tried_for_a_day_and_then_given_up(postbox: Postbox) -> None:
    row = write()
    postbox.answer = "451 Come again"
    began = timezone.now()
    with time_machine.travel(began, tick=False) as clock:
        waits = []
        for _time in range(20):
            actions.deliver_due()
            row.refresh_from_db()
            if row.state == State.FAILED:
                break
            waits.append(row.due_at - timezone.now())
            clock.move_to(row.due_at)
        assert waits == list(rules.DELAYS)
        assert timedelta(days=1) < timezone.now() - began < timedelta(days=2)
    assert "Come again" in row.last_error
    assert postbox.received == []


@pytest.mark.parametrize("where", ["answer", "answer_to_recipient"])
def test_refused_for_good_is_given_up_at_once(postbox: Postbox, where: str) -> None:
    row = write()
    setattr(postbox, where, "550 No such person")
    actions.deliver_due()
    row.refresh_from_db()
    assert (row.state, row.locked_until) == (State.FAILED, None)
    assert "No such person" in row.last_error


def test_what_was_given_up_can_be_sent_again_and_nothing_else(postbox: Postbox) -> None:
    row = write()
    with pytest.raises(actions.NotGivenUpError):
        actions.send_again(row, by=None)
    postbox.answer = "550 No"
    actions.deliver_due()
    postbox.answer = "250 OK"
    actions.send_again(row, by=None)
    assert actions.deliver_due() == 1
    assert postbox.ids == [row.message_id]
    with pytest.raises(actions.NotGivenUpError):
        actions.send_again(row, by=None)


def test_a_crash_between_the_servers_yes_and_our_note_sends_it_again_with_the_same_id(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(BaseException):
        """The process dies."""

    def die(*_args: Any, **_values: Any) -> None:
        raise Crash

    row = write()
    with monkeypatch.context() as patch:
        patch.setattr(actions, "_update", die)
        with pytest.raises(Crash):
            actions.deliver_due()
    assert postbox.ids == [row.message_id]
    assert actions.deliver_due() == 0
    with later(minutes=11):
        assert actions.deliver_due() == 1
    assert postbox.ids == [row.message_id] * 2
    assert postbox.received[0] == postbox.received[1]


def test_texts_are_erased_after_their_days_and_the_fact_stays(settings: Any) -> None:
    write()
    actions.deliver_due()
    with later(days=29):
        assert actions.forget_texts() == 0
    with later(days=31):
        assert actions.forget_texts() == 1
        assert actions.forget_texts() == 0
    row = OutgoingMail.objects.get()
    assert (row.text, bytes(row.source), row.state, row.subject) == ("", b"", State.SENT, "Your place")


def test_a_mail_that_waits_is_never_erased() -> None:
    write()
    with later(days=400):
        assert actions.forget_texts() == 0
