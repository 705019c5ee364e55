"""Start ``./run demo`` and see what it says and whether it answers."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path


class Demo:
    """A running ``./run demo`` and what it has said so far."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str], output: Path) -> None:
        self.output = output
        self.started = time.monotonic()
        with output.open("w") as sink:
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
            )

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_until_ready(self, seconds: int) -> float:
        """Wait for its word that the site is ready; how long that took since the start, in seconds."""
        while "The site is ready" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() - self.started < seconds, self.said
            time.sleep(0.1)
        return time.monotonic() - self.started

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def children(self) -> dict[str, int]:
        """The website's and the worker's process ids."""
        listed = subprocess.run(
            ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        ).stdout
        found = {}
        for line in listed.splitlines():
            pid, parent, command = line.split(None, 2)
            if int(parent) == self.process.pid:
                found["website" if "gunicorn" in command else "worker"] = int(pid)
        return found


@contextlib.contextmanager
def started(command: list[str], folder: Path, environment: dict[str, str], output: Path) -> Iterator[Demo]:
    demo = Demo(command, folder, environment, output)
    try:
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.process.terminate()
            demo.process.wait(60)


def answer(address: str) -> tuple[int, str]:
    """Status and text of a page on this machine, past any proxy."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(address, timeout=60) as response:
        return response.status, response.read().decode()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
