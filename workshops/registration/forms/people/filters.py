"""The form above the list of registrations: what it is narrowed to, and which columns it has."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.network.models import Member
from workshops.registration.enums import Participation, RegistrationState
from workshops.registration.forms.text import LineField
from workshops.registration.people.columns import USUAL, Column
from workshops.registration.people.facets import Facet
from workshops.registration.people.wanted import NO, NO_MEMBER, QUEUED, SEATED, YES, Wanted

ALL = ("", _("All"))
SORTS_IN_WORDS = [
    ("-arrival", _("Latest first")),
    ("arrival", _("Earliest first")),
    ("name", _("By name")),
    ("member", _("By member")),
    ("role", _("As what")),
    ("state", _("By state")),
]


class PeopleForm(forms.Form):
    """Every filter and column of the list; sent as the query of its address."""

    q = forms.CharField(label=_("Name, address or organisation"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *RegistrationState.choices])
    member = forms.ChoiceField(label=_("Member"), required=False)
    role = forms.ChoiceField(label=_("As what"), required=False, choices=[ALL, *Participation.choices])
    session = forms.ChoiceField(label=_("Session"), required=False)
    seat = forms.ChoiceField(
        label=_("Seat"),
        required=False,
        choices=[ALL, (SEATED, _("has a seat")), (QUEUED, _("waits in a line"))],
    )
    needs = forms.ChoiceField(
        label=_("Diet or access needs"), required=False, choices=[ALL, (YES, _("told")), (NO, _("not told"))]
    )
    missing = forms.ChoiceField(
        label=_("Answers"), required=False, choices=[ALL, (YES, _("some missing")), (NO, _("none missing"))]
    )
    since = forms.DateField(
        label=_("Registered since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    facet = forms.ChoiceField(label=_("More"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS_IN_WORDS)
    columns = forms.MultipleChoiceField(
        label=_("Columns"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        wanted: Wanted,
        *,
        members: Iterable[Member],
        sessions: Iterable[tuple[str, str]],
        columns: Iterable[Column],
        facets: Iterable[Facet],
    ) -> None:
        initial: dict[str, Any] = {name: getattr(wanted, name) for name in self.base_fields}
        initial["columns"] = list(wanted.columns or USUAL)
        super().__init__(initial=initial, label_suffix="")
        people = [(str(one.pk), str(one)) for one in members]
        self._offer("member", [ALL, *people, (str(NO_MEMBER), _("None of them"))])
        self._offer("session", [ALL, *sessions])
        self._offer("columns", [(one.key, one.label) for one in columns])
        more = [(one.name, one.label) for one in facets]
        self._offer("facet", [ALL, *more])
        if not more:
            del self.fields["facet"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class SaveViewForm(forms.Form):
    """What a view of the list is called, and whether the team sees it."""

    name = LineField(label=_("Name of this view"), max_length=60)
    is_shared = forms.BooleanField(label=_("For everybody who works on the registrations"), required=False)
    query = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
