"""The form with which somebody compares the name on a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.registration.forms.text import LineField


class NameForm(forms.Form):
    """The name that stands on the paper."""

    name = LineField(
        label=_("Name on the certificate"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
