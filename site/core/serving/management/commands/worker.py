"""``manage.py worker``: everything that happens without somebody waiting for a page."""

import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from types import FrameType
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.module_loading import import_string

log = structlog.get_logger("worker")


class Job:
    """Something to do again and again."""

    def __init__(self, path: str, seconds: float) -> None:
        self.name = path.rpartition(".")[2]
        self.seconds = seconds
        self.work: Callable[[], object] = import_string(path)
        self.due_at = 0.0

    def run_when_due(self) -> None:
        """Do it if its time has come; a failure is logged, and it comes again at its next time."""
        if time.monotonic() < self.due_at:
            return
        self.due_at = time.monotonic() + self.seconds
        try:
            self.work()
        except Exception:
            log.exception("job failed", job=self.name)


class Command(BaseCommand):
    """Runs the jobs of ``WORKER_JOBS`` until it is told to stop (SIGTERM or Ctrl-C).

    Any number of workers may run: each job is safe beside itself.
    """

    help = "Deliver mails, publish what is scheduled, and clear away what is over, until stopped."

    sign_of_life_seconds = 10
    pause_seconds = 0.5

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--once`` runs every job one time and ends."""
        parser.add_argument("--once", action="store_true", help="Run each job one time and end.")

    def handle(self, *_args: Any, once: bool = False, **_options: Any) -> None:
        """Run until stopped; the job at work is finished first."""
        jobs = [Job("core.serving.actions.say_alive", self.sign_of_life_seconds)]
        jobs += [Job(path, seconds) for path, seconds in settings.WORKER_JOBS]
        if once:
            for job in jobs:
                job.run_when_due()
            return
        stop = self._stop_on_signals()
        log.info("worker started")
        while not stop.is_set():
            close_old_connections()  # one that the database closed meanwhile is not used again
            for job in jobs:
                # The sign of life is the first job, and comes again between long ones.
                jobs[0].run_when_due()
                job.run_when_due()
                if stop.is_set():
                    break
            stop.wait(self.pause_seconds)
        log.info("worker stopped")

    def _stop_on_signals(self) -> threading.Event:
        stop = threading.Event()

        def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        return stop
