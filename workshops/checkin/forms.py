"""What is sent from a door: typed into the page, or by a phone's script. Shape only; actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.network.models import Member
from workshops.checkin.actions import Seen
from workshops.checkin.enums import Mistake
from workshops.registration.actions.registering import Entry
from workshops.registration.enums import Participation

LONGEST_CODE = 300


class LookForm(forms.Form):
    """A code or a name."""

    text = forms.CharField(
        label=_("Code or name"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "enterkeyhint": "go",
            }
        ),
    )


class ScanForm(forms.Form):
    """One scan, as a page or a phone sends it."""

    uid = forms.UUIDField()
    code = forms.CharField(max_length=LONGEST_CODE, required=False)
    person = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    door = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    device = forms.RegexField(r"^[0-9a-f-]{8,36}$", required=False)
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])
    undoes = forms.UUIDField(required=False)
    reason = forms.ChoiceField(choices=[("", ""), *Mistake.choices], required=False)

    def seen(self, sent_at: Any = None) -> Seen:
        """The scan that was sent, at ``sent_at`` by the phone's clock."""
        values = self.cleaned_data
        return Seen(
            uid=values["uid"],
            code=values["code"],
            registration_id=values["person"],
            session_id=values["door"],
            device=values["device"],
            device_at=values["at"],
            sent_at=sent_at,
            undoes=values["undoes"],
            reason=values["reason"],
        )


class SentForm(forms.Form):
    """When a phone sent its scans, by its own clock."""

    sent_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])


class WalkInForm(forms.Form):
    """Somebody who stands at the door and is not registered."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    badge_name = forms.CharField(label=_("Name as on the badge"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("Their ticket and the programme go there.")
    )
    role = forms.ChoiceField(label=_("As what"), choices=Participation, initial=Participation.GUEST)
    member = forms.ModelChoiceField(
        label=_("Member"), queryset=Member.objects.all(), required=False, empty_label=_("None")
    )
    organisation = forms.CharField(label=_("Organisation, if no member"), max_length=160, required=False)

    def entry(self) -> Entry:
        """What was filled in, for registration."""
        values = self.cleaned_data
        return Entry(
            badge_name=values["badge_name"], member=values["member"], organisation=values["organisation"]
        )
