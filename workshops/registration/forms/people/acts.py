"""The forms with which a host does something for somebody."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from workshops.registration.actions.people.hosting import ByHost
from workshops.registration.desk_offer import Offer
from workshops.registration.enums import Participation
from workshops.registration.forms.entry import EntryForm
from workshops.registration.forms.text import LineField
from workshops.registration.rules import DEFAULT_ROLE

LONGEST_REASON = 300


class ReasonForm(forms.Form):
    """Why a host does it, and what the person hears of it."""

    reason = LineField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_(
            "It stays in the history of this registration and is erased with it. Nothing about diet or "
            "health, which ends sooner."
        ),
        error_messages={"required": _("Write why, so that others understand it later.")},
    )
    is_told = forms.BooleanField(label=_("Tell the person by mail"), required=False, initial=True)
    is_reason_told = forms.BooleanField(label=_("Write the reason into the mail"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"label_suffix": "", "use_required_attribute": False}
        super().__init__(*args, **usual | kwargs)

    def by(self, user: User) -> ByHost:
        """``user`` with what they wrote. Only of a form that is valid."""
        return ByHost(user, **self.cleaned_data)


class WhoForm(forms.Form):
    """Whom a host enters, and as what."""

    email = LineField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        validators=[forms.EmailField.default_validators[0]],
    )
    role = forms.ChoiceField(label=_("As what"), choices=Participation.choices, initial=DEFAULT_ROLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"label_suffix": "", "use_required_attribute": False}
        super().__init__(*args, **usual | kwargs)


class HostEntryForm(EntryForm):
    """What a person would fill in, filled in by the host: it speaks of the person, and never of “I”."""

    use_required_attribute = False
    consent_missing = _("Diet and access needs may be kept only when the person agreed to it.")
    affiliation_missing = _("Choose their member of the network, or write their organisation.")
    OF_OTHERS = {
        "badge_name": _("Name as on the badge"),
        "needs_consent": _("They agreed that diet and access needs are kept until after the event"),
        "pictures_allowed": _("They may be seen in pictures of the event"),
        "is_listed": _("Their name and organisation may stand in the list that attendees see"),
        "access_needs": _("What they need to take part"),
    }

    HELP = {
        "organisation": _("If they belong to no member of the network."),
        "diet": _("Such as vegetarian, or what they are allergic to."),
    }

    def __init__(self, offer: Offer, data: QueryDict | None = None, draft: Any = None) -> None:
        super().__init__(offer, data, draft)
        if "badge_name" in self.fields:
            self.fields["badge_name"].error_messages["required"] = _(
                "Write their name as it shall stand on the badge."
            )
        for name, label in self.OF_OTHERS.items():
            if name in self.fields:
                self.fields[name].label = label
        for name, words in self.HELP.items():
            if name in self.fields:
                self.fields[name].help_text = words
        for field in self.fields.values():
            field.widget.attrs.pop("autocomplete", None)
