"""The checklist that every edition begins with: a file of facts in this app, one row for each task.

``weeks`` counts from the first day of the edition when it is 0 or less, from its last day when it is more.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cooperation.editions.checklist.enums import AppliesTo, TaskPhase, Work
from cooperation.editions.enums import Role

CHECKLIST_FILE = Path(__file__).parents[1] / "data" / "checklist.csv"


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """One task of the file."""

    code: str
    weeks: int
    phase: TaskPhase
    work: Work
    role: Role
    title: str
    detail: str
    waits_for: tuple[str, ...]
    """The codes of the tasks that come before."""
    applies_to: AppliesTo
    place: str
    """The name of the admin's page where it is done; empty when it is done elsewhere."""


@cache
def template() -> tuple[TemplateTask, ...]:
    """The tasks of the file, in its order."""
    return tuple(_read())


def _read() -> Iterator[TemplateTask]:
    with CHECKLIST_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield TemplateTask(
                code=row["code"],
                weeks=int(row["weeks"]),
                phase=TaskPhase(row["phase"]),
                work=Work(row["work"]),
                role=Role(row["role"]),
                title=row["title"],
                detail=row["detail"],
                waits_for=tuple(row["waits_for"].split()),
                applies_to=AppliesTo(row["applies_to"]),
                place=row["place"],
            )
