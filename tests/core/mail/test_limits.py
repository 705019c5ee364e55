"""How many mails an address gets."""

import time

from core.mail.limits import SECONDS, may_send


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


def test_a_mail_counts_for_an_hour() -> None:
    assert SECONDS == 60 * 60


def test_a_mark_is_free_again_when_its_time_is_over() -> None:
    """By the cache's own clock, which a server of caches does not share with the tests."""
    for _ in range(3):
        assert may_send("form", "ona@example.org", seconds=1)
    assert not may_send("form", "ona@example.org", seconds=1)
    time.sleep(1.1)
    assert may_send("form", "ona@example.org", seconds=1)
