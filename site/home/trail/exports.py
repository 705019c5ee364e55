"""The audit trail as a table for spreadsheets."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.formats import csv_rows
from home.trail.wording import Line


def as_csv(lines: Iterable[Line], zone: ZoneInfo) -> Iterator[bytes]:
    """The lines as CSV, line by line; times in ``zone``."""
    return csv_rows.as_csv(_rows(lines, zone))


def _rows(lines: Iterable[Line], zone: ZoneInfo) -> Iterator[list[str]]:
    yield [_("When"), _("Who"), _("What"), _("About"), _("More")]
    for line in lines:
        when = line.when.astimezone(zone).isoformat(sep=" ", timespec="seconds")
        yield [when, line.who, line.what, line.about, "; ".join(line.details)]
