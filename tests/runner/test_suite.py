"""What the tests' own options leave out."""

import subprocess
import sys

import pytest

from tests.runner.conftest import ROOT

PLAIN, EVERY_CASE = "tests/core/searching/test_words.py", "tests/home/search/test_search.py"

pytestmark = pytest.mark.processes


def collected(*options: str) -> dict[str, list[str]]:
    """The cases that pytest would run of the two files, by test, in their order."""
    # Quiet twice would count only, and the project's own options say it once.
    own = ["-o", "addopts=--nomigrations", "-q", "--collect-only", PLAIN, EVERY_CASE]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *own, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if "::" in line:
            test, _bracket, case = line.partition("[")
            found.setdefault(test, []).append(case)
    return found


def test_of_many_cases_the_first_and_the_last_are_run_unless_each_counts() -> None:
    whole, narrowed = collected(), collected("--two-cases")
    assert max(len(cases) for test, cases in whole.items() if test.startswith(PLAIN)) > 2
    assert narrowed == {
        test: cases if test.startswith(EVERY_CASE) or len(cases) < 2 else [cases[0], cases[-1]]
        for test, cases in whole.items()
    }
