"""What rooms above registration add to its lists, without registration knowing them.

A room that knows who has arrived registers what it asks and what it tells, in its ``wagtail_hooks``::

    @hooks.register("register_people_facets")
    def register_people_facets() -> list[Facet]:
        return [Facet("arrived", _("Arrived"), lambda edition: Q(attendances__isnull=False))]

    @hooks.register("register_attendance_columns")
    def register_attendance_columns() -> list[AttendanceColumn]:
        return [AttendanceColumn("day_1", _("Day 1"), lambda edition, keys: {key: "09:12" for key in keys})]

The hooks are called for each list; a column is asked once for all its people, so it takes a number of queries
that does not grow with them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from wagtail import hooks

from cooperation.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Facet:
    """One more filter of the list."""

    name: str
    label: str | Promise
    matching: Callable[[Edition], Q]
    """Which registrations it leaves; nothing that would name one twice."""


@dataclass(frozen=True, slots=True)
class AttendanceColumn:
    """One more column of the proof of attendance."""

    key: str
    label: str | Promise
    values: Callable[[Edition, Sequence[int]], Mapping[int, str]]
    """What it says, by the keys of registrations; who is not among them gets an empty cell."""


def facets() -> list[Facet]:
    """Every filter that a room has registered."""
    return [one for register in hooks.get_hooks("register_people_facets") for one in register()]


def attendance_columns() -> list[AttendanceColumn]:
    """Every column that a room has registered."""
    return [one for register in hooks.get_hooks("register_attendance_columns") for one in register()]
