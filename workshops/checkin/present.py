"""What check-in keeps of people, told to those who count, erase and hand out what is kept.

Registration lies below and knows nothing of attendances; here they are given to its lists.
"""

from typing import Any

from django.db.models import Count, QuerySet

from cooperation.editions.models import Edition
from workshops.checkin.models import Attendance
from workshops.registration import kept
from workshops.registration.models import Registration


def attendances_of(edition: Edition) -> int:
    """How many rows tell of where somebody was. One query."""
    return Attendance.objects.filter(registration__edition=edition).count()


def numbers_of(people: QuerySet[Registration]) -> dict[str, dict[str, int]]:
    """How many of ``people`` came on which day and into which session: what stays of them. Two queries."""
    rows = Attendance.objects.filter(registration__in=people).order_by()
    return {"came": _by(rows.exclude(day=None), "day"), "came_to": _by(rows.exclude(session=None), "session")}


def _by(rows: QuerySet[Any], field: str) -> dict[str, int]:
    return {str(value): number for value, number in rows.values_list(field).annotate(number=Count("pk"))}


def data_of(registration: Registration) -> list[dict[str, Any]]:
    """Where somebody was and since when, for themselves. One query."""
    rows = registration.attendances.select_related("session__slot")
    return [
        {
            "day": row.day.isoformat() if row.day else None,
            "session": row.session.slot.title if row.session else None,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


kept.MORE_KEPT["attendances"] = attendances_of
kept.MORE_NUMBERS.append(numbers_of)
kept.MORE_DATA["attendances"] = data_of
