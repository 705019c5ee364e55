"""What stops ``./run`` is told in one sentence, before anything is half done."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runner.conftest import ROOT, Run, refuses

NOWHERE = "http://127.0.0.1:9"
OLD_PYTHONS = ["3.6", "3.7", "3.8", "3.9", "3.10"]


def old_python(version: str) -> str | None:
    """A Python of this version on this machine, also where pyenv keeps it."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python3"))
    return str(kept[-1]) if kept else shutil.which(f"python{version}")


def test_alone_it_lists_its_commands(run: Run) -> None:
    done = run()
    assert done.returncode == 0
    for command in ("demo", "test", "test --all", "check", "bench", "manage"):
        assert f"./run {command}" in done.stdout


def test_an_unknown_command_is_refused(run: Run) -> None:
    done = run("dmeo")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no command called dmeo.")


@pytest.mark.parametrize("version", OLD_PYTHONS)
def test_an_old_python_is_told_which_one_is_needed(run: Run, version: str) -> None:
    python = old_python(version)
    if python is None:
        pytest.skip(f"Python {version} is not on this machine")
    sentence = refuses(run("demo", python=python))
    assert sentence.startswith(f"This needs Python 3.11 or newer, and this is Python {version}.")


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "run").read_text(), feature_version=(3, 6))


def test_a_taken_port_is_said_before_anything_is_installed(run: Run, project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        sentence = refuses(run("demo", "--port", str(port)))
    assert sentence.startswith(f"Port {port} is taken by another program")
    assert not (project / ".venv").exists()


def test_a_number_that_is_no_port_is_refused(run: Run) -> None:
    assert refuses(run("demo", "--port", "70000")).startswith("70000 is no port")


def test_a_folder_that_cannot_be_made_is_refused(run: Run, project: Path) -> None:
    sentence = refuses(run("demo", "--port", "8119", "--data", str(project / "manage.py" / "inside")))
    assert "cannot be used" in sentence


def test_without_a_network_the_installer_cannot_be_fetched(run: Run) -> None:
    sentence = refuses(run("manage", "check", HTTPS_PROXY=NOWHERE, https_proxy=NOWHERE))
    assert sentence.startswith("Could not fetch ")
    assert "is this machine connected to the network?" in sentence


def test_without_a_network_the_packages_cannot_be_fetched(run: Run, empty_path: Path) -> None:
    for fetched in (ROOT / ".tools").glob("uv-*"):
        (empty_path / "uv").symlink_to(fetched)
    path = f"{empty_path}:{os.environ['PATH']}"
    assert shutil.which("uv", path=path), "./run test has either found uv or fetched it"
    proxies = {"ALL_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE, "UV_HTTP_RETRIES": "0"}
    cache = str(empty_path.parent / "cache")
    sentence = refuses(run("manage", "check", PATH=path, UV_CACHE_DIR=cache, **proxies))
    assert sentence.startswith("The packages could not be fetched")


def test_the_tests_need_git(run: Run) -> None:
    assert refuses(run("test")).startswith("git is missing")


def test_the_bench_needs_wrk(run: Run) -> None:
    assert refuses(run("bench")).startswith("wrk is missing")


@pytest.mark.parametrize("variable", ["TEST_DATABASE_URL", "TEST_REDIS_URL"])
def test_all_tests_say_what_they_lack(variable: str) -> None:
    others = {"TEST_DATABASE_URL": "postgres://127.0.0.1/x", "TEST_REDIS_URL": "redis://127.0.0.1/1"}
    done = subprocess.run(
        [sys.executable, ".ci/suite.py", "--all"],
        cwd=ROOT,
        env=others | {variable: ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{variable} names a" in refuses(done)
