"""The demo's site as a process of its own on throw-away data, for what needs a real server and a browser."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60


@dataclass(frozen=True)
class DemoServer:
    """A running site; ``manage`` runs one of Django's commands on its data."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a command and give back what it printed.

        Raises:
            RuntimeError: the command failed; what it complained of.
        """
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]} failed:\n{done.stderr}")
        return done.stdout

    def call(self, function: str) -> None:
        """Call a function of the tests, named by its dotted path, on the site's data."""
        module, name = function.rsplit(".", 1)
        way = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
        self.manage("shell", "-c", f"{way}; from {module} import {name}; {name}()")


def chromium_path() -> str | None:
    """The system's Chromium, or the one that ``CHROMIUM`` names."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``url`` answers.

    Raises:
        RuntimeError: the server ends, or is silent for a minute.
    """
    last_moment = time.monotonic() + START_SECONDS
    while time.monotonic() < last_moment:
        if process.poll() is not None:
            raise RuntimeError(f"The server at {url} ended with {process.returncode}.")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # our own loopback server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} did not answer.")


@contextlib.contextmanager
def demo_site(data: Path, settings: str = "config.settings.demo") -> Iterator[DemoServer]:
    """Serve the demo in ``data`` as ``./run demo`` does, on a free port of this machine."""
    port = free_port()
    origin = f"http://localhost:{port}"
    server = DemoServer(origin, environment(data, settings) | {"SITE_ORIGIN": origin})
    (data / "static").mkdir(exist_ok=True)
    load_demo(server, data)
    arguments = f"--pythonpath site --bind 127.0.0.1:{port} --threads 4 --no-control-socket"
    with served(server, [*arguments.split(), "--log-level", "warning", "config.wsgi"]):
        yield server


@contextlib.contextmanager
def production_site(data: Path, *, every_picture: bool = False) -> Iterator[DemoServer]:
    """Serve the demo in ``data`` as docs/deploy.md does.

    Only nginx is missing; ``behind_nginx`` adds what it would tell.

    Args:
        every_picture: make all sizes of its pictures first, as the worker does; takes a minute.
    """
    port = free_port()
    deployed = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost",
        "SITE_ORIGIN": f"https://localhost:{port}",
        "WEB_BIND": f"127.0.0.1:{port}",
    }
    server = DemoServer(
        f"http://localhost:{port}", environment(data, "config.settings.production") | deployed
    )
    load_demo(server, data)
    server.manage("collectstatic", "--noinput", "--verbosity", "0")
    if every_picture:
        work = "from core.publishing.actions import render_pending_pictures as some\nwhile some(60): pass"
        server.manage("shell", "-c", work)
    with served(
        server, ["--config", "site/config/gunicorn.py", "--log-level", "warning", "tests.behind_nginx"]
    ):
        yield server


def load_demo(server: DemoServer, data: Path) -> None:
    """Fill ``data`` with the demo; in what was filled before, only the site's address changes."""
    if not (data / "db.sqlite3").exists():
        server.manage("migrate", "--verbosity", "0")
    server.manage("load_demo")


def environment(data: Path, settings: str) -> dict[str, str]:
    """All data of the site lies in one folder, whatever the machine's environment names."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "REDIS_URL": "",
        "MEDIA_ROOT": str(data / "media"),
        "PRIVATE_MEDIA_ROOT": str(data / "private"),
    }


@contextlib.contextmanager
def served(server: DemoServer, arguments: list[str]) -> Iterator[None]:
    """Keep a gunicorn running, started with these arguments."""
    command = [sys.executable, "-m", "gunicorn", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=server.environment)
    try:
        wait_for(f"{server.url}/", process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)
