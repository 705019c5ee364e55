"""Measures our pages beside a bare Wagtail page and a Django hello-world; ``./run bench`` starts this."""

import argparse
import contextlib
import json
import os
import secrets
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.large_edition import YEAR
from tests.bench.measuring import HOST, ROOT, Measured, measure, server, wait_for
from tests.bench.registering import STEPS

sys.path.insert(0, str(ROOT / "site"))
from config.demo import demo_environment, prepare_demo, say

PAGES = {
    "home": "/",
    "edition": "/2027/",
    "agenda, 30 slots": "/2027/agenda/",
    "agenda, 300 slots": f"/{YEAR}/agenda/",
    "workshop": "/2027/workshops/parcels/",
    "agenda.ics": "/2027/agenda/agenda.ics",
    "agenda.pdf": "/2027/agenda/agenda.pdf",
}
CACHED_GOAL, UNCACHED_GOAL = 0.5, 0.7
UNDER_THE_UNCACHED_GOAL = ("edition", "agenda, 30 slots", "workshop")
MOST_QUERIES = 12
"""SQL queries of a page of which nothing is kept yet, not even menus and settings."""
PDF_GOAL = 1.0
"""Seconds for a PDF of 300 slots after warm-up."""
BADGES_GOAL = 2.0
"""Seconds for the badges of 300 people, other ones each time, after warm-up."""
MOST_REQUESTS, REGISTERING_GOAL = 5, 150.0
"""Requests from the registration page to the ticket with a seat, and their milliseconds in all."""
MOST_QUERIES_OF_A_DECISION = 10
"""SQL queries that give somebody a seat, while everybody else waits for the lock."""

MOST_QUERIES_OF_THE_LIST, RATIO_OF_A_FILTER = 15, 1.5
"""SQL queries of the list of registrations, and how much longer than the whole list it may take when it is
narrowed; 5,000 people in one of 20 editions."""

RIVALS = ("Django hello-world", "bare Wagtail page")
"""What our pages stand beside; each of them has one page."""
TURNS = 3

STATES = {
    "answered from the response cache": {},
    "without the response cache; what pages are made of (menus, texts drawn once) is kept": {
        "DJANGO_SETTINGS_MODULE": "tests.bench.uncached_settings"
    },
    "with nothing kept at all: each request makes everything anew": {"RESPONSE_CACHE_SECONDS": "0"},
}
"""What is set for each round. The second is what somebody signed in meets, the third the first visitor after
a change of anything."""
LEGEND = """cached        answered from the response cache, as most anonymous visitors are
uncached      no response cache; parts of the page that were drawn since the last change are kept
nothing kept  every part of every page is made anew for each request
registering   one person after the other up to the ticket, with a seat and its mail; 150 are registered
"""

Results = dict[str, Measured]


def run_quietly(module: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *module],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(module)} failed:\n{done.stderr}")
    return done.stdout


def prepared(data: Path, port: int) -> tuple[dict[str, str], list[float]]:
    """Load the demo and the large edition; the environment to serve them with, and the PDF's seconds."""
    environment = demo_environment(port, data)
    data.mkdir(parents=True, exist_ok=True)
    prepare_demo(data, environment)
    began = time.monotonic()
    run_quietly(["manage.py", "load_demo"], environment)
    say(f"Loading the demo once more took {time.monotonic() - began:.1f} s.")
    paths = {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    pdf_seconds = json.loads(
        run_quietly(
            ["-m", "tests.bench.large_edition"], environment | paths | {"RESPONSE_CACHE_SECONDS": "0"}
        )
    )
    served = environment | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "SITE_ORIGIN": f"https://{HOST}",
    }
    run_quietly(["manage.py", "collectstatic", "--noinput", "--verbosity", "0"], served)
    return served, pdf_seconds


