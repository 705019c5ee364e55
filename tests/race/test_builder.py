"""Two organisers change one slot at the same moment: one is written, the other is told, and nothing is lost.

Each has a connection of its own to a real database: PostgreSQL, or a file of SQLite. Without the lock both
believe that theirs was written, or are told of errors, and the test says so.
"""

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cooperation.agenda import actions, queries
from cooperation.agenda.actions import slots, steps
from cooperation.agenda.models import DraftStep, Slot
from cooperation.editions.models import Edition
from tests.factories import SlotFactory, UserFactory
from tests.race.test_seats import Storm

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweeps]

WRITTEN = "written"


@pytest.fixture
def _no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition is read without a lock, and whoever has compared the version takes a moment."""

    def read_only(edition_id: int) -> Edition:
        return Edition.objects.get(pk=edition_id)

    def slowly(*arguments: object) -> None:
        steps.refuse_stale(*arguments)  # type: ignore[arg-type]
        time.sleep(0.5)

    monkeypatch.setattr(slots, "lock", read_only)
    monkeypatch.setattr(slots, "refuse_stale", slowly)


def both_move(folder: Path, transaction_mode: str | None = None) -> Counter[object]:
    """What the two were told, counted; each moves the slot by hours of their own."""
    slot = SlotFactory()
    people = [UserFactory(), UserFactory()]
    version = queries.version_of(slot)
    storm = Storm(folder)
    storm.transaction_mode = transaction_mode

    def mover(place: int) -> Callable[[], object]:
        def move() -> object:
            found = Slot.objects.get()
            found.starts_at += timedelta(hours=place + 1)
            found.ends_at += timedelta(hours=place + 1)
            try:
                actions.save_slot(found, by=people[place], made_on=version)
            except actions.ChangedMeanwhile:
                return "told"
            return WRITTEN

        return move

    told = Counter(storm.run([mover(0), mover(1)]))
    told["steps"] = storm.look(DraftStep.objects.count)
    return told


def test_one_is_written_and_the_other_is_told(tmp_path: Path) -> None:
    assert both_move(tmp_path) == {WRITTEN: 1, "told": 1, "steps": 1}


@pytest.mark.usefixtures("_no_lock")
def test_without_the_lock_nobody_is_told(tmp_path: Path) -> None:
    assert both_move(tmp_path, "DEFERRED")["told"] == 0
