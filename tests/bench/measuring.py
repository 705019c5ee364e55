"""Servers of one kind, and what wrk measures of them."""

import contextlib
import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "meeting.example"
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}
"""What nginx would add; sent to every server alike."""
THREADS = 8
CONNECTIONS = 8
WARM_UP_REQUESTS = 20
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Measured:
    """Requests per second, and the milliseconds that half and that 99 in 100 of them stayed under."""

    rate: float
    p50: float
    p99: float


@contextlib.contextmanager
def server(port: int, application: str, environment: dict[str, str], log: Path) -> Iterator[int]:
    """One gunicorn process with threads, the same for everything that is measured."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    command += ["--threads", str(THREADS), "--no-control-socket", "--log-level", "warning", application]
    paths = {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    with log.open("w") as sink:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | paths | environment, stdout=sink, stderr=sink
        )
        try:
            yield port
        finally:
            process.terminate()
            process.wait(30)


def fetch(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=HEADERS)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def wait_for(port: int, path: str) -> None:
    """Ask until the server is up."""
    last_moment = time.monotonic() + 60
    while True:
        try:
            fetch(port, path)
            break
        except OSError:
            if time.monotonic() > last_moment:
                raise
            time.sleep(0.2)


def warm_up(port: int, path: str) -> None:
    """Ask until the server is up, then often enough that every thread has imported what it needs."""
    wait_for(port, path)
    answers = [fetch(port, path) for _request in range(WARM_UP_REQUESTS)]
    if {answer.status for answer in answers} != {200}:
        sys.exit(f"{path} answers {answers[-1].status}, so there is nothing to measure.")


def milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * UNITS[unit]


def measure(port: int, path: str, seconds: int) -> Measured:
    """Let wrk ask for ``path`` over a few open connections for some seconds."""
    warm_up(port, path)
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
    command += ["--latency", "--timeout", "30s"]
    for name, value in HEADERS.items():
        command += ["--header", f"{name}: {value}"]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        sys.exit(f"{path} failed under load:\n{done.stdout}")
    if "nan" in done.stdout:  # not one answer within the time
        return measure(port, path, 3 * seconds)
    return Measured(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1]),  # type: ignore[index]
        p50=milliseconds(re.search(r"(?m)^\s+50%\s+(\S+)", done.stdout)[1]),  # type: ignore[index]
        p99=milliseconds(re.search(r"(?m)^\s+99%\s+(\S+)", done.stdout)[1]),  # type: ignore[index]
    )
