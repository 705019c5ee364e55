"""``./run`` on a machine that has Python and git and nothing else.

As root, and where debootstrap is there, the machine is a fresh Debian in a folder of its own; elsewhere an
empty environment whose PATH leads to Python alone comes as near as this machine allows.
"""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.runner.conftest import copy_project, free_port
from tests.runner.watching import answer, started

pytestmark = pytest.mark.bare
DEBIAN = Path("/var/tmp/cooperation-day-bare")
FIRST_START, SECOND_START = 300, 30
PACKAGES = "python3,git,ca-certificates"
NO_PACKAGE_TOOLS = "import importlib.util as u; print([n for n in ('pip', 'ensurepip') if u.find_spec(n)])"


@dataclass
class Machine:
    """A way of starting commands, in a folder that holds the project."""

    prefix: list[str]
    folder: Path
    environment: dict[str, str]

    def command(self, *words: str) -> list[str]:
        return [*self.prefix, *words]

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(*words),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def debian() -> Path:
    """The root of a minimal Debian 12, made once and kept for the next run."""
    complete = DEBIAN / "complete"
    if not complete.exists():
        shutil.rmtree(DEBIAN, ignore_errors=True)
        include = f"--include={PACKAGES}"
        subprocess.run(["debootstrap", "--variant=minbase", include, "bookworm", DEBIAN], check=True)
        complete.touch()
    shutil.copy("/etc/resolv.conf", DEBIAN / "etc" / "resolv.conf")
    trusted = Path(os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt"))
    shutil.copy(trusted, DEBIAN / "etc" / "ssl" / "certs" / "ca-certificates.crt")
    return DEBIAN


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    if os.geteuid() == 0 and shutil.which("debootstrap"):
        root, inside = debian(), f"/root/{uuid.uuid4().hex}"
        folder = copy_project(root / inside.lstrip("/"))
        # The shell is there to change the folder, which chroot itself cannot.
        prefix = ["chroot", str(root), "/bin/sh", "-c", f'cd {inside} && exec "$@"', "sh"]
        places = {"PATH": "/usr/bin:/bin", "HOME": inside, "TMPDIR": "/tmp"}
    else:
        folder = copy_project(tmp_path / "project")
        (tmp_path / "bin").mkdir()
        for name, program in (
            ("python3", sys.executable),
            ("git", shutil.which("git")),
            ("env", "/usr/bin/env"),
        ):
            (tmp_path / "bin" / name).symlink_to(str(program))
        prefix, places = [], {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    yield Machine(prefix, folder, proxies | places | {"PATH": f"/usr/sbin:{places['PATH']}"})
    shutil.rmtree(folder)


def test_from_nothing_to_a_site_that_answers(
    machine: Machine, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    for tool in ("uv", "pip", "make"):
        assert machine.run("/bin/sh", "-c", f"command -v {tool}").returncode != 0, f"{tool} is there"
    if machine.prefix:
        assert machine.run("python3", "-c", NO_PACKAGE_TOOLS).stdout == "[]\n"
    port = free_port()
    demo = machine.command("./run", "demo", "--port", str(port))
    with started(demo, machine.folder, machine.environment, tmp_path / "first") as first:
        seconds = first.wait_until_ready(FIRST_START)
        assert "Fetching the installer" in first.said
        assert "Loading the demo" in first.said
        assert answer(f"http://127.0.0.1:{port}/")[0] == 200
        assert first.interrupt() == 0
    with started(demo, machine.folder, machine.environment, tmp_path / "second") as second:
        again = second.wait_until_ready(SECOND_START)
        assert "Loading the demo" not in second.said
        assert second.interrupt() == 0
    record_property("first start, seconds", round(seconds))
    record_property("second start, seconds", round(again))
    done = machine.run("./run", "manage", "check")
    assert done.returncode == 0, done.stderr
