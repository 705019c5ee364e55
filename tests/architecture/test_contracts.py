"""The import contracts of ``pyproject.toml`` hold, and would notice if they did not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


def contracts_of(project: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=project,
        env=os.environ | {"PYTHONPATH": f"{project / 'site'}:{project}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the sources, to break a contract in."""
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    for room in ("site/config", "site/core", "site/home", "cooperation", "workshops"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_contracts_hold() -> None:
    done = contracts_of(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("site/core/publishing/models.py", "import cooperation.editions.models"),
        ("cooperation/agenda/models.py", "import workshops.programme.models"),
        ("cooperation/network/models.py", "import cooperation.editions.models"),
        ("cooperation/agenda/rules.py", "import cooperation.agenda.queries"),
    ],
)
def test_a_forbidden_import_breaks_a_contract(copied: Path, module: str, forbidden: str) -> None:
    with (copied / module).open("a") as source:
        source.write(f"\n{forbidden}\n")
    done = contracts_of(copied)
    assert done.returncode == 1
    assert "1 broken" in done.stdout, done.stdout
