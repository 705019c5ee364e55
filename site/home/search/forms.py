"""What may be searched for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.searching import words

LONGEST_QUERY = 200


class SearchForm(forms.Form):
    """One line of words; whatever is no letter or digit separates them and has no other meaning."""

    q = forms.CharField(
        label=_("Search for"),
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "class": "input", "maxlength": LONGEST_QUERY, "autocomplete": "off"}
        ),
    )

    def clean_q(self) -> str:
        """Refuse what nothing can be found with.

        Raises:
            ValidationError: the words are too long, or too short.
        """
        query: str = self.cleaned_data["q"]
        if len(query) > LONGEST_QUERY:
            raise forms.ValidationError(
                _("Please use at most %(count)s characters."), params={"count": LONGEST_QUERY}
            )
        if query and not words.wanted(query):
            raise forms.ValidationError(_("Please write a word of at least two letters or digits."))
        return query
