"""A mail server that is in trouble for an hour: all is delivered within a quarter of an hour of its return.

The hour passes in a moment: clocks are moved on by a minute, in which the worker looks once for what is due.
"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from core.mail import actions, rules
from core.mail.models import OutgoingMail
from tests.core.mail.postbox import Postbox, write
from tests.mail_server import FOR_EVER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]

MINUTE = timedelta(minutes=1)
TROUBLES: dict[str, dict[str, Any]] = {
    "refusing": {"answer": "451 Come again"},
    "refusing the address": {"answer_to_recipient": "450 Not now"},
    "hanging up": {"hangs_up": True},
    "silent before its first word": {"greets_after": FOR_EVER},
    "silent after a mail": {"waits": FOR_EVER},
}
SHORTER = 8
"""Minutes of silence, in which the worker waits each time, and whose pauses do not grow."""


def waits() -> bool:
    return OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING).exists()


def minutes_after(postbox: Postbox, settings: Any, trouble: str) -> int:
    """How many minutes after an hour of ``trouble`` the last of its mails is delivered."""
    settings.EMAIL_TIMEOUT = 0.02
    usual = {name: getattr(postbox, name) for name in TROUBLES[trouble]}
    vars(postbox).update(TROUBLES[trouble])
    minutes = SHORTER if "silent" in trouble else 60
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for minute in range(minutes):
            if minute % 10 == 0 or minute == minutes - 1:
                write(f"In minute {minute}")
            actions.deliver_due()
            clock.shift(MINUTE)
        assert waits(), "nothing was held up"
        vars(postbox).update(usual)
        settings.EMAIL_TIMEOUT = 5
        for minute in range(120):
            actions.deliver_due()
            if not waits():
                return minute
            clock.shift(MINUTE)
    return 120


@pytest.mark.parametrize("trouble", TROUBLES)
def test_all_is_delivered_within_a_quarter_of_an_hour(postbox: Postbox, settings: Any, trouble: str) -> None:
    assert minutes_after(postbox, settings, trouble) <= 15
    assert set(postbox.ids) == set(OutgoingMail.objects.values_list("message_id", flat=True))


def test_pauses_that_grow_to_an_hour_at_once_would_be_too_long(
    postbox: Postbox, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "DELAYS", tuple(timedelta(minutes=one) for one in (1, 5, 20, 60, 240, 720)))
    assert minutes_after(postbox, settings, "refusing") > 15
