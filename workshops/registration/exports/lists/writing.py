"""Tables as CSV, XLSX and JSON, written so that no cell becomes a formula, a link or a line of its own."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final

import xlsxwriter

from core.formats import csv_rows
from workshops.registration.unseen import without_unseen

Cell = str | int
NO_CHARACTERS: Final = re.compile("[\ufffe\uffff\U0001fffe\U0001ffff]")
LONGEST_CELL: Final = 32_000
"""A spreadsheet's cell takes 32,767."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below their heads, and of how many people they tell."""

    name: str
    """What the file is called, without its ending."""
    heads: Sequence[str]
    keys: Sequence[str]
    """What JSON calls the columns."""
    rows: Sequence[Sequence[Cell]]
    people: int


def clean(cell: Cell) -> Cell:
    """A cell without what nobody sees."""
    if isinstance(cell, int):
        return cell
    return NO_CHARACTERS.sub("", without_unseen(cell))[:LONGEST_CELL]


def as_csv(table: Table) -> Iterator[bytes]:
    """The table as CSV, line by line."""
    return csv_rows.as_csv([clean(cell) for cell in row] for row in (table.heads, *table.rows))


def as_json(table: Table) -> Iterator[bytes]:
    """The table as a JSON list of objects, row by row."""
    yield b"["
    for number, row in enumerate(table.rows):
        cells = dict(zip(table.keys, map(clean, row), strict=True))
        yield (",\n" if number else "\n").encode() + json.dumps(cells, ensure_ascii=False).encode()
    yield b"\n]\n"


def as_xlsx(table: Table) -> IO[bytes]:
    """The table as a workbook in a file of its own, which goes when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever answers with it closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options | {"strings_to_numbers": False}) as book:
        sheet, head = book.add_worksheet(), book.add_format({"bold": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
        for column, text in enumerate(table.heads):
            sheet.write_string(0, column, str(clean(text)), head)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, clean(cell), wrap)
    file.seek(0)
    return file


def _write(sheet: Any, row: int, column: int, cell: Cell, shape: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, shape)
    else:
        sheet.write_string(row, column, cell, shape)


def _widths(table: Table) -> Iterable[int]:
    for column, head in enumerate(table.heads):
        longest = max((len(str(row[column])) for row in table.rows[:200]), default=0)
        yield min(48, max(10, len(head), longest) + 2)
