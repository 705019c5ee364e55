"""Workers that are killed where it hurts most: after the server's yes and before our mark.

A worker is a process of its own; it is killed with SIGKILL, so nothing tidies up.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from tests.core.mail.postbox import Postbox, write
from tests.race.test_releases import database_url

pytestmark = [pytest.mark.processes, pytest.mark.usefixtures("through_outbox")]

ROOT = Path(__file__).resolve().parents[3]
MAILS, CRASHES = 12, 6

WORK = """
import os, signal, sys, time
import django
django.setup()
from datetime import timedelta
from django.conf import settings
from django.db import connection
from django.utils import timezone
from core.mail import actions
from core.mail.models import OutgoingMail

port, crashes, order = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
mark, claim = actions._update, actions.claim_next

def work(dies_after):
    '''Deliver, and be killed after ``dies_after`` mails were given to the server and all but one marked.'''
    done = 0

    def die_instead(mail, **values):
        nonlocal done
        done += 1
        if done == dies_after:
            os.kill(os.getpid(), signal.SIGKILL)
        mark(mail, **values)

    def mark_first():
        mail = claim()
        if mail is not None:
            mark(mail, state="sent", sent_at=timezone.now(), locked_until=None)
            nonlocal done
            done += 1
            if done == dies_after:
                os.kill(os.getpid(), signal.SIGKILL)
        return mail

    if order == "mark last":
        actions._update = die_instead
    else:
        actions.claim_next = mark_first
    actions.deliver_due()

for number in range(crashes + 1):
    child = os.fork()
    if child == 0:
        work(1 + number % 3 if number < crashes else 0)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == (number < crashes), (number, status)
    # Ten minutes pass: the lease of whoever died is over.
    OutgoingMail.objects.filter(state="waiting").update(locked_until=None)
    connection.close()
print(sorted(OutgoingMail.objects.values_list("state", flat=True)))
"""


def work(postbox: Postbox, port: int, folder: Path, order: str) -> list[str]:
    """Let workers deliver ``MAILS`` mails of which ``CRASHES`` are killed; the ids of the mails."""
    written = [write(f"Number {number}").message_id for number in range(MAILS)]
    environment = os.environ | {
        "TEST_DATABASE_URL": database_url(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(port), str(CRASHES), order],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == str(["sent"] * MAILS)
    return written


@pytest.mark.django_db(transaction=True)
def test_every_mail_leaves_once_or_once_more_for_each_crash_and_is_known_again(
    postbox: Postbox, tmp_path: Path
) -> None:
    written = work(postbox, site_settings.EMAIL_PORT, tmp_path, "mark last")
    came = Counter(postbox.ids)
    assert set(came) == set(written)
    assert sum(came.values()) == MAILS + CRASHES, "one double for each crash and no more"
    assert len(set(postbox.received)) == MAILS, "a double is the same to the last byte"


@pytest.mark.django_db(transaction=True)
def test_a_mark_before_the_servers_yes_would_lose_one_for_each_crash(
    postbox: Postbox, tmp_path: Path
) -> None:
    written = work(postbox, site_settings.EMAIL_PORT, tmp_path, "mark first")
    assert len(set(written) - set(postbox.ids)) == CRASHES
