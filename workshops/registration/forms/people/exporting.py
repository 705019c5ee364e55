"""What can be chosen of a list that leaves the site."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from workshops.registration.exports.lists.purposes import Choice, Purpose
from workshops.registration.people.columns import USUAL, Column
from workshops.registration.people.wanted import wanted_from

FORMATS = [("xlsx", _("Workbook (XLSX)")), ("csv", "CSV"), ("json", "JSON")]


class ExportForm(forms.Form):
    """The format, and what else the purpose leaves to choose."""

    columns = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    session = forms.ChoiceField(label=_("Session"), required=False)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, initial="xlsx")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        purpose: Purpose,
        columns: Iterable[Column],
        sessions: Iterable[tuple[str, str]],
        query: str = "",
    ) -> None:
        initial: dict[str, Any] = {"query": query, "columns": list(USUAL)}
        super().__init__(data, initial=initial, label_suffix="", auto_id=f"id_{purpose.name}_%s")
        offered = [
            one for one in columns if purpose.asks_columns or (purpose.asks_questions and one.is_answer)
        ]
        boxes: Any = self.fields["columns"]
        boxes.choices = [(one.key, one.label) for one in offered]
        boxes.label = _("Columns") if purpose.asks_columns else _("Answers")
        chooser: Any = self.fields["session"]
        chooser.choices = [("", _("All")), *sessions]
        asked = {"columns": bool(offered), "session": purpose.asks_session, "query": purpose.asks_columns}
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]

    @property
    def choice(self) -> Choice:
        """What was chosen. Only of a form that is valid."""
        values = self.cleaned_data
        session = values.get("session", "")
        wanted = wanted_from(QueryDict(values.get("query", "")))
        return Choice(tuple(values.get("columns", ())), int(session) if session else None, wanted)
