"""Reads a table out of a file that somebody sent: plain texts in rows, or why the file cannot be read.

Nothing in the file is believed: it may be no spreadsheet at all, unpack to more than there is memory, claim a
million rows, or carry formulas. What is read is bounded before it is unpacked.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import openpyxl
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from workshops.registration.unseen import without_unseen

LARGEST_FILE = 1024 * 1024
LARGEST_UNPACKED = 10 * 1024 * 1024
MOST_PARTS = 100
MOST_ROWS, MOST_COLUMNS = 500, 80
LONGEST_CELL = 4000
TEXTS_OF_XML = (b"<!DOCTYPE", b"<!ENTITY")


class Unreadable(Exception):  # noqa: N818 - a typed answer, not a malfunction
    """The file as a whole cannot be read; ``message`` says why and what to do."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell: its line from 1, its column from 1, and the sentence."""

    line: int
    column: int
    words: str

    @property
    def cell(self) -> str:
        """The cell as spreadsheets call it, such as ``C7``."""
        return f"{get_column_letter(self.column)}{self.line}" if self.column else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of the first table, its heads among them, all cells as texts; and the cells that cannot be."""

    rows: list[list[str]]
    faults: list[Fault]


def read_sheet(name: str, content: bytes) -> Sheet:
    """The table in the file ``name``.

    Raises:
        Unreadable: it is no table of the kinds that are read, or too large.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable(_("The file is larger than 1 MB. Leave out what does not belong to the list."))
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if content.startswith(b"PK"):
        return _bounded(_xlsx_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is an old or a protected workbook. Save it as .xlsx without a password."))
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _bounded(_csv_rows(content))
    raise Unreadable(_("This is neither an .xlsx workbook nor a .csv file."))


def _bounded(found: Iterable[tuple[int, Iterable[Any]]]) -> Sheet:
    rows: list[list[str]] = []
    faults: list[Fault] = []
    for number, cells in found:
        if number > MOST_ROWS + 1:
            raise Unreadable(
                _("The table has more than %(count)d rows. Split it into several files.")
                % {"count": MOST_ROWS}
            )
        row: list[str] = []
        for column, cell in enumerate(islice(cells, MOST_COLUMNS), 1):
            try:
                row.append(_text(cell))
            except ValueError as error:
                faults.append(Fault(number, column, str(error)))
                row.append("")
        rows.append(row)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise Unreadable(_("The table has no rows below its heads."))
    return Sheet(rows, faults)


def _text(cell: Any) -> str:
    """What a cell says, as text; ``cell`` is a text, or a cell of a workbook.

    Raises:
        ValueError: it holds what no text can be made of; says why.
    """
    value, kind = (cell, "s") if isinstance(cell, str) else (cell.value, getattr(cell, "data_type", "n"))
    if kind == "f" or (isinstance(value, str) and value.lstrip().startswith("=")):
        raise ValueError(_("A formula: write its value instead."))
    if kind == "e":
        raise ValueError(_("The spreadsheet says that there is an error here."))
    text = _written(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST_CELL:
        raise ValueError(_("More than %(count)d characters.") % {"count": LONGEST_CELL})
    if without_unseen(text) != text:
        raise ValueError(_("Characters that nobody sees, or that turn the direction of the text."))
    return text


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError(_("This is no text, number or date."))


def _csv_rows(content: bytes) -> Iterator[tuple[int, Iterable[Any]]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeError:
        raise Unreadable(
            _("The letters of this file cannot be read. Save it as “CSV UTF-8”, or as an .xlsx workbook.")
        ) from None
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        yield from enumerate(rows, 1)
    except csv.Error:
        raise Unreadable(_("The rows of this file cannot be told apart. Save it as CSV anew.")) from None


BROKEN = gettext_lazy("This workbook is broken or is none. Open it in your spreadsheet and save it anew.")


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, Iterable[Any]]]:
    _refuse_bombs(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be a lie
        rows = list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS))
        book.close()
    except Exception as error:  # a hostile file finds every way in which a reader can stumble
        raise Unreadable(BROKEN) from error
    return enumerate(rows, 1)


def _refuse_bombs(content: bytes) -> None:
    """Refuse what unpacks to far more than a list of people needs, or tells a parser to make more of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Unreadable(_("This workbook unpacks to more than a list of people needs."))
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise Unreadable(_("This workbook holds macros. Save it as .xlsx without them."))
            for part in parts:
                # Never more than what it said it would be: the reader stops there.
                text = archive.read(part).replace(b"\x00", b"")
                if any(mark in text.upper() for mark in TEXTS_OF_XML):
                    raise Unreadable(BROKEN)
    except Unreadable:
        raise
    except Exception as error:  # as above
        raise Unreadable(BROKEN) from error
