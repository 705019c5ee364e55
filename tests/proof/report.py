"""The table of figures: line by line while it comes, and whole as ``docs/proof.md``."""

import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import django

from tests.proof.proofs import LONG, PROOFS, Proof, Shown

FILE = Path(__file__).resolve().parents[2] / "docs" / "proof.md"
HEAD = """\
# What registration promises, shown

Figures of `./run proof`. It starts the site in several processes (gunicorn with three processes of eight
threads, the worker, a mail server that answers as told), each time on a database of its own, sends forms to
it over HTTP, and then asks the database. Each row runs a second time, small, without the guard on which it
rests: if nothing were noticed then, the row would show nothing. `./run test --all` runs a short form of each.

A row stands until it is measured again, with `--only` or with all others; beside its day stands on what
machine, and how busy that was before. Without options it is {usual}.

| row | what | database | figures | holds | with the guard out | measured |
|---|---|---|---|---|---|---|
"""
FOOT = """
- R1, R2: a wish is a POST to a ticket's page of seats over a connection of its own; the order is that of the
  rows of the bookings. What we want is 1,000 a minute, and at 100 at once 99 of 100 answers within 3 s from a
  site of the size that `docs/deploy.md` advises (one process on SQLite, one for each core on PostgreSQL); the
  crowd shares the machine with the site. On SQLite several processes wait for its one lock in no order.
  Between the two rushes a fifth of the crowd comes again to empty seats, once for each seed, which draws
  their order.
- R3: people book, leave, swap, accept, decline, cancel and register over HTTP, while a host changes seats,
  reserves, the way of promotion and the agenda through the site's actions. The checker replays every event
  with an implementation of its own (`tests/workshops/registration/laws.py`).
- R5: web and worker are killed together, at most 0.8 s after the first answer of a round; in the end everyone
  sends the same form again.
- R6: each worker is killed after the server's yes to its first, second or third mail; its lease ends at once
  instead of after ten minutes.
- R7: web, worker and mail server are real, and time is not: in each second all mails that wait are made a
  minute older, and the worker waits half a second for an answer instead of ten. Minutes here are those.
- R10: the public agenda in all its formats is compared in the same way by
  `tests/cooperation/pages/test_times.py`.

Beside these rows:

- R12, one ticket on ten phones that were without a line, is `tests/race/test_checkin.py`, with and without
  the lock.
- S1, malformed: `MALFORMED_INPUTS=34000 ./run test tests/workshops/registration/views/test_malformed.py`
  sends that many made-up forms of up to 25 fields (NUL bytes, half characters, bidi, numbers of 5,000
  digits), as many things in place of an address, and as many bodies that are no forms. On 27 November 2026
  (SQLite) all forms and all addresses were answered; 3,000 forms drawn alike had 7.6 fields each on average.
  Of the bodies a part was sent before the run was stopped. Each run of `./run test --all` makes up 30 others.
"""


@dataclass(frozen=True)
class Line:
    """One row on one database; ``noticed`` is what the opposite looked like."""

    proof: Proof
    database: str
    shown: Shown
    noticed: list[str]

    @property
    def holds(self) -> bool:
        """Whether all is as it must be, and whether the opposite was noticed."""
        return not self.shown.complaints and bool(self.noticed)

    def __str__(self) -> str:
        verdict = "; ".join(self.shown.complaints) or "holds"
        return f"{self.proof.row:<7}{self.database:<11} {self.shown.figures}: {verdict}; {self.opposite()}"

    def opposite(self) -> str:
        """What came of it without the guard, in words."""
        more = f", and {len(self.noticed) - 2} more" if len(self.noticed) > 2 else ""
        noticed = "; ".join(self.noticed[:2]) or "NOTHING WAS NOTICED"
        return f"without {self.proof.guard}: {noticed}{more}"

    def as_row(self, measured: str) -> str:
        """For the table; ``measured`` says when that was."""
        verdict = "; ".join(self.shown.complaints) or "yes"
        cells = [self.proof.row, self.proof.what, self.database, self.shown.figures, verdict, self.opposite()]
        cells.append(measured)
        return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |\n"


def machine() -> str:
    """What it ran on."""
    processor, memory = "", 0.0
    if (cpus := Path("/proc/cpuinfo")).exists():
        names = [line for line in cpus.read_text().splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else ""
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"Python {platform.python_version()}, Django {django.__version__}"
    return f"{os.cpu_count()} cores ({processor or platform.machine()}), {memory:.0f} GiB, {python}"


def rows_of(table: str) -> dict[tuple[str, str], str]:
    """The rows that stand in ``table``, by what they show and on which database."""
    rows = {}
    for line in table.splitlines(keepends=True):
        cells = line.split(" | ")
        if cells[0].startswith("| R"):
            rows[cells[0].removeprefix("| "), cells[2]] = line
    return rows


def merged(table: str, lines: list[Line], measured: str) -> str:
    """The rows of ``table`` with those of ``lines`` in place of theirs, in the order of the proofs."""
    rows = rows_of(table) | {(line.proof.row, line.database): line.as_row(measured) for line in lines}
    order = [proof.row for proof in PROOFS]
    return "".join(
        rows[key] for key in sorted(rows, key=lambda key: (order.index(key[0]), key[1] != "SQLite"))
    )


def write(lines: list[Line], load_before: float) -> None:
    """Write the table; a row that was not measured now stays as it was."""
    head = HEAD.format(
        usual=", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in asdict(LONG).items()),
    )
    measured = f"{datetime.now(UTC):%-d %B %Y}, {machine()}, load {load_before:.1f}"
    FILE.write_text(head + merged(FILE.read_text(), lines, measured) + FOOT)
