"""R1 and R2: everybody wants the same seats at the same moment."""

import time
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.proof.crowds import Answer, Press, percentile, press_all, unwanted
from tests.proof.sites import Site


@dataclass(frozen=True)
class Rush:
    """What came of a rush for seats."""

    answers: list[Answer]
    seats: int
    rows: list[dict[str, Any]]
    """The bookings in the order in which they were made: key, person, state."""
    seconds: float

    def complaints(self) -> list[str]:
        """What is not as it must be; empty when all is well."""
        found = []
        confirmed = [row for row in self.rows if row["state"] == "confirmed"]
        if len(confirmed) != min(self.seats, len(self.answers)):
            found.append(f"{len(confirmed)} seats given of {self.seats}")
        if confirmed != self.rows[: len(confirmed)]:
            found.append("somebody waits who came before one who has a seat")
        found += unwanted(self.answers, 303)
        if {answer.who for answer in self.answers} != {row["person"] for row in self.rows}:
            found.append("the answers and the rows name different people")
        if len(self.rows) != len({row["person"] for row in self.rows}):
            found.append("somebody has two bookings")
        return found

    @property
    def a_minute(self) -> float:
        """Decisions in a minute."""
        return 60 * len(self.answers) / self.seconds

    @property
    def p99(self) -> float:
        """Seconds within which 99 of 100 answers came."""
        return percentile((answer.seconds for answer in self.answers), 0.99)


def press_for_seats(
    running: Site,
    seats: int,
    at_once: int,
    number: int = 0,
    people: int | None = None,
    seed: int | None = None,
) -> Rush:
    """Let the first ``people``, or everybody, press the button for session ``number``, so many at a time.

    They come as they are numbered, or in the order that ``seed`` gives.
    """
    session = running.filled["sessions"][number]
    fields = (("wish", "book"), ("session", str(session)))
    presses = [
        Press(str(person), f"/registrations/{ticket}/seats/", fields)
        for person, ticket in enumerate(running.filled["tickets"][:people])
    ]
    if seed is not None:
        Random(seed).shuffle(presses)
    # The first request of a process imports half of the site; that is not what is measured.
    press_all(running.port, [Press("", "/registrations/nobody/seats/", fields)] * 12, 12)
    began = time.perf_counter()
    answers = press_all(running.port, presses, at_once)
    seconds = time.perf_counter() - began
    return Rush(answers, seats, running.call("judging.bookings", session), seconds)
