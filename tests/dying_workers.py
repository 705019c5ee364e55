"""Workers that are killed where it hurts most: after the server's yes and before our mark.

``python -m tests.dying_workers CRASHES ORDER [leave]``, where ORDER is ``mark-last`` as in the product or
``mark-first``, which would lose a mail with each crash. Each worker is a process of its own that ends by
SIGKILL, so nothing tidies up; what it held is free at once, as if its lease were over. The last one is let
live and delivers the rest, unless that is to be left. Prints as JSON how many were killed and how many mails
are in which state.
"""

import json
import os
import signal
import sys
from collections import Counter
from typing import Any

import django

MOST_DELIVERIES = 3
"""A worker delivers at most so many mails before it is killed."""


def deliver_and_die(dies_after: int, order: str, last_words: int) -> None:
    """Deliver, and be killed after so many mails were given to the server and all but one marked.

    Says through the pipe ``last_words`` which mail that was; 0 for ``dies_after`` lets it live.
    """
    from django.utils import timezone

    from core.mail import actions
    from core.mail.models import OutgoingMail

    mark, claim, done = actions._update, actions.claim_next, 0

    def die_in_time(mail: OutgoingMail) -> None:
        nonlocal done
        done += 1
        if done == dies_after:
            os.write(last_words, str(mail.pk).encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def die_before_the_mark(mail: OutgoingMail, **values: Any) -> None:
        die_in_time(mail)
        mark(mail, **values)

    def mark_when_claimed() -> OutgoingMail | None:
        mail = claim()
        if mail is not None:
            mark(mail, state="sent", sent_at=timezone.now(), locked_until=None)
            die_in_time(mail)
        return mail

    if order == "mark-last":
        actions._update = die_before_the_mark
    else:
        actions.claim_next = mark_when_claimed
    actions.deliver_due()


def one_worker(dies_after: int, order: str) -> bool:
    """Let a worker live and die; whether it was killed."""
    from django.db import connection

    from core.mail.models import OutgoingMail

    connection.close()
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        deliver_and_die(dies_after, order, says)
        os._exit(0)
    os.close(says)
    with os.fdopen(hears) as pipe:
        last_word = pipe.read()
    _child, status = os.waitpid(child, 0)
    if last_word:
        # Ten minutes pass: the lease of who died is over, and nobody else's.
        OutgoingMail.objects.filter(pk=int(last_word)).update(locked_until=None)
    return os.WIFSIGNALED(status)


def main() -> None:
    """Let workers die one after the other."""
    django.setup()
    from core.mail.models import OutgoingMail

    crashes, order = int(sys.argv[1]), sys.argv[2]
    killed = sum(one_worker(1 + number % MOST_DELIVERIES, order) for number in range(crashes))
    if sys.argv[3:] != ["leave"]:
        one_worker(0, order)
    states = Counter(OutgoingMail.objects.values_list("state", flat=True))
    sys.stdout.write(json.dumps({"killed": killed, "states": states}))


if __name__ == "__main__":
    main()
