"""Two workers that begin at once share the mails between them."""

import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from core.mail import actions, rules
from core.mail.models import OutgoingMail
from tests.core.mail.postbox import Postbox, write


def deliver_by_two(postbox: Postbox) -> None:
    """Let two workers begin at once while the server is slow."""
    postbox.waits = 0.05
    start = threading.Barrier(2)

    def work() -> None:
        try:
            start.wait()
            actions.deliver_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def claim_without_asking() -> OutgoingMail | None:
    """``claim_next`` without the condition in its update."""
    key = actions._due().order_by("due_at", "pk").values_list("pk", flat=True).first()
    if key is None:
        return None
    time.sleep(0.02)
    OutgoingMail.objects.filter(pk=key).update(locked_until=timezone.now() + rules.LEASE, attempts=1)
    return OutgoingMail.objects.get(pk=key)


@pytest.mark.usefixtures("through_outbox", "database_in_a_file")
class TestTwoWorkers:
    def test_they_send_nothing_twice(self, postbox: Postbox) -> None:
        expected = sorted(write(f"Number {number}").message_id for number in range(10))
        deliver_by_two(postbox)
        assert sorted(postbox.ids) == expected

    def test_without_the_condition_they_would(
        self, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actions, "claim_next", claim_without_asking)
        for number in range(10):
            write(f"Number {number}")
        deliver_by_two(postbox)
        assert len(postbox.ids) > len(set(postbox.ids))
