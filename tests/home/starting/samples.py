"""What the tests of starting an edition begin with."""

from datetime import date
from typing import Any

from home.starting.report import Outcome, Part, Report
from home.starting.start import NewEdition


def wanted(**changed: Any) -> NewEdition:
    """An edition of 2028 in Lisbon, on a Monday and a Tuesday of October."""
    facts: dict[str, Any] = {
        "year": 2028,
        "title": "Cooperation Day 2028",
        "key": "first",
        "starts_on": date(2028, 10, 9),
        "ends_on": date(2028, 10, 10),
        "time_zone": "Europe/Lisbon",
        "city": "Lisbon",
        "country": "PT",
    }
    return NewEdition(**facts | changed)


def lines_of(report: Report, part: Part, outcome: Outcome) -> dict[str, str]:
    """What was said of each piece of ``part`` with that outcome."""
    return {line.what: line.told for line in report.lines if (line.part, line.outcome) == (part, outcome)}
