"""Asks Lighthouse about the site as it runs in production: ``python -m tests.lighthouse [PATH ...]``.

Needs Chromium, nginx with Brotli (Debian's packages nginx-light and libnginx-mod-http-brotli-static),
openssl, Node and npm's package lighthouse, whose command ``LIGHTHOUSE`` names (by default the one in PATH):
``npm install lighthouse`` in any folder, then ``LIGHTHOUSE=.../node_modules/.bin/lighthouse``. A machine with
something else to do gives worse numbers: the median of several runs is shown.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.demo_site import CHROMIUM_ARGUMENTS, chromium_path, production_site
from tests.nginx_in_front import nginx_in_front

PAGES = [
    "/",
    "/2027/",
    "/2027/agenda/",
    "/2027/workshops/parcels/",
    "/news/teamwork-in-mechelen/",
    "/editions/",
]
GOALS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS = {
    "largest-contentful-paint": ("LCP ms", 1200),
    "total-blocking-time": ("TBT ms", 50),
    "cumulative-layout-shift": ("CLS", 0),
    "total-byte-weight": ("KB", None),
}
"""Each with its name in the table and the most that it should be."""


@dataclass(frozen=True)
class Verdict:
    """What Lighthouse says of one page: scores in percent, metrics, and the audits that are not perfect."""

    scores: dict[str, float]
    metrics: dict[str, float]
    complaints: list[str]


def ask(program: str, origin: str, path: str, folder: Path) -> dict[str, Any]:
    """Run Lighthouse once, as a phone of the middle class sees the page; its report."""
    report = folder / "report.json"
    command = [program, origin + path, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--chrome-flags=--headless=new {' '.join(CHROMIUM_ARGUMENTS)} --ignore-certificate-errors"]
    environment = os.environ | {"CHROME_PATH": chromium_path() or "chromium"}
    for last in (False, True):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
        # Now and then the browser's trace is without its beginning (NO_NAVSTART), whatever the page.
        if last:
            sys.exit(f"Lighthouse failed on {path}:\n{done.stderr}")
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def judged(reports: list[dict[str, Any]]) -> Verdict:
    """The median of several reports about one page."""
    scores = {
        name: statistics.median(100 * (one["categories"][name]["score"] or 0) for one in reports)
        for name in GOALS
    }
    metrics = {
        name: statistics.median(one["audits"][name]["numericValue"] for one in reports) for name in METRICS
    }
    counted = {
        audit["id"]
        for name in GOALS
        for audit in reports[-1]["categories"][name]["auditRefs"]
        if audit["weight"] and name != "performance"
    }
    audits = reports[-1]["audits"].values()
    complaints = [
        f"{audit['id']}: {audit['title']}"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 0.9 and audit["id"] in counted
    ]
    return Verdict(scores, metrics, complaints)


def line(path: str, verdict: Verdict) -> str:
    """One row of the table; what misses its goal is marked."""
    cells = [f"{score:>5.0f}{' ' if score >= GOALS[name] else '!'}" for name, score in verdict.scores.items()]
    for name, value in verdict.metrics.items():
        goal = METRICS[name][1]
        shown = value / 1024 if name == "total-byte-weight" else value
        digits = 3 if name == "cumulative-layout-shift" else 0
        cells.append(f"{shown:>8.{digits}f}{' ' if goal is None or value <= goal else '!'}")
    return f"{path:<34}{''.join(cells)}"


@contextlib.contextmanager
def deployed(folder: Path) -> Iterator[str]:
    """The demo's content as docs/deploy.md serves it, all pictures made."""
    data, proxy = folder / "data", folder / "nginx"
    data.mkdir()
    proxy.mkdir()
    with (
        production_site(data, every_picture=True) as server,
        nginx_in_front(server.url, proxy, data) as origin,
    ):
        yield origin


def main() -> None:
    """Print the table and what Lighthouse complains of."""
    parser = argparse.ArgumentParser(prog="python -m tests.lighthouse", allow_abbrev=False)
    parser.add_argument("--runs", type=int, default=3, help="how often each page is asked about (3)")
    parser.add_argument("--reports", type=Path, help="a folder in which the last report of each page is kept")
    parser.add_argument(
        "--origin", help="a running site to ask, in place of one of its own on the demo's data"
    )
    parser.add_argument("pages", nargs="*", default=PAGES, help="their paths, by default six kinds of page")
    chosen = parser.parse_args()
    program = os.environ.get("LIGHTHOUSE", "lighthouse")
    heads = ["perf.", "acc.", "best", "seo"]
    names = "".join(f"{head:>5} " for head in heads) + "".join(f"{name:>8} " for name, _ in METRICS.values())
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        origin = chosen.origin or stack.enter_context(deployed(Path(folder)))
        sys.stdout.write(f"{'':<34}{names}\n")
        for path in chosen.pages:
            reports = [ask(program, origin, path, Path(folder)) for _run in range(chosen.runs)]
            if chosen.reports:
                chosen.reports.mkdir(parents=True, exist_ok=True)
                name = path.strip("/").replace("/", "-") or "home"
                (chosen.reports / f"{name}.json").write_text(json.dumps(reports[-1]))
            verdict = judged(reports)
            sys.stdout.write(f"{line(path, verdict)}\n")
            sys.stdout.writelines(f"    {complaint}\n" for complaint in verdict.complaints)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
