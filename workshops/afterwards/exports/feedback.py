"""The counted answers as a table, for spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from workshops.afterwards.queries.feedback import TargetResult

Row = Sequence[str | int | float]


def counted_rows(results: Iterable[TargetResult]) -> Iterator[Row]:
    """A row for each answer that could be given, its heads first; what may not be told says so."""
    yield (_("About"), _("Forms"), _("Question"), _("Answer"), _("Number"), _("Percent"))
    for result in results:
        head = (str(result.target), result.target.answers)
        if not result.is_told:
            yield (*head, _("too few answers to tell more"), "", "", "")
        for one in result.questions:
            for bar in one.counted.bars if one.counted else ():
                yield (*head, one.question.label, bar.value, bar.count, round(bar.percent, 1))


def text_rows(results: Iterable[TargetResult]) -> Iterator[Row]:
    """A row for each answer in own words, its heads first."""
    yield (_("About"), _("Question"), _("Answer"))
    for result in results:
        for one in result.questions:
            for text in one.texts:
                yield (str(result.target), one.question.label, text)


def as_xlsx(sheets: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """A workbook with a sheet for each name; texts are texts and never formulas or links."""
    made = BytesIO()
    with xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 5, 24)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    how = wrapped if place else bold
                    if isinstance(cell, str):
                        sheet.write_string(place, column, cell, how)
                    else:
                        sheet.write_number(place, column, cell, how)
    return made.getvalue()
