"""The audit trail as a table for spreadsheets."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from home.trail.wording import Line

FORMULA_BEGINS: Final = re.compile(r"^[\s'\u200b-\u200f]*[=+\-@＝＋－＠|%]")  # noqa: RUF001 - the wide ones count too


class _Echo:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text


def harmless(cell: str) -> str:
    """A cell that is no formula to a spreadsheet: a text that begins like one gets ``'``."""
    text = cell.replace("\x00", "")
    return f"'{text}" if FORMULA_BEGINS.match(text) else text


def as_csv(lines: Iterable[Line], zone: ZoneInfo) -> Iterator[bytes]:
    """The lines as CSV in UTF-8, with the mark by which spreadsheets know it; times in ``zone``."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    yield _row(writer, [_("When"), _("Who"), _("What"), _("About"), _("More")])
    for line in lines:
        when = line.when.astimezone(zone).isoformat(sep=" ", timespec="seconds")
        yield _row(writer, [when, line.who, line.what, line.about, "; ".join(line.details)])


def _row(writer: Any, cells: list[str]) -> bytes:
    return str(writer.writerow([harmless(cell) for cell in cells])).encode()
