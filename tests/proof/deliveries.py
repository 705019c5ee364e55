"""R6 and R7: workers that are killed after the server's yes, and an hour of trouble with the mail server."""

import contextlib
import json
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.demo_site import ROOT
from tests.mail_server import FOR_EVER, Postbox, listening
from tests.proof.crowds import Answer, press_all, unwanted
from tests.proof.forms import form
from tests.proof.sites import Site

MINUTE = 1.0
"""Seconds in which a minute of trouble passes."""
A_MINUTE = 2
"""Forms that come in each minute."""
LONGEST = 15
"""Minutes within which everything has to be delivered once the server is back."""


def register(running: Site, guests: range) -> list[Answer]:
    """Let these guests send their forms; each is told by a mail."""
    return press_all(running.port, [form(running, number, uuid.uuid4()) for number in guests], 10)


# --- Workers that are killed ---------------------------------------------------------------------


@dataclass(frozen=True)
class Crashes:
    """What came of workers that were killed."""

    mails: int
    crashes: int
    doubles: int
    complaints: list[str]


def crash_workers(
    running: Site, postbox: Postbox, guests: range, crashes: int, order: str = "mark-last"
) -> Crashes:
    """R6: two rows of workers deliver at once and are killed between the server's yes and our mark."""
    register(running, guests)
    dying = [(crashes // 2, "leave"), (crashes - crashes // 2, "leave")]
    killed = sum(
        told["killed"] for told in [*workers(running, order, *dying), *workers(running, order, (0,))]
    )
    came, written = Counter(postbox.ids), set(running.call("judging.message_ids"))
    doubles = sum(came.values()) - len(came)
    found = []
    if lost := written - set(came):
        found.append(f"{len(lost)} of {len(written)} mails did not arrive")
    if doubles > killed:
        found.append(f"{doubles} doubles after {killed} crashes")
    if len(set(postbox.received)) != len(came):
        found.append("a double differs from its first")
    if killed < crashes:
        found.append(f"only {killed} of {crashes} workers were killed")
    return Crashes(len(written), killed, doubles, found)


def workers(running: Site, order: str, *rows: tuple[object, ...]) -> list[dict[str, Any]]:
    """Let rows of workers (``tests.dying_workers``) deliver at the same time; what each says at its end."""
    started = []
    for crashes, *rest in rows:
        words = [sys.executable, "-m", "tests.dying_workers", str(crashes), order, *map(str, rest)]
        started.append(subprocess.Popen(words, cwd=ROOT, env=running.environment, stdout=subprocess.PIPE))
    return [json.loads(row.communicate()[0]) for row in started]


# --- A mail server in trouble --------------------------------------------------------------------


@contextlib.contextmanager
def in_trouble(postbox: Postbox, **changes: object) -> Iterator[None]:
    """The server behaves differently for a while."""
    usual = {name: getattr(postbox, name) for name in changes}
    vars(postbox).update(changes)
    yield
    vars(postbox).update(usual)


TROUBLES: dict[str, dict[str, object] | None] = {
    "away": None,
    "refusing (451)": {"answer": "451 Come again"},
    "slow": {"waits": 0.3},
    "hanging before its first word": {"greets_after": FOR_EVER},
    "hanging after a mail": {"waits": FOR_EVER},
}
"""What is changed of the server; ``None`` when nobody listens at all."""


@dataclass(frozen=True)
class Outage:
    """What came of an hour of trouble: what the web answered, and the minutes until all had arrived."""

    trouble: str
    answers: list[Answer]
    minutes: int
    complaints: list[str]


def endure(running: Site, postbox: Postbox, port: int, trouble: str, guests: range) -> Outage:
    """R7: let guests register while there is ``trouble``, and count the minutes until all has arrived."""
    changes, answers = TROUBLES[trouble], list[Answer]()

    def a_minute_of_it(number: int) -> None:
        answers.extend(register(running, guests[number * A_MINUTE : (number + 1) * A_MINUTE]))

    with contextlib.nullcontext() if changes is None else listening(postbox, port):
        with in_trouble(postbox, **(changes or {})):
            for number in range(len(guests) // A_MINUTE):
                pass_a_minute(running, lambda number=number: a_minute_of_it(number))
        if changes is not None:
            minutes = until_all_arrived(running)
    if changes is None:
        with listening(postbox, port):
            minutes = until_all_arrived(running)
    return Outage(trouble, answers, minutes, outage_complaints(running, postbox, answers, minutes))


def pass_a_minute(running: Site, do: Callable[[], object]) -> None:
    """Let a minute pass in ``MINUTE`` seconds, in which something is done."""
    began = time.monotonic()
    do()
    time.sleep(max(0.0, MINUTE - (time.monotonic() - began)))
    running.call("clock.pass_on", 60 - (time.monotonic() - began))


def until_all_arrived(running: Site) -> int:
    """How many minutes pass until no mail waits any more."""
    for minute in range(4 * LONGEST):
        if not running.call("judging.mails").get("waiting"):
            return minute
        pass_a_minute(running, lambda: None)
    return 4 * LONGEST


def outage_complaints(running: Site, postbox: Postbox, answers: list[Answer], minutes: int) -> list[str]:
    """What is not as it must be."""
    found = unwanted(answers, 303)
    if minutes > LONGEST:
        found.append(f"{minutes} minutes until all had arrived")
    if lost := set(running.call("judging.message_ids")) - set(postbox.ids):
        found.append(f"{len(lost)} mails did not arrive")
    if given_up := running.call("judging.mails").get("failed"):
        found.append(f"{given_up} mails were given up")
    return found
