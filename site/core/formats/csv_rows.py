"""Rows as CSV for spreadsheets, of which no cell becomes a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

Cell = str | int | float

FORMULA_BEGINS: Final = re.compile(r"^[\s'\u200b-\u200f]*[=+\-@＝＋－＠|%]")  # noqa: RUF001 - the wide ones count too


class _Echo:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text


def harmless(cell: Cell) -> Cell:
    """A cell that is no formula to a spreadsheet: a text that begins like one gets ``'``."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\x00", "")
    return f"'{text}" if FORMULA_BEGINS.match(text) else text


def as_csv(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """``rows`` in UTF-8, line by line, with the mark by which spreadsheets know it."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield str(writer.writerow([harmless(cell) for cell in row])).encode()
