"""Shows under load and under kill -9 what registration promises, and prints the figures; ``./run proof``.

On SQLite, and on PostgreSQL where ``TEST_DATABASE_URL`` names a server. Takes minutes; ``--short`` takes one.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.proof.forms import killed_while_registering, sent_ten_times
from tests.proof.seats import rush


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    people: int
    seats: int
    at_once: int
    forms: int
    kills: int


SHORT, LONG = Size(200, 20, 60, 10, 5), Size(5_000, 50, 500, 100, 100)
Outcome = tuple[str, list[str]]
"""Figures in words, and what is not as it must be."""


def seats_given(kind: str, folder: Path, size: Size) -> Outcome:
    """R1 and R2."""
    came = rush(kind, folder, size.people, size.seats, size.at_once)
    figures = f"{len(came.answers)} wishes for {size.seats} seats, {size.at_once} at once: "
    return f"{figures}{came.a_minute:.0f} a minute, p99 {came.p99:.1f} s", came.complaints()


def forms_repeated(kind: str, folder: Path, size: Size) -> Outcome:
    """R4."""
    return f"{size.forms} forms, each ten times in parallel", sent_ten_times(kind, folder, size.forms)


def site_killed(kind: str, folder: Path, size: Size) -> Outcome:
    """R5."""
    storm = killed_while_registering(kind, folder, size.kills)
    figures = f"{storm.kills} times kill -9 of web and worker: {storm.acknowledged} forms answered before, "
    return f"{figures}{storm.unanswered} without an answer, all sent again", storm.complaints


PROOFS: dict[str, Callable[[str, Path, Size], Outcome]] = {
    "R1, R2 seats": seats_given,
    "R4 forms": forms_repeated,
    "R5 kills": site_killed,
}


def main() -> None:
    """Run the proofs and print a line for each."""
    parser = argparse.ArgumentParser(prog="./run proof", allow_abbrev=False)
    parser.add_argument("--short", action="store_true", help="fewer of everything")
    parser.add_argument("--only", choices=PROOFS, help="one of them")
    chosen = parser.parse_args()
    size = SHORT if chosen.short else LONG
    kinds = {"SQLite": "sqlite"}
    if server := os.environ.get("TEST_DATABASE_URL"):
        kinds["PostgreSQL"] = server
    failed = False
    for name, proof in PROOFS.items():
        if chosen.only not in (None, name):
            continue
        for database, kind in kinds.items():
            with tempfile.TemporaryDirectory() as folder:
                figures, complaints = proof(kind, Path(folder), size)
            failed = failed or bool(complaints)
            verdict = "; ".join(complaints) or "holds"
            sys.stdout.write(f"{name:<13}{database:<11} {figures}: {verdict}\n")
            sys.stdout.flush()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
