"""The installer is the file that ``uv.lock`` names, for this machine, or it is not used."""

import importlib.machinery
import importlib.util
import platform
import threading
import tomllib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from tests.runner.conftest import ROOT, Run, refuses


def load_run() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("run", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader("run", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def locked_wheels() -> list[str]:
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    (package,) = [package for package in packages if package["name"] == "uv"]
    return sorted(wheel["url"].rsplit("/", 1)[-1] for wheel in package["wheels"])


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A package index on this machine: its folder and its address."""
    folder = tmp_path / "index" / "uv"
    folder.mkdir(parents=True)
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("system", "machine", "c_library", "expected"),
    [
        ("Linux", "x86_64", "glibc", "manylinux_2_17_x86_64"),
        ("Linux", "aarch64", "glibc", "manylinux_2_17_aarch64"),
        ("Linux", "x86_64", "", "musllinux_1_1_x86_64"),
        ("Linux", "aarch64", "", "musllinux_1_1_aarch64"),
        ("Darwin", "x86_64", "", "macosx_10_12_x86_64"),
        ("Darwin", "arm64", "", "macosx_11_0_arm64"),
        ("SunOS", "sun4v", "", None),
    ],
)
def test_each_machine_gets_its_own_wheel(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, c_library: str, expected: str | None
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda: (c_library, ""))
    fits = load_run().fits_this_machine
    chosen = next((name for name in locked_wheels() if fits(name)), None)
    assert (chosen is None) == (expected is None)
    assert expected is None or expected in str(chosen)


def test_a_mirror_that_lacks_the_installer_is_named(run: Run, mirror: tuple[Path, str]) -> None:
    folder, address = mirror
    (folder / "index.html").write_text("<html></html>")
    sentence = refuses(run("manage", "check", UV_DEFAULT_INDEX=address))
    assert sentence.startswith(f"The package index {address} has no uv-")


def test_a_file_that_is_not_the_locked_one_is_thrown_away(
    run: Run, mirror: tuple[Path, str], project: Path
) -> None:
    folder, address = mirror
    for name in locked_wheels():
        (folder / name).write_bytes(b"something else")
    sentence = refuses(run("manage", "check", PIP_INDEX_URL=address))
    assert sentence.endswith("is not the file that uv.lock names, so it was thrown away.")
    assert not list(project.glob(".tools/*"))


def test_the_lock_names_public_addresses_only() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    sources = {
        package["source"].get("registry") for package in packages if "virtual" not in package["source"]
    }
    assert len(sources) == 1
    assert all(
        wheel["hash"].startswith("sha256:") for package in packages for wheel in package.get("wheels", [])
    )
