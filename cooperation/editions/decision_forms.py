"""What is asked when something about an edition is decided."""

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.editions import rules
from cooperation.editions.actions import HostDecision
from cooperation.editions.archiving import Correction
from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition
from cooperation.editions.queries import candidates
from cooperation.network.models import Member


def objections_to_host(form: forms.Form, names: dict[str, str], zone: ZoneInfo) -> dict[str, Any]:
    """What ``form`` says of the host and should not; ``names`` tells which fields are called otherwise.

    A field that has an error of its own is not objected to because of another one.
    """
    parts = ("status", "host", "other_host", "decided_on")
    fields = {part: names.get(part, part) for part in parts}
    status, host, other_host, decided_on = (form.cleaned_data.get(field) for field in fields.values())
    if status is None:
        return {}
    today = datetime.now(zone).date()
    objections = rules.objections_to_host(status, host, other_host or "", decided_on, today)
    return {part: said for part, said in objections.items() if fields[part] not in form.errors}


class CancelForm(forms.Form):
    """Why an edition does not take place."""

    reason = forms.CharField(
        label=_("Why it is cancelled"),
        help_text=_("People read this on the edition's page."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReinstateForm(forms.Form):
    """Why a cancelled edition takes place after all."""

    reason = forms.CharField(
        label=_("Why it takes place after all"),
        help_text=_("Kept in the history. Tell the public in a piece of news."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HostForm(forms.Form):
    """Who hosts an edition, and who decided that, when and why."""

    status = forms.ChoiceField(label=_("Host"), choices=HostStatus.choices, widget=forms.RadioSelect)
    host = forms.ModelChoiceField(
        label=_("Member that hosts"), queryset=Member.objects.none(), required=False
    )
    other_host = forms.CharField(
        label=_("Other organiser"),
        max_length=160,
        required=False,
        help_text=_("Such as the European Commission."),
    )
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=160, help_text=_("Such as “meeting of the directors”.")
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Why this host"),
        required=False,
        help_text=_("Needed when the rota does not suggest the host."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = edition.zone
        members = Member.objects.filter(left_on=None)
        suggested = [c.member for c in candidates(edition.year) if c.member] if edition.year else []
        names = {member.pk: member.name for member in suggested}
        others = [(member.pk, member.name) for member in members if member.pk not in names]
        field = cast("forms.ModelChoiceField[Member]", self.fields["host"])
        field.queryset = members
        field.choices = [
            ("", "---------"),
            (self._candidates_of(edition.year), list(names.items())),
            (_("Other members"), others),
        ]

    @staticmethod
    def _candidates_of(year: int | None) -> rules.Text:
        return _("Candidates of %(year)s from the rota") % {"year": year} if year else _("Candidates")

    def clean(self) -> dict[str, Any]:
        for name, objection in objections_to_host(self, {}, self.zone).items():
            self.add_error(name, objection)
        return self.cleaned_data

    def decision(self) -> HostDecision:
        """What was decided, as the action takes it."""
        return HostDecision(**self.cleaned_data | {"status": HostStatus(self.cleaned_data["status"])})


class CorrectionForm(forms.Form):
    """What was wrong in an archived edition, and what is right."""

    was_wrong = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody reads this on the edition's page. Name nobody who is not public there."),
    )
    is_right = forms.CharField(label=_("What is right"), widget=forms.Textarea(attrs={"rows": 3}))
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=160, help_text=_("Such as “the secretariat”.")
    )

    def correction(self) -> Correction:
        """What was written."""
        values = self.cleaned_data
        return Correction(values["was_wrong"], values["is_right"], values["decided_by"])
