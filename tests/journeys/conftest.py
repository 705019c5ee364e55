"""A real server with the demo's data, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class DemoServer:
    """A running site; ``manage`` runs one of Django's commands on its data."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a command and give back what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``url`` answers; fail when the server ends or is silent for half a minute."""
    for _attempt in range(150):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=2).close()  # our own loopback server
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{url} did not answer")


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """The demo's site as ``./run demo`` serves it, on data of its own."""
    data = tmp_path_factory.mktemp("demo")
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "MEDIA_ROOT": str(data / "media"),
        "PRIVATE_MEDIA_ROOT": str(data / "private"),
        "SITE_ORIGIN": f"http://localhost:{port}",
    }
    server = DemoServer(f"http://localhost:{port}", environment)
    server.manage("migrate", "--verbosity", "0")
    server.manage("load_demo")
    arguments = ["--pythonpath", "site", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *arguments, "config.wsgi"], cwd=ROOT, env=environment
    )
    try:
        wait_for(f"{server.url}/", process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium, the one that the system installed."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no Chromium found: install Debian's package chromium, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A fresh tab in a profile of its own; anything that the page's policy blocks fails the test."""
    context = chromium.new_context()
    page = context.new_page()
    violations: list[str] = []
    page.on(
        "console",
        lambda message: violations.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    context.close()
    assert violations == []