def servers(data: Path, environment: dict[str, str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What is measured side by side: a name, the application, and what is set for it."""
    plain = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.plain.settings",
        "PLAIN_DATABASE": str(data / "plain.sqlite3"),
        "DATA_DIR": str(data),
    }
    run_quietly(["-m", "tests.bench.plain.load"], plain | {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"})
    hello = {"DJANGO_SETTINGS_MODULE": "tests.bench.hello.settings"}
    for name, settings in zip(RIVALS, (hello, plain), strict=True):
        yield name, "django.core.wsgi:get_wsgi_application()", settings
    for name, changes in STATES.items():
        yield name, "config.wsgi", environment | changes


def pages_of(name: str) -> dict[str, str]:
    """The pages of a server by what they are called."""
    return {"/": "/"} if name in RIVALS else PAGES


def measured_in_turn(data: Path, port: int, seconds: int, environment: dict[str, str]) -> dict[str, Results]:
    """Each page of each server in turn, several times, and the middle one of what came out.

    All servers stand all the time and idle while another one is asked: how fast a machine is changes by
    the minute, and so it changes for all of them.
    """
    found: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    with contextlib.ExitStack() as running:
        ports = {}
        for number, (name, application, settings) in enumerate(servers(data, environment)):
            log = data / f"server-{number}.log"
            ports[name] = running.enter_context(server(port + number, application, settings, log))
        asked = [(name, page) for name in ports for page in pages_of(name)]
        for turn in range(TURNS):
            say(f"Measuring every page of every server, turn {turn + 1} of {TURNS}.")
            for name, page in asked:
                found[name, page].append(measure(ports[name], pages_of(name)[page], seconds))
    results: dict[str, Results] = {}
    for (name, page), several in found.items():
        results.setdefault(name, {})[page] = sorted(several, key=lambda one: one.rate)[TURNS // 2]
    return results


def measured_registering(data: Path, port: int, environment: dict[str, str]) -> tuple[Results, int]:
    """What each request of a registration takes, and all of them; and the queries of a decision."""
    paths = {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    with server(port, "config.wsgi", environment, data / "registering.log"):
        wait_for(port, "/")
        found = json.loads(run_quietly(["-m", "tests.bench.registering", str(port)], environment | paths))
    people = found["people"]
    by_step = zip(STEPS, zip(*people, strict=True), strict=True)
    steps = {f"registering, {name}": timed(times) for name, times in by_step}
    whole = f"registering, {len(people[0])} requests"
    return steps | {whole: timed([sum(times) for times in people])}, found["queries"]


def timed(milliseconds: Sequence[float]) -> Measured:
    """What came one after the other."""
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return Measured(1000 / statistics.mean(milliseconds), statistics.median(milliseconds), cuts[98])


def registering_lines(registering: Results, queries: int) -> list[str]:
    *steps, (whole, in_all) = registering.items()
    is_met = in_all.p50 <= REGISTERING_GOAL and len(steps) <= MOST_REQUESTS
    goal = f"{REGISTERING_GOAL:.0f} ms in {MOST_REQUESTS} requests"
    told = "met" if queries <= MOST_QUERIES_OF_A_DECISION else "MISSED"
    return [
        *(line(name, what, {}) for name, what in steps),
        line(whole, in_all, {}, f"{'met' if is_met else 'MISSED'}: {goal}"),
        f"{'a decision about a seat, under the lock':<44}{queries:>4} SQL queries  "
        f"{told}: {MOST_QUERIES_OF_A_DECISION} at most",
    ]


def cold_queries(environment: dict[str, str]) -> list[str]:
    """Lines that say how many queries each page takes of a process that has just started."""
    paths = {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    counts = json.loads(run_quietly(["-m", "tests.bench.cold_queries", *PAGES.values()], environment | paths))
    lines = []
    for name, number in zip(PAGES, counts, strict=True):
        told = "met" if number <= MOST_QUERIES else "MISSED"
        lines.append(
            f"{f'{name}, all caches empty':<44}{number:>4} SQL queries  {told}: {MOST_QUERIES} at most"
        )
    return lines


def people_lines(environment: dict[str, str]) -> list[str]:
    """Lines about the host's list of 5,000 registrations: whole, and narrowed in some ways."""
    paths = {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    found = json.loads(run_quietly(["-m", "tests.bench.people"], environment | paths))
    whole = found["whole"][0]
    lines = []
    for name, (milliseconds, queries) in found.items():
        ratio = milliseconds / whole
        is_met = ratio <= RATIO_OF_A_FILTER and queries < MOST_QUERIES_OF_THE_LIST
        lines.append(
            f"{f'list of registrations, {name}':<44}{milliseconds:>7.1f} ms {queries:>3} SQL queries "
            f"{ratio:>5.2f}  {'met' if is_met else 'MISSED'}: below {MOST_QUERIES_OF_THE_LIST}, "
            f"{RATIO_OF_A_FILTER} of the whole"
        )
    return lines


def badge_lines(environment: dict[str, str]) -> list[str]:
    """Lines about the badges of 300 people, of each size."""
    paths = {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    found = json.loads(run_quietly(["-m", "tests.bench.badges"], environment | paths))
    lines = []
    for size, (first, *others) in found.items():
        told = "met" if max(others) < BADGES_GOAL else "MISSED"
        lines.append(
            f"300 badges, {size}: first {first:.2f} s, after warm-up {max(others):.2f} s at most  "
            f"{told}: {BADGES_GOAL:.0f} s"
        )
    return lines


def line(name: str, what: Measured, rivals: Results, verdict: str = "") -> str:
    ratios = [f"{what.rate / rival.rate:>12.2f}" for rival in rivals.values()]
    told = f"{name:<30}{what.rate:>10.0f}{what.p50:>9.1f}{what.p99:>9.1f}{''.join(ratios):<24}  {verdict}"
    return told.rstrip()


def verdict(ratio: float, goal: float, rival: str) -> str:
    return f"{'met' if ratio >= goal else 'MISSED'}: {goal} of {rival}"


def table(rivals: Results, cached: Results, uncached: Results, cold: Results) -> list[str]:
    hello, plain = (rivals[name].rate for name in RIVALS)
    lines = [f"{'':<30}{'req/s':>10}{'p50 ms':>9}{'p99 ms':>9}{'/ hello':>12}{'/ Wagtail':>12}  goal"]
    lines += [line(name, what, rivals) for name, what in rivals.items()]
    lines += [
        line(f"{name}, cached", what, rivals, verdict(what.rate / hello, CACHED_GOAL, "hello-world"))
        for name, what in cached.items()
    ]
    for name, what in uncached.items():
        counts = name in UNDER_THE_UNCACHED_GOAL
        told = verdict(what.rate / plain, UNCACHED_GOAL, "bare Wagtail") if counts else ""
        lines.append(line(f"{name}, uncached", what, rivals, told))
    return lines + [line(f"{name}, nothing kept", what, rivals) for name, what in cold.items()]


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("--seconds", type=int, default=2, help="how long each line is measured, thrice (2)")
    parser.add_argument(
        "--port", type=int, default=8765, help="the first of five ports for the servers (8765)"
    )
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "bench", help="its folder (var/bench)")
    chosen = parser.parse_args()
    data = chosen.data.resolve()
    environment, pdf_seconds = prepared(data, chosen.port)
    found = measured_in_turn(data, chosen.port, chosen.seconds, environment)
    rivals = {name: found[name]["/"] for name in RIVALS}
    measured = [found[name] for name in STATES]
    say("Measuring a registration.")
    registering = measured_registering(data, chosen.port, environment)
    say(f"\n{LEGEND}")
    parts = (
        lambda: table(rivals, *measured) + registering_lines(*registering),
        lambda: cold_queries(environment),
        lambda: people_lines(environment),
        lambda: badge_lines(environment),
        lambda: [pdf_line(pdf_seconds)],
    )
    lines = []
    for part in parts:
        # Each is told as soon as it is there: a part that fails takes nothing along.
        lines += (told := part())
        say("\n".join(told))
    sys.exit(any("MISSED" in told for told in lines))


def pdf_line(pdf_seconds: list[float]) -> str:
    """How long a PDF of 300 slots takes, the first one and the slowest of the others."""
    warm = max(pdf_seconds[1:])
    told = "met" if warm < PDF_GOAL else "MISSED"
    return f"PDF of 300 slots: first {pdf_seconds[0]:.2f} s, after warm-up {warm:.2f} s at most  {told}: 1 s"


if __name__ == "__main__":
    main()
