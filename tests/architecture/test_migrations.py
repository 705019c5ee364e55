"""The migrations build what the models say, on the database that the tests run on."""

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("site", "cooperation", "workshops")


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing is yet, of the kind that the tests run on."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    name = f"migrations_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server.rsplit('/', 1)[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(database: str, *command: str) -> "subprocess.CompletedProcess[str]":
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_DATABASE_URL": database}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.migrations
def test_the_migrations_run_from_nothing_to_the_models(empty_database: str) -> None:
    assert manage(empty_database, "migrate", "--check").returncode == 1, "the database was not empty"
    done = manage(empty_database, "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    assert manage(empty_database, "migrate", "--check").returncode == 0
    done = manage(empty_database, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout


def test_the_blocks_of_pages_stay_out_of_the_migrations() -> None:
    """Otherwise each change of a block would need a migration that does nothing."""
    migrations = [path for room in ROOMS for path in (ROOT / room).rglob("migrations/[0-9]*.py")]
    assert migrations
    assert [
        path for path in migrations if re.search(r"block_lookup=\{[^}]|wagtail\.blocks", path.read_text())
    ] == []
