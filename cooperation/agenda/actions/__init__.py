"""Every write to the agenda, each in one transaction with its audit line.

An archived edition refuses them all. To correct its agenda, the secretariat takes it out of the archive,
releases with a note that says what was wrong, and archives it again; the history shows each step.

Each write holds the edition's lock, so that what is compared under it stays so until it is written, and
leaves a step that its author can take back (``steps``).
"""

from cooperation.agenda.actions.releasing import change_note, release
from cooperation.agenda.actions.returning import go_back
from cooperation.agenda.actions.slots import (
    cancel_slot,
    delete_slot,
    duplicate,
    restore_slot,
    save_slot,
    shift_day,
)
from cooperation.agenda.actions.steps import redo, undo
from cooperation.agenda.refusals import (
    AlreadyThere,
    Archived,
    ChangedMeanwhile,
    ConflictsBlock,
    DraftMoved,
    GoneMeanwhile,
    LeavesTheDay,
    NoLength,
    NothingChanged,
    NothingToRelease,
    NothingToTakeBack,
    NotTheNewest,
    Refused,
    ReturnBlocked,
    RoomGone,
    StillNeeded,
)

__all__ = [
    "AlreadyThere",
    "Archived",
    "ChangedMeanwhile",
    "ConflictsBlock",
    "DraftMoved",
    "GoneMeanwhile",
    "LeavesTheDay",
    "NoLength",
    "NotTheNewest",
    "NothingChanged",
    "NothingToRelease",
    "NothingToTakeBack",
    "Refused",
    "ReturnBlocked",
    "RoomGone",
    "StillNeeded",
    "cancel_slot",
    "change_note",
    "delete_slot",
    "duplicate",
    "go_back",
    "redo",
    "release",
    "restore_slot",
    "save_slot",
    "shift_day",
    "undo",
]
