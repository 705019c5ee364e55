"""Everything that the desk of one edition shows, put together for one person."""

from dataclasses import dataclass
from datetime import datetime

from cooperation.editions.checklist.queries import TaskRow
from cooperation.editions.desk_places import OpenPlace, Phase, by_phase
from home.dashboard import EditionInPreparation
from home.desk.standing import Reach, Standing, standing_of

MOST_TASKS = 8
"""How many tasks the desk names; the checklist has the others."""


@dataclass(frozen=True, slots=True)
class DeskOfEdition:
    """The desk of one edition as one person finds it."""

    entry: EditionInPreparation
    standing: Standing
    tasks: list[tuple[TaskRow, str]]
    """The first of what is due, each with where it is done; empty when elsewhere or by somebody else."""
    more_tasks: int
    phases: list[tuple[Phase, list[OpenPlace]]]
    addresses: dict[str, str]
    """The addresses of what is open, by name; with underscores, so that a template can ask."""


def desk_of(entry: EditionInPreparation, reach: Reach, now: datetime) -> DeskOfEdition:
    """What the desk of ``entry`` tells whoever has ``reach``."""
    standing = standing_of(entry.edition, reach, now)
    addresses = {one.place.url_name: one.address for one in entry.places}
    due = standing.checklist.due if standing.checklist else []
    return DeskOfEdition(
        entry=entry,
        standing=standing,
        tasks=[(row, addresses.get(row.task.place, "")) for row in due[:MOST_TASKS]],
        more_tasks=max(0, len(due) - MOST_TASKS),
        phases=by_phase(entry.places),
        addresses={name.replace(":", "_"): address for name, address in addresses.items()},
    )
