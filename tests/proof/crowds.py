"""Many people who press a button at the same time."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Press:
    """One form that somebody sends; ``who`` tells whose answer is whose."""

    who: str
    path: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """What came back: a status, 0 when nothing did; where it leads; and how long it took, in seconds."""

    who: str
    status: int
    location: str
    seconds: float
    retry_after: str = ""


def post(port: int, press: Press, timeout: float = 120) -> Answer:
    """Send one form over a connection of its own."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("localhost", port, timeout=timeout)
    try:
        connection.request("POST", press.path, urlencode(press.fields), TYPE)
        response = connection.getresponse()
        response.read()
        status, location = response.status, response.headers.get("Location", "")
        retry_after = response.headers.get("Retry-After", "")
    except (OSError, http.client.HTTPException):
        status, location, retry_after = 0, "", ""
    finally:
        connection.close()
    return Answer(press.who, status, location, time.perf_counter() - began, retry_after)


def press_all(
    port: int, presses: Iterable[Press], at_once: int, answers: list[Answer] | None = None
) -> list[Answer]:
    """Let ``at_once`` people at a time press their buttons until all have; the answers in no order.

    Each comes into ``answers`` as soon as there is one.
    """
    waiting: SimpleQueue[Press] = SimpleQueue()
    for press in presses:
        waiting.put(press)
    answers = [] if answers is None else answers

    def one_after_the_other() -> None:
        while True:
            try:
                press = waiting.get_nowait()
            except Empty:
                return
            answers.append(post(port, press))

    people = [threading.Thread(target=one_after_the_other) for _number in range(at_once)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return answers


def unwanted(answers: Iterable[Answer], *wanted: int) -> list[str]:
    """How many answers have a status that is not ``wanted``, in words; 0 stands for no answer."""
    wrong = Counter(answer.status for answer in answers if answer.status not in wanted)
    return [f"{number} answers {status}" for status, number in sorted(wrong.items())]


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
