"""What the holder of a ticket may send; the forms check the shape alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
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


class RankingForm(forms.Form):
    """Which sessions somebody would like, each with its rank: 1 for what they would like most."""

    def __init__(
        self,
        sessions: Mapping[int, str],
        ranks: Mapping[int, int] | None = None,
        data: QueryDict | None = None,
    ) -> None:
        """Ask for a rank of each of ``sessions``, titles by key; ``ranks`` is what was said before."""
        known = ranks or {}
        super().__init__(data, initial={f"rank-{key}": rank for key, rank in known.items()}, label_suffix="")
        choices = [("", _("No wish")), *((str(rank), str(rank)) for rank in range(1, len(sessions) + 1))]
        for key, title in sessions.items():
            self.fields[f"rank-{key}"] = forms.ChoiceField(label=title, choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse two sessions with one rank."""
        values: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for name, rank in list(values.items()):
            if rank and rank in taken:
                told = {"rank": rank, "other": self.fields[taken[rank]].label}
                self.add_error(
                    name, _("“%(other)s” has the rank %(rank)s as well. Choose another one.") % told
                )
            elif rank:
                taken[rank] = name
        return values

    @property
    def ranked(self) -> list[int]:
        """The keys of the sessions that somebody would like, the most wanted first. Only of a valid form."""
        wanted = [(int(rank), name) for name, rank in self.cleaned_data.items() if rank]
        return [int(name.removeprefix("rank-")) for _rank, name in sorted(wanted)]


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
