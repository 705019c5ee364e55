"""Two organisers release at the same moment: two numbers, and none is lost.

Each release runs in a process of its own against a real database file or PostgreSQL. Both wait for each
other before they begin, and both are slow between reading the last number and writing the next, so that
they meet there whenever nothing holds them apart; the negative control shows that they then do.
"""

from pathlib import Path

import pytest

from tests.factories import SlotFactory
from tests.race.two_processes import twice

pytestmark = pytest.mark.processes

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


@pytest.fixture
def _one_slot(transactional_db: None) -> None:
    SlotFactory()


@pytest.mark.usefixtures("_one_slot")
def test_two_releases_at_once_get_two_numbers(tmp_path: Path) -> None:
    assert twice(RELEASE, tmp_path, "locked") == ["1", "2"]


@pytest.mark.usefixtures("_one_slot")
def test_without_the_lock_one_of_them_is_lost(tmp_path: Path) -> None:
    told = twice(RELEASE, tmp_path, "unlocked")
    assert told[0] == "1"
    assert told[1] in ("IntegrityError", "OperationalError")
