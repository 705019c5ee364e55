"""Two people start the same year at the same moment: one makes it, the other is told, and nothing is doubled.

Each start runs in a process of its own against a real database file or PostgreSQL, as in ``test_releases``;
both are slow between asking whether the year is taken and writing.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.race.test_releases import database_url

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]

START = """
import os, sys, time
import django
django.setup()
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from home.starting import start as starting
from home.starting.report import Part
from home.starting.rules import YearIsTaken

folder, me, locked = sys.argv[1], sys.argv[2], sys.argv[3] == "locked"
make = starting._make

def slowly(wanted):
    time.sleep(1)
    return make(wanted)

starting._make = slowly
if not locked:
    QuerySet.select_for_update = lambda self, **options: self
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
wanted = starting.NewEdition(year=2028, title="Cooperation Day 2028", key=me, parts=frozenset({Part.ROOMS}))
connection.ensure_connection()
open(os.path.join(folder, me), "w").close()
while len(os.listdir(folder)) < 2:
    time.sleep(0.01)
try:
    starting.start(wanted, None)
    print("made")
except (DatabaseError, YearIsTaken) as error:
    print(type(error).__name__)
"""


def start_twice(folder: Path, mode: str) -> list[str]:
    """What each of two people was told: that it is made, or the name of what stopped them."""
    (folder / "ready").mkdir()
    environment = os.environ | {
        "TEST_DATABASE_URL": database_url(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(folder / "ready"), name, mode],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    told = []
    for process in running:
        out, errors = process.communicate(timeout=180)
        assert process.returncode == 0, errors
        told.append(out.strip())
    return sorted(told)


@pytest.mark.usefixtures("transactional_db")
def test_one_makes_the_year_and_the_other_is_told(tmp_path: Path) -> None:
    assert start_twice(tmp_path, "locked") == ["YearIsTaken", "made"]


@pytest.mark.usefixtures("transactional_db")
def test_without_the_lock_nobody_is_told(tmp_path: Path) -> None:
    assert "YearIsTaken" not in start_twice(tmp_path, "unlocked")
