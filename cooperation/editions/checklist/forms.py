"""The forms of the checklist."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.editions.checklist.enums import TaskPhase, TaskState
from cooperation.editions.checklist.queries import Wanted, team_of
from cooperation.editions.desk_places import all_places
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import ChecklistTask, Edition

ROLES = [(role.value, role.label) for role in TEAM]


class WantedForm(forms.Form):
    """Narrows the list."""

    mine = forms.BooleanField(label=_("Mine"), required=False)
    open = forms.BooleanField(label=_("Open ones only"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *ROLES])
    phase = forms.ChoiceField(
        label=_("Phase"), required=False, choices=[("", _("All phases")), *TaskPhase.choices]
    )

    def wanted(self) -> Wanted:
        """What was chosen; what makes no sense does not narrow."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            mine=given.get("mine", False),
            role=given.get("role", ""),
            phase=given.get("phase", ""),
            open_only=given.get("open", False),
        )


class TickForm(forms.Form):
    """What became of a task."""

    state = forms.ChoiceField(label=_("State"), choices=TaskState, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it is not needed, or is done though it waits for something."),
    )


class TaskForm(forms.ModelForm[ChecklistTask]):
    """What a task says; whether it is done is told elsewhere."""

    place = forms.ChoiceField(label=_("Where it is done"), required=False)

    class Meta:
        model = ChecklistTask
        fields: ClassVar = [
            "title",
            "detail",
            "role",
            "owner",
            "due_weeks",
            "due_date",
            "phase",
            "work",
            "place",
            "waits_for",
            "applies_to",
            "lessons",
        ]
        widgets: ClassVar = {
            "detail": forms.Textarea(attrs={"rows": 3}),
            "lessons": forms.Textarea(attrs={"rows": 3}),
            "due_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "waits_for": forms.SelectMultiple(attrs={"size": 8}),
        }

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.edition = edition
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = team_of(edition)
        fields["waits_for"].queryset = ChecklistTask.objects.filter(edition=edition).exclude(
            pk=self.instance.pk
        )
        fields["role"].choices = ROLES
        places = [(place.url_name, place.label) for place in all_places()]
        if (kept := self.instance.place) and kept not in dict(places):
            places.append((kept, kept))
        fields["place"].choices = [("", _("Elsewhere")), *places]
        if self.instance.role == Role.ATTENDEE:
            self.initial["role"] = Role.HOST_LEAD

    def save(self, commit: bool = True) -> ChecklistTask:
        """The task as it was filled in; an action writes it.

        Raises:
            ValueError: the form is not valid, or it is asked to write.
        """
        if commit:
            raise ValueError("An action writes the task.")
        return super().save(commit=False)
