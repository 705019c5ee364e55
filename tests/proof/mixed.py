"""R3: mixed wishes from many people at once, while the host changes seats, reserves and the agenda."""

import random
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event, Thread

from tests.proof.crowds import Answer, Press, press_all, unwanted
from tests.proof.forms import form
from tests.proof.sites import Site

PAUSE = 0.1
"""Seconds between what the host does."""


@dataclass(frozen=True)
class Mix:
    """What came of mixed wishes."""

    answers: list[Answer]
    seconds: float
    host: dict[str, int]
    """How often the host did what."""
    events: dict[str, int]
    """How often what happened to a seat."""
    violations: list[str]
    stopped_by: str = ""
    """What went wrong with the host."""

    def complaints(self) -> list[str]:
        """What is not as it must be; empty when all is well."""
        found = unwanted(self.answers, 303, 409)
        if self.stopped_by:
            found.append(f"the host met: {self.stopped_by}")
        if self.violations:
            found.append(f"{len(self.violations)} broken laws, the first: {self.violations[0]}")
        return found


def mix(running: Site, operations: int, guests: range, seed: int = 1, at_once: int = 24) -> Mix:
    """Let people and the host do ``operations`` things, and read the history that they leave."""
    running.call("hosting.begin", seed)
    over, errors = Event(), list[str]()
    host = Thread(target=keep_house, args=(running, over, errors))
    began = time.perf_counter()
    host.start()
    answers = press_all(running.port, wishes(running, operations, guests, seed), at_once)
    seconds = time.perf_counter() - began
    over.set()
    host.join()
    running.call("hosting.end")
    done, events = running.call("hosting.act", 0), running.call("judging.happened")
    return Mix(answers, seconds, done, events, running.call("judging.broken_laws"), "".join(errors[:1]))


def keep_house(running: Site, over: Event, errors: list[str]) -> None:
    """Let the host do one thing after the other until the crowd is gone."""
    while not over.wait(PAUSE):
        try:
            running.call("hosting.act", 1)
        except RuntimeError as error:
            errors.append(str(error).strip().rpartition("\n")[2])


def wishes(running: Site, number: int, guests: range, seed: int) -> Iterator[Press]:
    """What people wish, drawn from a seed; each of the ``guests`` registers somewhere on the way."""
    drawn = random.Random(seed)
    sessions = running.filled["sessions"]

    def seat(wish: str, swapped: bool = False) -> Press:
        ticket = drawn.choice(running.filled["tickets"])
        session, other = drawn.sample(sessions, 2)
        fields = (("wish", wish), ("session", str(session)))
        more = (("instead_of", str(other)),) if swapped else ()
        return Press(wish, f"/registrations/{ticket}/seats/", (*fields, *more))

    def cancel() -> Press:
        return Press("cancel", f"/registrations/{drawn.choice(running.filled['tickets'])}/cancel/", ())

    def join() -> Press:
        return form(running, drawn.choice(guests), uuid.UUID(int=drawn.getrandbits(128), version=4))

    choices: list[tuple[float, Callable[[], Press]]] = [
        (40, lambda: seat("book")),
        (18, lambda: seat("leave")),
        (24, lambda: seat("swap", swapped=True)),
        (10, lambda: seat("accept")),
        (4, lambda: seat("decline")),
        (0.5, cancel),
        (3, join),
    ]
    weights = [weight for weight, _wish in choices]
    for _number in range(number):
        yield drawn.choices([wish for _weight, wish in choices], weights)[0]()
