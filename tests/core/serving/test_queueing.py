"""Writers on SQLite get its lock in the order in which they came, and give up when it takes too long."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from core.serving import queueing

WRITERS = 8


@pytest.fixture
def file(db: None, tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A database in a file, which the connections of threads lead to."""
    if connection.vendor != "sqlite":
        pytest.skip("other databases let people queue")
    path = tmp_path / "queue.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE came (number INTEGER)")
    return path


class Writers:
    """Threads that come one after the other while somebody else writes."""

    def __init__(self, file: Path, patience: float = 20) -> None:
        self.file, self.patience = file, patience
        self.errors: list[str] = []

    def write(self, number: int) -> None:
        options = connection.settings_dict["OPTIONS"] | {"timeout": self.patience}
        connection.settings_dict = connection.settings_dict | {"NAME": str(self.file), "OPTIONS": options}
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO came VALUES (%s)", [number])
                time.sleep(0.01)
        except OperationalError as error:
            self.errors.append(str(error))
        finally:
            connection.close()

    def come(self, busy_for: float) -> list[int]:
        """In which order they wrote."""
        busy = sqlite3.connect(self.file, isolation_level=None)
        busy.execute("BEGIN IMMEDIATE")
        threads = [threading.Thread(target=self.write, args=(number,)) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
            time.sleep(0.03)
        time.sleep(busy_for)
        busy.execute("COMMIT")
        for thread in threads:
            thread.join()
        return [number for (number,) in busy.execute("SELECT number FROM came ORDER BY rowid")]


def test_who_came_first_writes_first(file: Path) -> None:
    assert Writers(file).come(busy_for=0.2) == list(range(WRITERS))


def test_without_the_queue_nobody_knows_who_is_next(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "wait_in_line", lambda execute, *words: execute(*words))
    written = Writers(file).come(busy_for=0.2)
    assert sorted(written) == list(range(WRITERS))
    assert written != list(range(WRITERS))


def test_who_waits_too_long_gives_up(file: Path) -> None:
    writers = Writers(file, patience=0.1)
    assert writers.come(busy_for=0.6) == []
    assert len(writers.errors) == WRITERS
    assert all("locked" in error for error in writers.errors)
