"""What the holder of a ticket may send; the forms check the shape alone."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.registration.forms.text import LineField

BIGGEST_KEY = 2**31 - 1


class LostTicketForm(forms.Form):
    """For whom tickets are looked up."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class SeatWishForm(forms.Form):
    """What somebody wants to be done about one session."""

    BOOK, SWAP, LEAVE, ACCEPT, DECLINE = "book", "swap", "leave", "accept", "decline"

    wish = forms.ChoiceField(choices=[(wish, wish) for wish in (BOOK, SWAP, LEAVE, ACCEPT, DECLINE)])
    session = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY)
    instead_of = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, required=False)
    """The session whose seat is given up."""


class TransferForm(forms.Form):
    """To whom a registration is handed on."""

    badge_name = LineField(
        label=gettext_lazy("Your colleague's name, as on the badge"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your colleague's e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: object, domains: Sequence[str] = (), **kwargs: object) -> None:
        """Take only addresses of ``domains``; of any where there are none."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.domains = domains

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        domain = email.rpartition("@")[2].lower()
        if self.domains and domain not in self.domains:
            told = ", ".join(f"@{known}" for known in self.domains)
            raise forms.ValidationError(
                _("A registration stays in its delegation. Write an address that ends in %(domains)s.")
                % {"domains": told}
            )
        return email
