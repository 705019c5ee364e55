"""The test suite in its two sizes; ``./run test`` starts this.

Without ``--all``: on SQLite, without what needs a browser, other programs, processes or a bare machine, and
without the sweeps that throw very many inputs at one thing or walk the whole site; of a test with many cases
the first and the last. With arguments that narrow it, all cases. With ``--all``: everything on SQLite,
then on PostgreSQL and Redis what a database can change (so no browser, no validator, no start of ``./run``
once more, and two cases of many unless a test is marked as for every case), then the browser. With
``--coverage`` the lines and branches that the first and the last run reach are counted.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest"]
COVERAGE = [sys.executable, "-m", "coverage"]
# The tests of a module stay together, so that what they share is made once; the modules are handed out in the
# order of tests/conftest.py, the slowest first, and not those with the most tests first.
PARALLEL = ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadfile", "--no-loadscope-reorder"]
ON_THIS_MACHINE = (
    "not browser and not services and not bare and not migrations and not processes and not sweeps"
)
TWO_CASES = "--two-cases"
ON_ANOTHER_DATABASE = [
    *("-m", "not browser and not services and not bare"),
    *("--ignore", "tests/runner", TWO_CASES),
]
SERVICES = {
    "TEST_DATABASE_URL": "a PostgreSQL database, such as postgres://postgres@127.0.0.1:5432/test",
    "TEST_REDIS_URL": "a Redis database that may be emptied, such as redis://127.0.0.1:6379/1",
}


def run(command: list[str], **changes: str) -> int:
    return subprocess.run(command, cwd=ROOT, env=os.environ | changes, check=False).returncode


def usual_tests(arguments: list[str]) -> int:
    """Run the tests that need nothing; in one process when arguments narrow them, for a debugger."""
    options = arguments or [*PARALLEL, TWO_CASES]
    return run([*PYTEST, "-m", ON_THIS_MACHINE, *options], TEST_DATABASE_URL="", TEST_REDIS_URL="")


def what_is_missing() -> list[str]:
    missing = [f"{name} names {what}" for name, what in SERVICES.items() if not os.environ.get(name)]
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")):
        missing.append("CHROMIUM names the browser, when it is not in PATH as chromium or google-chrome")
    return missing


def counted(report: Path) -> dict[str, int]:
    """How many tests passed, failed and were skipped; a run without a report counts as one failure."""
    if not report.exists():
        return {"passed": 0, "failed": 1, "skipped": 0}
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return {"passed": tests - failed - skipped, "failed": failed, "skipped": skipped}


def all_tests(arguments: list[str], *, with_coverage: bool) -> int:
    """Run everything on one database, then on the other, and end on one line that counts all runs."""
    missing = what_is_missing()
    if missing:
        sys.exit("./run test --all needs more than this machine has set: " + "; ".join(missing) + ".")
    without_services = dict.fromkeys(SERVICES, "")
    # Takes a third of the time more, and on another database the same lines run again.
    counting = ["--cov", "--cov-report="] if with_coverage else []
    runs = [
        ("on SQLite", ["-m", "not browser", *counting], without_services),
        ("on PostgreSQL and Redis", ON_ANOTHER_DATABASE, {}),
        # By themselves: an open browser runs an event loop, in which Django refuses to ask a database.
        ("in a browser", ["-m", "browser", *counting], without_services),
    ]
    codes, totals = [], {"passed": 0, "failed": 0, "skipped": 0}
    with tempfile.TemporaryDirectory() as reports:
        for number, (name, which, changes) in enumerate(runs):
            print(f"\nThe tests {name}.", flush=True)
            report = Path(reports) / f"{number}.xml"
            options = [*which, *PARALLEL, f"--junitxml={report}", *arguments]
            codes.append(run([*PYTEST, *options], COVERAGE_FILE=f".coverage.{number}", **changes))
            for outcome, number_of_tests in counted(report).items():
                totals[outcome] += number_of_tests
    if with_coverage:
        codes.append(tell_coverage())
    print(", ".join(f"{number} {outcome}" for outcome, number in totals.items()), flush=True)
    return 1 if any(codes) else 0


def tell_coverage() -> int:
    """Print what the runs reached together."""
    print("\nBranch coverage on SQLite and in the browser.", flush=True)
    run([*COVERAGE, "combine", "--quiet", *(str(data) for data in ROOT.glob(".coverage.[0-9]"))])
    return run([*COVERAGE, "report"])


def main() -> None:
    said = sys.argv[1:]
    arguments = [argument for argument in said if argument not in ("--all", "--coverage")]
    if "--all" in said:
        sys.exit(all_tests(arguments, with_coverage="--coverage" in said))
    if "--coverage" in said:
        sys.exit("Coverage is counted over everything: ./run test --all --coverage.")
    sys.exit(usual_tests(arguments))


if __name__ == "__main__":
    main()
