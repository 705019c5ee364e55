"""The site in several processes on a database of its own, for a crowd to run against."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import psycopg

from tests.demo_site import ROOT, free_port, wait_for


@dataclass
class Site:
    """A site, what its database was filled with, and a process inside it (``inside``)."""

    port: int
    environment: dict[str, str]
    inside: "subprocess.Popen[str]"
    filled: dict[str, Any] = field(default_factory=dict)
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    one_question: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    def start_web(self, processes: int = 3, threads: int = 8) -> "subprocess.Popen[bytes]":
        """Start gunicorn as in production and wait until it answers."""
        size = {"WEB_PROCESSES": str(processes), "WEB_THREADS": str(threads)}
        command = [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py"]
        command += ["--pythonpath", "site:.", "--timeout", "120", "--log-level", "error"]
        started = self._start(command, WEB_BIND=f"127.0.0.1:{self.port}", **size)
        self.processes.append(started)
        wait_for(f"{self.url}/robots.txt", started)
        return started

    def start_worker(self) -> "subprocess.Popen[bytes]":
        """Start what delivers mails."""
        command = [sys.executable, "manage.py", "worker"]
        started = self._start(command)
        self.processes.append(started)
        return started

    def _start(self, command: list[str], **more: str) -> "subprocess.Popen[bytes]":
        # Without one of its guards it complains a lot, as it should.
        errors = subprocess.DEVNULL if "GUARD_OUT" in self.environment else None
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment | more, stderr=errors, start_new_session=True
        )

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """End a process and all that it started, without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def call(self, function: str, *arguments: Any) -> Any:
        """What a function gives back that is called inside the site, such as ``judging.bookings``.

        Raises:
            RuntimeError: it failed.
        """
        pipes = self.inside
        assert pipes.stdin
        assert pipes.stdout
        with self.one_question:
            pipes.stdin.write(json.dumps([function, arguments]) + "\n")
            pipes.stdin.flush()
            answer = json.loads(pipes.stdout.readline() or '{"failed": "it has ended"}')
        if "failed" in answer:
            raise RuntimeError(f"{function}: {answer['failed']}")
        return answer["told"]


def environment(folder: Path, database: str, **changes: str) -> dict[str, str]:
    """All data of the site lies in one folder and one database, whatever the machine's environment names."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.proof.settings",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "REDIS_URL": "",
        "LOG_LEVEL": "ERROR",
        "EMAIL_URL": "dummymail://",
        **changes,
    }


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database: ``sqlite``, or the address of a PostgreSQL server to make one on."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'proof.sqlite3'}"
        return
    name = f"proof_{uuid.uuid4().hex}"
    with psycopg.connect(kind, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{kind.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def inside(kind: str, folder: Path, *, without: str = "", **changes: str) -> Iterator[Site]:
    """A site that is not started, on an empty database, ``without`` one of its guards.

    ``careless.apps.GUARDS`` says which there are. Whatever of it runs at the end is ended.
    """
    if without:
        changes |= {"DJANGO_SETTINGS_MODULE": "tests.proof.careless.settings", "GUARD_OUT": without}
    with database(kind, folder) as address:
        surroundings = environment(folder, address, **changes)
        (folder / "static").mkdir()
        command = [sys.executable, "-m", "tests.proof.inside"]
        with subprocess.Popen(
            command, cwd=ROOT, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as answering:
            made = Site(free_port(), surroundings, answering)
            try:
                yield made
            finally:
                for process in made.processes:
                    made.kill(process)


@contextlib.contextmanager
def site(
    kind: str,
    folder: Path,
    people: int = 0,
    seats: int = 1,
    sessions: int = 1,
    keys: int = 0,
    **changes: str,
) -> Iterator[Site]:
    """A filled site that is not started yet; the rest is as for ``inside``."""
    with inside(kind, folder, **changes) as made:
        made.filled = made.call("filling.fill", people, seats, sessions, keys)
        yield made
