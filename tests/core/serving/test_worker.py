"""The worker does its jobs again and again, outlives their failures, and stops when told."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail import send_mail
from django.core.management import call_command
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.serving.models import WorkerBeat
from home.models import HomePage, StandardPage

ROOT = Path(__file__).resolve().parents[3]


def fail() -> None:
    """A job that goes wrong."""
    raise ValueError("this job always fails")


def test_once_does_every_job(db: None, home_page: HomePage, settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"
    send_mail("Your place", "Welcome", None, ["ona@example.org"])
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="new", expire_date=timezone.now() + timedelta(days=1))
    page = home_page.add_child(instance=StandardPage(title="Soon", slug="soon", live=False))
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)

    call_command("worker", once=True)

    assert OutgoingMail.objects.get().state == OutgoingMail.State.SENT
    assert [message.subject for message in mail.outbox] == ["Your place"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    page.refresh_from_db()
    assert page.live
    assert timezone.now() - WorkerBeat.objects.get().at < timedelta(seconds=10)


def test_a_job_that_fails_is_logged_and_the_others_are_done(
    db: None, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WORKER_JOBS = [(f"{__name__}.fail", 1), ("core.serving.actions.forget_sessions", 1)]
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    call_command("worker", once=True)
    assert not Session.objects.exists()
    assert "this job always fails" in caplog.text


@pytest.mark.processes
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_when_told(other_process: dict[str, str], number: signal.Signals) -> None:
    command = [sys.executable, "manage.py", "worker"]
    worker = subprocess.Popen(command, cwd=ROOT, env=other_process, stderr=subprocess.PIPE, text=True)
    try:
        assert worker.stderr is not None
        assert "worker started" in worker.stderr.readline()
        time.sleep(0.5)
        worker.send_signal(number)
        _out, log = worker.communicate(timeout=20)
    finally:
        worker.kill()
    assert worker.returncode == 0
    assert "worker stopped" in log
    assert "job failed" not in log
