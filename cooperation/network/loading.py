"""Loads tables of facts from CSV files, and the members from this app's own file.

A row that stands already is left as its editors made it, unless the caller asks to overwrite it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from cooperation.network.models import Member

RecordT = TypeVar("RecordT", bound=models.Model)

MEMBERS_FILE = Path(__file__).parent / "data" / "members.csv"


@dataclass(slots=True)
class Loaded:
    """How many rows a load made, changed, and left alone."""

    made: int = 0
    overwritten: int = 0
    kept: int = 0

    def __str__(self) -> str:
        return f"{self.made} made, {self.overwritten} overwritten, {self.kept} left as they were"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file (UTF-8, with a header) by column; an empty cell means “not known”."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def put_row(
    model: type[RecordT], key: dict[str, Any], values: dict[str, Any], loaded: Loaded, *, overwrite: bool
) -> tuple[RecordT, bool]:
    """Make the record that ``key`` names, or overwrite it when asked; tells whether it was written."""
    record, is_new = model._default_manager.get_or_create(**key, defaults=values)
    if is_new:
        loaded.made += 1
        return record, True
    if not overwrite:
        loaded.kept += 1
        return record, False
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    loaded.overwritten += 1
    return record, True


@transaction.atomic
def load_members(path: Path = MEMBERS_FILE, *, overwrite: bool = False) -> Loaded:
    """Make a member of each row of ``path``; a member is known by its address (slug)."""
    loaded = Loaded()
    for row in read_rows(path):
        slug = row.pop("slug")
        for name in ("joined_year", "left_on"):
            row[name] = row[name] or None
        put_row(Member, {"slug": slug}, row, loaded, overwrite=overwrite)
    return loaded
