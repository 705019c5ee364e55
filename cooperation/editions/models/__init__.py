"""The presidency's rota, the editions, their checklists and hand-overs."""

from cooperation.editions.models.checklist import ChecklistTask
from cooperation.editions.models.edition import Edition, validate_time_zone
from cooperation.editions.models.handover import Erratum, HandedRole, HandOver
from cooperation.editions.models.notices import Notice
from cooperation.editions.models.presidency import Presidency
from cooperation.editions.models.records import AdjacentEvent, EditionRole, Evidence

__all__ = [
    "AdjacentEvent",
    "ChecklistTask",
    "Edition",
    "EditionRole",
    "Erratum",
    "Evidence",
    "HandOver",
    "HandedRole",
    "Notice",
    "Presidency",
    "validate_time_zone",
]
