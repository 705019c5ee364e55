"""The presidency's rota and the editions."""

from cooperation.editions.models.edition import Edition, validate_time_zone
from cooperation.editions.models.presidency import Presidency
from cooperation.editions.models.records import AdjacentEvent, EditionRole, Evidence

__all__ = ["AdjacentEvent", "Edition", "EditionRole", "Evidence", "Presidency", "validate_time_zone"]
