"""``./run demo`` as a newcomer meets it: what it says, how it stops, and what it does when a part dies."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runner.conftest import ROOT, free_port
from tests.runner.watching import Demo, answer, is_running, started

pytestmark = pytest.mark.bare
FIRST_START, SECOND_START = 240, 30
"""Longest time until it answers, in seconds, on two cores that are busy with other tests as well."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def demo(data: Path, port: int, tmp_path: Path) -> Iterator[Demo]:
    """The demo in this checkout, in an environment that names a database which it must leave alone."""
    environment = dict(os.environ, DATABASE_URL=f"sqlite:///{tmp_path / 'not-mine.sqlite3'}")
    command = [sys.executable, "run", "demo", "--port", str(port), "--data", str(data)]
    with started(command, ROOT, environment, tmp_path / "output") as running:
        running.wait_until_ready(FIRST_START)
        yield running
    assert not (tmp_path / "not-mine.sqlite3").exists()


def test_one_interruption_stops_both(demo: Demo, data: Path, port: int) -> None:
    # By name, because browsers keep passkeys for names only; the number answers as well.
    assert f"The site is ready: http://localhost:{port}/" in demo.said
    assert [answer(f"http://{host}:{port}/")[0] for host in ("localhost", "127.0.0.1")] == [200, 200]
    assert f"<loc>http://localhost:{port}/" in answer(f"http://localhost:{port}/sitemap.xml")[1]
    assert {path.name for path in data.iterdir()} >= {"db.sqlite3", "media"}
    children = demo.children()
    assert set(children) == {"website", "worker"}
    assert demo.interrupt() == 0
    assert demo.said.endswith("Stopping the website and its worker.\nStopped.\n")
    assert "Traceback" not in demo.said
    assert [pid for pid in children.values() if is_running(pid)] == []


@pytest.mark.parametrize("part", ["website", "worker"])
def test_when_one_part_dies_the_other_is_stopped(demo: Demo, part: str) -> None:
    children = demo.children()
    os.kill(children[part], signal.SIGKILL)
    assert demo.process.wait(60) == 1
    assert f"The {part} stopped by itself (exit code -9), so the rest was stopped too." in demo.said
    assert "Traceback" not in demo.said
    time.sleep(0.5)
    assert [pid for pid in children.values() if is_running(pid)] == []


def test_a_second_start_loads_nothing_and_takes_seconds(demo: Demo, data: Path, tmp_path: Path) -> None:
    demo.interrupt()
    again = [sys.executable, "run", "demo", "--port", str(free_port()), "--data", str(data)]
    with started(again, ROOT, dict(os.environ), tmp_path / "again") as second:
        assert second.wait_until_ready(SECOND_START) < SECOND_START
        assert "is up to date" in second.said
        assert "Loading the demo" not in second.said
