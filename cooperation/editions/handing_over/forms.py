"""What is asked about a hand-over."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.editions.handing_over.actions import Plan
from cooperation.editions.handing_over.queries import next_editions
from cooperation.editions.models import Edition, HandOver


class PlanForm(forms.Form):
    """To whom and when."""

    to_edition = forms.ModelChoiceField(
        label=_("Next edition"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        help_text=_("Its team sees what this team writes down for it."),
    )
    last_day = forms.DateField(
        label=_("Last day of the team's rights"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "With the end of this day at the venue the team become readers. They are told a week before, and "
            "on the morning of the day. Leave it empty as long as it is not settled."
        ),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to_edition"]
        field.queryset = next_editions(edition)

    def plan(self) -> Plan:
        """What was chosen."""
        return Plan(self.cleaned_data["to_edition"], self.cleaned_data["last_day"])


class NotesForm(forms.ModelForm):
    """What the team leaves to the next one."""

    class Meta:
        model = HandOver
        fields = ("learned", "decisions", "budget", "contacts", "contacts_agreed")
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 5}) for name in ("learned", "decisions", "budget", "contacts")
        }
        help_texts: ClassVar = {
            "learned": _(
                "What went well, what you would do sooner, what nobody told you. Name no participants."
            ),
            "decisions": _("What you settled and would settle so again, or not. Name no participants."),
            "budget": _("Orders of magnitude and surprises help more than accounts."),
            "contacts": _(
                "Whom the next team may ask: interpreters, printers, colleagues. The next host lead and the "
                "secretariat see them, nobody else, and they are erased a year after the hand-over."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the consent beside its box."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("contacts", "").strip() and not cleaned.get("contacts_agreed"):
            self.add_error(
                "contacts_agreed",
                _("Contacts are handed on only when everybody named agreed. Ask them, then tick the box."),
            )
        return cleaned
