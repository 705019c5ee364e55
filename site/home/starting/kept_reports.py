"""What has to be decided after something was taken over, for whoever did it, as long as they stay signed in.

Texts that were found may name people, so this is kept nowhere else.
"""

from typing import Any

from cooperation.editions.models import Edition
from home.starting.report import Line, Outcome, Part, Report

IN_SESSION = "taken_over"
KEPT = 3
"""Of how many editions a report is kept."""


def keep_report(session: Any, edition: Edition, report: Report) -> None:
    """Remember what has to be decided."""
    lines = [[line.part, line.what, line.told] for line in report.lines if line.outcome == Outcome.DECIDE]
    reports = {key: one for key, one in session.get(IN_SESSION, {}).items() if key != str(edition.pk)}
    session[IN_SESSION] = dict([*reports.items(), (str(edition.pk), lines)][-KEPT:])


def kept_report(session: Any, edition: Edition) -> Report | None:
    """What has to be decided in ``edition``; ``None`` when nothing is remembered."""
    lines = session.get(IN_SESSION, {}).get(str(edition.pk))
    if lines is None:
        return None
    return Report([Line(Part(part), Outcome.DECIDE, what, told) for part, what, told in lines])
