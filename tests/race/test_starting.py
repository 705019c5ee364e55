"""Two people start the same year at the same moment: one makes it, the other is told, and nothing is doubled.

Each start runs in a process of its own against a real database file or PostgreSQL, as in ``test_releases``;
both are slow between asking whether the year is taken and writing.
"""

from pathlib import Path

import pytest

from tests.race.two_processes import twice

pytestmark = pytest.mark.processes

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


@pytest.mark.usefixtures("transactional_db")
def test_one_makes_the_year_and_the_other_is_told(tmp_path: Path) -> None:
    assert twice(START, tmp_path, "locked") == ["YearIsTaken", "made"]


@pytest.mark.usefixtures("transactional_db")
def test_without_the_lock_nobody_is_told(tmp_path: Path) -> None:
    assert "YearIsTaken" not in twice(START, tmp_path, "unlocked")
