"""Workers that are killed where it hurts most: after the server's yes and before our mark.

A worker is a process of its own; it is killed with SIGKILL, so nothing tidies up.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from tests.core.mail.postbox import Postbox, write
from tests.race.two_processes import database_url

pytestmark = [pytest.mark.processes, pytest.mark.usefixtures("through_outbox")]

ROOT = Path(__file__).resolve().parents[3]
MAILS, CRASHES = 12, 6


def work(folder: Path, order: str) -> list[str]:
    """Let workers deliver ``MAILS`` mails of which ``CRASHES`` are killed; the ids of the mails."""
    written = [write(f"Number {number}").message_id for number in range(MAILS)]
    environment = os.environ | {
        "TEST_DATABASE_URL": database_url(folder),
        "DJANGO_SETTINGS_MODULE": "tests.core.mail.delivering_settings",
        "EMAIL_PORT": str(site_settings.EMAIL_PORT),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.dying_workers", str(CRASHES), order],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == {"killed": CRASHES, "states": {"sent": MAILS}}
    return written


@pytest.mark.django_db(transaction=True)
def test_every_mail_leaves_once_or_once_more_for_each_crash_and_is_known_again(
    postbox: Postbox, tmp_path: Path
) -> None:
    written = work(tmp_path, "mark-last")
    came = Counter(postbox.ids)
    assert set(came) == set(written)
    assert sum(came.values()) == MAILS + CRASHES, "one double for each crash and no more"
    assert len(set(postbox.received)) == MAILS, "a double is the same to the last byte"


@pytest.mark.django_db(transaction=True)
def test_a_mark_before_the_servers_yes_would_lose_one_for_each_crash(
    postbox: Postbox, tmp_path: Path
) -> None:
    written = work(tmp_path, "mark-first")
    assert len(set(written) - set(postbox.ids)) == CRASHES
