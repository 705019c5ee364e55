"""The workbook to fill in for an import, with an edition's own columns."""

import tempfile
from collections.abc import Sequence
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from workshops.registration.importing.heads import LONGEST_LIST, Head
from workshops.registration.importing.sheets import MOST_ROWS


def template(heads: Sequence[Head]) -> IO[bytes]:
    """A workbook with ``heads``: one sheet to fill in, one that says what is written where."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever answers with it closes it
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        text, wrap = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True})
        people, words = book.add_worksheet(_("People")[:31]), book.add_worksheet(_("How to fill it in")[:31])
        people.freeze_panes(1, 2)
        for column, head in enumerate(heads):
            label = f"{head.label} *" if head.is_required else str(head.label)
            people.set_column(column, column, min(40, max(14, len(label) + 2)), text)
            people.write_string(0, column, label, bold)
            choices = _offered(head)
            if choices and not head.has_several and len(",".join(choices)) <= LONGEST_LIST:
                people.data_validation(
                    1,
                    column,
                    MOST_ROWS,
                    column,
                    {"validate": "list", "source": choices, "error_type": "warning"},
                )
        words.set_column(0, 0, 34, wrap)
        words.set_column(1, 2, 60, wrap)
        for column, title in enumerate((_("Column"), _("What it takes"), _("What there is"))):
            words.write_string(0, column, title, bold)
        for line, head in enumerate(heads, 1):
            needed = _("It has to be filled in.") if head.is_required else ""
            words.write_string(line, 0, str(head.label), wrap)
            words.write_string(line, 1, f"{head.help} {needed}".strip(), wrap)
            words.write_string(line, 2, "\n".join(_offered(head)), wrap)
    file.seek(0)
    return file


def _offered(head: Head) -> list[str]:
    if head.is_yes_or_no:
        return [_("yes"), _("no")]
    # A choice that looks like a formula stays out of the list; it is written as text.
    return [label for _key, label in head.choices if not label.startswith(("=", "+", "-", "@"))]
