"""The confirmation that personal data is erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class EraseForm(forms.Form):
    """Asks for the edition's year, so that nobody erases by a slip, or another edition."""

    year = forms.CharField(
        label=gettext_lazy("The year of the edition"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        """``word`` is what has to be typed."""
        super().__init__(*args, **kwargs)
        self.word = word
        self.fields["year"].help_text = _("Type %(word)s to confirm.") % {"word": word}

    def clean_year(self) -> str:
        typed = str(self.cleaned_data["year"]).strip()
        if typed != self.word:
            raise forms.ValidationError(_("This is not %(word)s. Nothing was erased.") % {"word": self.word})
        return typed
