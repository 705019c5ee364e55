"""The demo: makes its data in one folder, then keeps the website and the worker running.

``./run demo`` starts this when the packages are there. Standard library only: it looks after programs, and
imports none of them.
"""

import argparse
import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("site", "cooperation", "workshops")
START_SECONDS = 90
STOP_SECONDS = 15

Processes = dict[str, "subprocess.Popen[bytes]"]


def say(sentence: str) -> None:
    """Print one sentence at once, also into a pipe."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def give_up(sentence: str) -> NoReturn:
    """Stop with exit code 1 and one sentence that says what happened."""
    sys.stdout.flush()
    sys.exit(sentence)


def shown_at(port: int) -> str:
    """Where people open the demo: by name, because browsers keep passkeys for names and not for numbers."""
    return f"http://localhost:{port}"


def demo_environment(port: int, data: Path) -> dict[str, str]:
    """The demo lives in one folder and touches no database that the machine's environment names."""
    return dict(
        os.environ,
        DJANGO_SETTINGS_MODULE="config.settings.demo",
        DATA_DIR=str(data),
        MEDIA_ROOT=str(data / "media"),
        PRIVATE_MEDIA_ROOT=str(data / "private"),
        DATABASE_URL=f"sqlite:///{data / 'db.sqlite3'}",
        REDIS_URL="",
        ALLOWED_HOSTS="localhost,127.0.0.1,[::1]",
        SITE_ORIGIN=shown_at(port),
    )


def what_the_demo_is_made_of() -> str:
    """A hash over the migrations and the demo's own code: when it changes, the demo is loaded again."""
    patterns = ("migrations/*.py", "demo*/**/*", "data/*", "management/commands/*.py")
    sources = [ROOT / "uv.lock"]
    for pattern in patterns:
        sources += [source for room in ROOMS for source in (ROOT / room).glob(f"**/{pattern}")]
    digest = hashlib.sha256()
    for source in sorted(source for source in sources if source.is_file() and source.suffix != ".pyc"):
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()


def start(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start a program of the project in a session of its own: Ctrl-C reaches the demo alone."""
    return subprocess.Popen(  # noqa: S603 the commands are this module's own
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def prepare_demo(data: Path, environment: dict[str, str]) -> None:
    made_of, stamp = what_the_demo_is_made_of(), data / "made-of"
    if stamp.is_file() and stamp.read_text() == made_of and (data / "db.sqlite3").is_file():
        say(f"The demo in {data} is up to date.")
        return
    steps = [
        (f"Making the database in {data}.", ["migrate", "--verbosity", "0"]),
        ("Loading the demo: members, editions, agendas, workshops and pictures.", ["load_demo"]),
    ]
    for sentence, command in steps:
        say(sentence)
        process = start(["manage.py", *command], environment)
        try:
            code = process.wait()
        except KeyboardInterrupt:
            stop({command[0]: process})
            give_up("\nStopped before the demo was complete; the next start makes it so.")
        if code:
            give_up(f"The demo could not be made: {command[0]} failed, for the reason above.")
    stamp.write_text(made_of)


def answers(address: str) -> bool:
    """Whether the site on this machine answers with success, past any proxy."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=30) as answer:
            return answer.status == 200
    except OSError:
        return False


def stop(processes: Processes) -> None:
    """End the demo's own processes: kindly, and after a while not kindly."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    last_moment = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        try:
            process.wait(max(0.1, last_moment - time.monotonic()))
        except subprocess.TimeoutExpired:
            # It may end just now: then the group is gone, or on macOS still there and not to be signalled.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


def watch(processes: Processes, until: Callable[[], bool] = lambda: False) -> None:
    """Return when ``until`` says so; give up when one of the processes ends by itself."""
    while not until():
        for name, process in processes.items():
            if process.poll() is not None:
                code = process.returncode
                give_up(f"The {name} stopped by itself (exit code {code}), so the rest was stopped too.")
        time.sleep(0.2)


def serve(port: int, environment: dict[str, str]) -> None:
    """Run the website and the worker until Ctrl-C, or until one of them ends."""
    gunicorn = f"-m gunicorn --pythonpath site --bind 127.0.0.1:{port} --worker-class gthread --threads 8"
    gunicorn += " --log-level warning --no-control-socket config.wsgi"
    commands = {"website": gunicorn.split(), "worker": ["manage.py", "worker"]}
    origin = f"http://127.0.0.1:{port}"
    processes: Processes = {}
    say("Starting the website and its worker.")
    try:
        for name, command in commands.items():
            processes[name] = start(command, environment)
        last_moment = time.monotonic() + START_SECONDS
        watch(processes, lambda: answers(f"{origin}/healthz") or time.monotonic() > last_moment)
        if not answers(f"{origin}/"):
            give_up(f"The website did not answer within {START_SECONDS} seconds, so all was stopped.")
        say(f"\nThe site is ready: {shown_at(port)}/")
        say("The bar on top shows it as others see it. Ctrl-C stops it.")
        watch(processes)
    except KeyboardInterrupt:
        say("\nStopping the website and its worker.")
    finally:
        stop(processes)
    say("Stopped.")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("data", type=Path)
    chosen = parser.parse_args()
    environment = demo_environment(chosen.port, chosen.data)
    for folder in ("media", "private", "static"):
        (chosen.data / folder).mkdir(exist_ok=True)
    # Interruptions, too: a shell that starts this in the background lets them be ignored.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)
    prepare_demo(chosen.data, environment)
    serve(chosen.port, environment)


if __name__ == "__main__":
    main()
