"""The forms of delegations: the host's, and those of the heads."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.registration.delegation_queries import members_without_delegation
from workshops.registration.host_refusals import line_message

LONGEST_ADDRESS = 254
MOST_HEADS = 10


class DelegationForm(forms.Form):
    """How many places a delegation has, and who names its people."""

    places = forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=0,
        max_value=10000,
        required=False,
    )
    heads = forms.CharField(
        label=gettext_lazy("Heads of the delegation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "E-mail addresses, one on each line. Whoever is new is told by mail, with the address of the "
            "page on which they name their colleagues."
        ),
    )

    def __init__(self, *args: Any, usual_places: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].help_text = (
            _("Empty for no limit, as for every member.")
            if usual_places is None
            else _("Empty for %(count)d, as many as every member has.") % {"count": usual_places}
        )

    def clean_heads(self) -> list[str]:
        """The addresses in small letters, each once."""
        found: dict[str, None] = {}
        wrong = []
        for number, line in enumerate(str(self.cleaned_data["heads"]).splitlines(), 1):
            address = line.strip().strip(",;").lower()
            if not address:
                continue
            try:
                validate_email(address)
            except ValidationError:
                why = _("“%(email)s” is no e-mail address.") % {"email": address}
                wrong.append(line_message(number, why))
            found[address] = None
        if len(found) > MOST_HEADS:
            wrong.append(_("A delegation has at most %(count)d heads.") % {"count": MOST_HEADS})
        if wrong:
            raise ValidationError(wrong)
        return list(found)


class NewDelegationForm(forms.Form):
    """Which member gets a delegation."""

    def __init__(self, *args: Any, edition_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = forms.ModelChoiceField(
            queryset=members_without_delegation(edition_id), label=gettext_lazy("Member")
        )


class ColleagueForm(forms.Form):
    """Whom the head of a delegation names."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=gettext_lazy("A mail invites them to register; it takes two minutes."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
