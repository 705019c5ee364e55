"""Narrows the audit trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.publishing.keys import as_key
from home.trail.queries import Wanted

KINDS = (
    ("", _("Everything")),
    ("editions.", _("Decisions, team, checklist")),
    ("pages", _("Pages")),
    ("agenda.", _("Agenda")),
    ("registration.", _("Registration")),
    ("wagtail.", _("Records and files")),
)


class WantedForm(forms.Form):
    """Which lines are wanted."""

    user = forms.ChoiceField(label=_("Person"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=KINDS)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.choices = [("", _("Everybody")), *((str(one.pk), str(one)) for one in people)]

    def wanted(self) -> Wanted:
        """What was chosen; what makes no sense does not narrow, and is told beside its field."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(as_key(given.get("user", "")), given.get("kind", ""), given.get("day"))
