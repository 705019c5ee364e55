"""The forms with which the host invites people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from workshops.registration.enums import InvitationState, Participation
from workshops.registration.invitation_lines import ReadLine, Unreadable, read_lines

LONGEST_LIST = 60_000


class InviteForm(forms.Form):
    """Whom to invite, one on each line."""

    role = forms.ChoiceField(
        label=_("As what"),
        choices=[(role.value, role.label) for role in Participation if role != Participation.DELEGATE]
        + [(Participation.DELEGATE.value, Participation.DELEGATE.label)],
        initial=Participation.GUEST,
        help_text=_("For the lines that name no role of their own."),
    )
    lines = forms.CharField(
        label=_("Whom"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "One person on each line: “Name <mail@example.org>, role”. The name and the role may be missing."
        ),
    )
    people: list[ReadLine]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.people = []
        if "lines" in cleaned and "role" in cleaned:
            try:
                self.people = read_lines(cleaned["lines"], cleaned["role"])
            except Unreadable as unreadable:
                self.add_error("lines", ValidationError(unreadable.messages))
        return cleaned


class FilterForm(forms.Form):
    """Which invitations the list shows."""

    q = forms.CharField(label=_("Name or address"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *InvitationState.choices]
    )
    role = forms.ChoiceField(
        label=_("As what"), required=False, choices=[("", _("All")), *Participation.choices]
    )
