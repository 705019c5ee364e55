"""Copies of the project to start ``./run`` in, and the ways of starting it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def copy_project(target: Path) -> Path:
    """Copy what git would hold of the project, as it stands now, to ``target``."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refuses(done: "subprocess.CompletedProcess[str]") -> str:
    """The one sentence that a refusal consists of: exit code 1, a single line, no traceback."""
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    (sentence,) = done.stderr.strip().splitlines()
    return sentence


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which nothing is installed."""
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def empty_path(tmp_path: Path) -> Path:
    """A folder for PATH that holds Python and nothing else."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    return tmp_path / "bin"


@pytest.fixture
def run(project: Path, empty_path: Path) -> Run:
    """Start ``./run`` in the copy with a nearly empty environment."""

    def start(*arguments: str, python: str = sys.executable, **environment: str) -> object:
        kept = {name: value for name, value in os.environ.items() if name.startswith("SSL_CERT")}
        return subprocess.run(
            [python, "run", *arguments],
            cwd=project,
            env=kept | {"PATH": str(empty_path), "HOME": str(empty_path.parent)} | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return start
