"""Asking for the way to the form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.registration.forms.text import LineField


class AddressForm(forms.Form):
    """To which address the way to the form is sent."""

    email = LineField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        validators=[forms.EmailField.default_validators[0]],
    )
