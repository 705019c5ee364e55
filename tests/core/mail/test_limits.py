"""How many mails an address gets."""

from datetime import UTC, datetime

import pytest
import time_machine

from core.mail.limits import may_send

NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def test_three_in_an_hour_and_then_none() -> None:
    assert [may_send("form", "ona@example.org") for _ in range(5)] == [True, True, True, False, False]


def test_capitals_and_spaces_make_no_other_address() -> None:
    answers = [may_send("form", each) for each in ("ona@example.org", "ONA@example.org", " ona@Example.org ")]
    assert answers == [True, True, True]
    assert not may_send("form", "Ona@Example.Org")


def test_others_are_counted_apart() -> None:
    for _ in range(3):
        may_send("form", "ona@example.org")
    assert may_send("form", "jonas@example.org")
    assert may_send("ticket", "ona@example.org")


@pytest.mark.parametrize(("minutes", "expected"), [(59, False), (61, True)])
def test_a_mail_counts_for_an_hour(minutes: int, expected: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            may_send("form", "ona@example.org")
        clock.shift(minutes * 60)
        assert may_send("form", "ona@example.org") is expected
