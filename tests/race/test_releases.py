"""Two organisers release at the same moment: two numbers, and none is lost.

Each release runs in a process of its own against a real database file or PostgreSQL. Both wait for each
other before they begin, and both are slow between reading the last number and writing the next, so that
they meet there whenever nothing holds them apart; the negative control shows that they then do.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.factories import SlotFactory

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]

RELEASE = """
import os, sys, time
from dataclasses import replace
import django
django.setup()
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from cooperation.agenda import actions, queries
from cooperation.editions.models import Edition

folder, me, locked = sys.argv[1], sys.argv[2], sys.argv[3] == "locked"
read_draft = queries.draft_programme

def slowly(edition):
    made = read_draft(edition)
    # Every releaser has something of its own to say, so that none is told that nothing changed.
    made = replace(made, slots=tuple(replace(slot, abstract=me) for slot in made.slots))
    time.sleep(1)
    return made

queries.draft_programme = slowly
if not locked:
    QuerySet.select_for_update = lambda self, **options: self
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
connection.ensure_connection()
open(os.path.join(folder, me), "w").close()
while len(os.listdir(folder)) < 2:
    time.sleep(0.01)
try:
    print(actions.release(Edition.objects.get(), me, None).number)
except DatabaseError as error:
    print(type(error).__name__)
"""


def database_url(folder: Path) -> str:
    """The test database as another process reaches it; SQLite's lies in memory and is copied to a file."""
    if connection.vendor == "sqlite":
        path = folder / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        return f"sqlite:///{path}"
    settings = connection.settings_dict
    user, password = settings["USER"], settings["PASSWORD"]
    host, port = settings["HOST"] or "127.0.0.1", settings["PORT"] or 5432
    return f"postgres://{user}:{password}@{host}:{port}/{settings['NAME']}"


def release_twice(folder: Path, mode: str) -> list[str]:
    """What each of two releasers printed: its number, or the name of the error that stopped it."""
    url = database_url(folder)
    (folder / "ready").mkdir()
    environment = os.environ | {
        "TEST_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RELEASE, str(folder / "ready"), name, mode],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    told = []
    for process in running:
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        told.append(out.strip())
    return sorted(told)


@pytest.fixture
def _one_slot(transactional_db: None) -> None:
    SlotFactory()


@pytest.mark.usefixtures("_one_slot")
def test_two_releases_at_once_get_two_numbers(tmp_path: Path) -> None:
    assert release_twice(tmp_path, "locked") == ["1", "2"]


@pytest.mark.usefixtures("_one_slot")
def test_without_the_lock_one_of_them_is_lost(tmp_path: Path) -> None:
    told = release_twice(tmp_path, "unlocked")
    assert told[0] == "1"
    assert told[1] in ("IntegrityError", "OperationalError")
