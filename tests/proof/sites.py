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
from typing import Any

import psycopg

from tests.demo_site import ROOT, free_port, wait_for


@dataclass
class Site:
    """A running site, and what its database was filled with."""

    port: int
    environment: dict[str, str]
    filled: dict[str, Any]
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    def start_web(self, processes: int = 3, threads: int = 8) -> "subprocess.Popen[bytes]":
        """Start gunicorn and wait until it answers."""
        bind = f"--pythonpath site:. --bind 127.0.0.1:{self.port} --no-control-socket --backlog 2048"
        size = f"--workers {processes} --threads {threads} --timeout 120 --log-level error"
        command = [sys.executable, "-m", "gunicorn", *bind.split(), *size.split(), "config.wsgi"]
        started = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        self.processes.append(started)
        wait_for(f"{self.url}/robots.txt", started)
        return started

    def start_worker(self) -> "subprocess.Popen[bytes]":
        """Start what delivers mails."""
        command = [sys.executable, "manage.py", "worker"]
        started = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        self.processes.append(started)
        return started

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """End a process and all that it started, without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def ask(self, code: str) -> Any:
        """What an expression gives, asked of the database by a process of its own; it has to be JSON."""
        script = (
            "import django, json; django.setup()\n"
            "from workshops.registration.models import *\nfrom core.mail.models import OutgoingMail\n"
            "from django.db.models import *\n"
            f"print(json.dumps({code}, default=str))"
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout)


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
def site(
    kind: str, folder: Path, people: int = 0, seats: int = 1, sessions: int = 1, keys: int = 0, **changes: str
) -> Iterator[Site]:
    """A filled site that is not started yet; whatever of it runs at the end is ended."""
    with database(kind, folder) as address:
        surroundings = environment(folder, address, **changes)
        command = [sys.executable, "-m", "tests.proof.filling", *map(str, (people, seats, sessions, keys))]
        done = subprocess.run(
            command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        made = Site(free_port(), surroundings, json.loads(done.stdout))
        try:
            yield made
        finally:
            for process in made.processes:
                made.kill(process)
