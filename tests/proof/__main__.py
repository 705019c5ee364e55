"""Shows under load and under kill -9 what registration promises, and prints the figures; ``./run proof``.

On SQLite, and on PostgreSQL where ``TEST_DATABASE_URL`` names a server. Takes half an hour and more;
``--short`` takes minutes.
"""

import argparse
import os
import signal
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from tests.proof.proofs import LONG, PROOFS, SHORT, Proof, Size
from tests.proof.report import FILE, Line, write


def chosen() -> argparse.Namespace:
    """What the command's words say."""
    parser = argparse.ArgumentParser(prog="./run proof", allow_abbrev=False)
    parser.add_argument("--short", action="store_true", help="fewer of everything")
    parser.add_argument("--only", choices=[proof.row for proof in PROOFS], help="one row")
    parser.add_argument("--write", action="store_true", help=f"write the table to docs/{FILE.name}")
    for name, number in asdict(LONG).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, help=f"{number}, unless it is said here")
    return parser.parse_args()


def size_of(words: argparse.Namespace) -> Size:
    """How much of everything was asked for."""
    said = {name: getattr(words, name) for name in asdict(LONG) if getattr(words, name) is not None}
    return replace(SHORT if words.short else LONG, **said)


def line_of(proof: Proof, database: str, kind: str, size: Size) -> Line:
    """Show one row on one database, and its opposite."""
    with tempfile.TemporaryDirectory() as folder:
        shown = proof.show(kind, Path(folder), size)
    with tempfile.TemporaryDirectory() as folder:
        return Line(proof, database, shown, proof.without_guard(kind, Path(folder)))


def main() -> None:
    """Run the proofs and print a line for each."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))  # and end what was started
    words = chosen()
    size = size_of(words)
    kinds = {"SQLite": "sqlite"}
    if server := os.environ.get("TEST_DATABASE_URL"):
        kinds["PostgreSQL"] = server
    load = os.getloadavg()[0]
    lines = []
    for proof in PROOFS:
        for database, kind in kinds.items() if words.only in (None, proof.row) else ():
            lines.append(line_of(proof, database, kind, size))
            sys.stdout.write(f"{lines[-1]}\n")
            sys.stdout.flush()
    if words.write:
        write(lines, load)
    sys.exit(0 if all(line.holds for line in lines) else 1)


if __name__ == "__main__":
    main()
