"""Which two states of an agenda are compared."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

DRAFT = "draft"


class CompareForm(forms.Form):
    """Two numbers of releases; each can be the draft instead."""

    old = forms.ChoiceField(label=_("What has changed since"))
    new = forms.ChoiceField(label=_("until"))

    def __init__(self, data: Any = None, *, numbers: list[int]) -> None:
        newest = str(numbers[0]) if numbers else DRAFT
        super().__init__(data, initial={"old": newest, "new": DRAFT}, use_required_attribute=False)
        choices = [(str(number), _t("release %(number)d") % {"number": number}) for number in numbers]
        for field in self.fields.values():
            cast("forms.ChoiceField", field).choices = [(DRAFT, _t("the draft")), *choices]
