"""The shape of the tree, which tools cannot know by themselves."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_site_is_a_source_root_and_never_a_package() -> None:
    """``site`` belongs to the standard library; a package of that name could not be imported."""
    assert not (ROOT / "site" / "__init__.py").exists()
    found = subprocess.run(
        [sys.executable, "-c", "import site; print(site.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not found.stdout.startswith(str(ROOT))


def test_git_ignores_nothing_of_site() -> None:
    files = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "site").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    ]
    assert files
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        input="\n".join(files),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ignored.stdout == ""


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {"utils.py", "helpers.py", "common.py", "misc.py"}
    sources = [path for room in ("site", "cooperation", "workshops") for path in (ROOT / room).rglob("*.py")]
    assert sources
    assert [path for path in sources if path.name in names] == []


def test_media_holds_nothing_but_its_readme_and_its_ignore_file() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "media"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(tracked.stdout.split()) <= {"media/.gitignore", "media/README.md"}
