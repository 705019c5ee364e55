"""The settings of a server that people reach, started as a server starts them."""

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.runner.conftest import copy_project

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / ".env.example"
DEPLOY = ["check", "--deploy", "--fail-level", "WARNING"]


def example_environment() -> dict[str, str]:
    """What ``.env.example`` sets, with a key filled in as it asks for."""
    lines = [line for line in EXAMPLE.read_text().splitlines() if re.match(r"[A-Z_]+=", line)]
    values = dict(line.split("=", 1) for line in lines)
    assert values["SECRET_KEY"] == "", "an example must not hold a key that somebody would keep"
    return {name: value.strip('"') for name, value in values.items()} | {
        "SECRET_KEY": secrets.token_urlsafe(50)
    }


def manage(tmp_path: Path, *command: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    places = {"DATA_DIR": str(tmp_path), "MEDIA_ROOT": str(tmp_path / "media")}
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment | example_environment() | places | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_the_deployment_check_with_the_example_environment(tmp_path: Path) -> None:
    done = manage(tmp_path, *DEPLOY)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_passes_the_deployment_check_on_postgresql_and_redis(tmp_path: Path) -> None:
    services = {"DATABASE_URL": "postgres://nobody@127.0.0.1/nowhere", "REDIS_URL": "redis://127.0.0.1/9"}
    done = manage(tmp_path, *DEPLOY, **services)
    assert done.returncode == 0, done.stderr


def test_the_deployment_check_can_fail(tmp_path: Path) -> None:
    assert "security.W009" in manage(tmp_path, *DEPLOY, SECRET_KEY="short").stderr


@pytest.mark.parametrize("switch", ["on", "1", "true"])
def test_production_refuses_to_start_as_a_demo(tmp_path: Path, switch: str) -> None:
    done = manage(tmp_path, "check", DEMO=switch)
    assert done.returncode == 1
    assert "DEMO is on, and lets anyone become an organiser." in done.stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SITE_ORIGIN": "http://meeting.example"}, "SITE_ORIGIN must begin with https://"),
    ],
)
def test_production_refuses_to_start_without_what_it_needs(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    done = manage(tmp_path, "check", **changes)
    assert done.returncode == 1
    assert told in done.stderr


def test_the_example_names_every_variable_that_is_read_and_no_other() -> None:
    read = {"DJANGO_SETTINGS_MODULE"}
    for source in (ROOT / "site" / "config").rglob("*.py"):
        read |= set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', source.read_text()))
        if source.name == "gunicorn.py":
            read |= set(re.findall(r'environ\.get\("([A-Z_]+)"', source.read_text()))
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(), flags=re.MULTILINE))
    assert named == read


def test_the_commands_take_their_settings_from_the_file(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / ".env").write_text("DJANGO_SETTINGS_MODULE=config.settings.production\nSECRET_KEY=\n")
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=project,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "SECRET_KEY is empty; .env.example says how to make one." in done.stderr


def test_gunicorn_starts_with_its_configuration_and_answers(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py"],
        cwd=ROOT,
        env=example_environment()
        | {"DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"], "WEB_BIND": f"127.0.0.1:{port}"},
    )
    try:
        assert answer_of(port, "/account/") == (301, "https://meeting.example/account/")
    finally:
        server.terminate()
        server.wait(30)


def answer_of(port: int, path: str) -> tuple[int, str | None]:
    """Status and ``Location`` as soon as the server answers; a plain request is sent on to https."""
    last_moment = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": "meeting.example"})
            answer = connection.getresponse()
        except OSError:
            assert time.monotonic() < last_moment, "gunicorn did not answer within a minute"
            time.sleep(0.2)
        else:
            return answer.status, answer.headers["Location"]
        finally:
            connection.close()
