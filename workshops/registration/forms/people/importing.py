"""The forms of an import: the file, and each of its rows as if somebody had filled in the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.registration.actions.people.hosting import Entered
from workshops.registration.desk_offer import Offer
from workshops.registration.forms.people.acts import HostEntryForm, WhoForm
from workshops.registration.importing.heads import (
    NO_WORDS,
    SEPARATOR,
    YES_WORDS,
    Head,
    found_heads,
    heads_of,
    same,
)
from workshops.registration.importing.sheets import Fault, Sheet, Unreadable
from workshops.registration.rules import DEFAULT_ROLE


class FileForm(forms.Form):
    """The spreadsheet, and whether the people in it are told."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("An .xlsx workbook or a .csv file, with at most 500 people and 1 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    is_told = forms.BooleanField(
        label=gettext_lazy("Tell each of them by mail, with their ticket"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"label_suffix": "", "use_required_attribute": False}
        super().__init__(*args, **usual | kwargs)


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the table, and the line where they stand."""

    line: int
    entered: Entered


@dataclass(frozen=True, slots=True)
class Table:
    """What a table says: the people in it, what is wrong, and the columns that nobody knows."""

    rows: list[Row]
    faults: list[Fault]
    unknown: list[str]


def read_table(sheet: Sheet, offer: Offer) -> Table:
    """The people in ``sheet``, each checked as the form checks who fills it in. No query.

    Raises:
        Unreadable: the first row does not say which column is which.
    """
    places, unknown = found_heads(sheet.rows[0], heads_of(offer))
    known = {head.key for head in places.values()}
    lacking = [str(head.label) for head in heads_of(offer) if head.is_required and head.key not in known]
    if lacking:
        raise Unreadable(
            _("The first row has to name the columns. Missing: %(names)s. The template has them all.")
            % {"names": ", ".join(lacking)}
        )
    table = Table([], list(sheet.faults), unknown)
    lines: dict[str, int] = {}
    for line, cells in enumerate(sheet.rows[1:], 2):
        if any(cells):
            _read_row(table, _Reading(line, cells, places), offer, lines)
    table.faults.sort(key=lambda fault: (fault.line, fault.column))
    return table


@dataclass(frozen=True, slots=True)
class _Reading:
    """One row that is being read."""

    line: int
    cells: Sequence[str]
    places: Mapping[int, Head]

    def column_of(self, key: str) -> int:
        """In which column a field stands, from 1; 0 when it has none."""
        name = key.removesuffix("_0")
        return next((place + 1 for place, head in self.places.items() if head.key == name), 0)

    def fault(self, key: str, words: object) -> Fault:
        return Fault(self.line, self.column_of(key), str(words))


def _read_row(table: Table, row: _Reading, offer: Offer, lines: dict[str, int]) -> None:
    sent, faults = QueryDict(mutable=True), []
    for place, head in row.places.items():
        text = row.cells[place] if place < len(row.cells) else ""
        try:
            sent.setlist(head.key, list(_values(head, text)))
        except ValidationError as error:
            faults.append(row.fault(head.key, error.message))
    sent["role"] = sent.get("role") or DEFAULT_ROLE
    who, entry = WhoForm(sent), HostEntryForm(offer, sent)
    told = {fault.column for fault in (*faults, *(one for one in table.faults if one.line == row.line))}
    if not (who.is_valid() & entry.is_valid()):
        found = [
            row.fault(name, words)
            for errors in (who.errors, entry.errors)
            for name, all_words in errors.items()
            for words in all_words
        ]
        faults += [fault for fault in found if fault.column not in told or not fault.column]
    email = who.cleaned_data.get("email", "").lower()
    if email and email in lines:
        words = _("This address stands in line %(line)d already.") % {"line": lines[email]}
        faults.append(row.fault("email", words))
    lines.setdefault(email, row.line)
    table.faults.extend(faults)
    if not faults and who.is_valid() and entry.is_valid():
        filled = entry.entry
        table.rows.append(Row(row.line, Entered(email, who.cleaned_data["role"], filled.member, filled)))


def _values(head: Head, text: str) -> Iterator[str]:
    """What the form gets for a cell.

    Raises:
        ValidationError: the cell names something that there is not.
    """
    if head.is_yes_or_no:
        if same(text) in YES_WORDS | {same(_("yes"))}:
            yield "on"
        elif same(text) not in NO_WORDS | {same(_("no"))}:
            raise ValidationError(_("Write “yes” or “no”."))
    elif head.choices:
        parts = text.split(SEPARATOR) if head.has_several else [text]
        yield from (_key(head, part) for part in parts if part.strip())
    else:
        yield text


def _key(head: Head, text: str) -> str:
    wanted = same(text)
    for key, label in head.choices:
        if wanted in (same(label), same(key)) and (wanted != same(key) or not key.isdigit()):
            return key
    known = ", ".join(label for _key, label in head.choices[:12])
    raise ValidationError(
        _("“%(text)s” is not known here. There are: %(known)s.") % {"text": text.strip()[:60], "known": known}
    )
