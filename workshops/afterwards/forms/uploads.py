"""Forms of what facilitators hand in, and of those who look at it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.publishing.enums import Audience
from workshops.afterwards.rules import LINK_DAYS, Handed
from workshops.registration.forms.text import LineField, ProseField

LONGEST_LINK = 366
"""Days that a link can be good for."""


class HandedForm(forms.Form):
    """What came of a workshop, in words."""

    outcomes = ProseField(
        label=_("Outcomes"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("What the group found out, in a few paragraphs. Name nobody who has not agreed."),
    )
    decisions = ProseField(
        label=_("Decisions"), required=False, max_length=3000, help_text=_("One on each line.")
    )
    actions = ProseField(
        label=_("Actions"),
        required=False,
        max_length=3000,
        help_text=_("One on each line: what is done, by which centre or group, until when."),
    )

    @property
    def handed(self) -> Handed:
        """What was written."""
        return Handed(*(self.cleaned_data[name] for name in ("outcomes", "decisions", "actions")))


class UploadForm(HandedForm):
    """A file and words; one of them at least."""

    title = LineField(
        label=_("What the file is"),
        max_length=160,
        required=False,
        help_text=_("Such as “Slides: mediation on the phone”. Empty: the name of the file."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, PPTX, ODP, PNG or JPEG, 20 MB at most. No macros and no files within."),
        widget=forms.FileInput({"accept": ".pdf,.pptx,.odp,.png,.jpg,.jpeg"}),
        max_length=200,
        allow_empty_file=True,  # the one who looks into it says so in better words
    )
    field_order = ("file", "title", "outcomes", "decisions", "actions")


class LinkForm(forms.Form):
    """Whom to ask for what belongs to a workshop."""

    page: Any = forms.ModelChoiceField(queryset=None, label=_("Workshop"), empty_label=_("Choose …"))
    email = forms.EmailField(
        label=_("E-mail address of the facilitator"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    good_until = forms.DateField(
        label=_("Good until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, pages: Any, today: date) -> None:
        super().__init__(data, label_suffix="", use_required_attribute=False)
        self.today = today
        self.fields["page"].queryset = pages  # type: ignore[attr-defined]
        self.initial["good_until"] = today + timedelta(days=LINK_DAYS)

    def clean_good_until(self) -> date:
        day: date = self.cleaned_data["good_until"]
        if not self.today <= day <= self.today + timedelta(days=LONGEST_LINK):
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day


class PublishForm(HandedForm):
    """What goes onto the page, in the words in which it goes there."""

    audience = forms.ChoiceField(
        label=_("Who may download the file"), choices=Audience.choices, initial=Audience.PUBLIC
    )

    def __init__(self, data: Any = None, *, has_file: bool, initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="", use_required_attribute=False)
        if not has_file:
            del self.fields["audience"]

    @property
    def chosen_audience(self) -> Audience:
        """Who may download the file."""
        return Audience(self.cleaned_data.get("audience", Audience.PUBLIC))


class SendBackForm(forms.Form):
    """What has to change."""

    word = ProseField(
        label=_("What has to change"),
        max_length=1000,
        help_text=_("The facilitator reads it in a mail, with the link to hand it in again."),
    )
