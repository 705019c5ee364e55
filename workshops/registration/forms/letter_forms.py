"""Forms of letters and of mails to many; placeholders are checked before anything is kept."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.agenda.queries import releases
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.publishing.keys import as_key
from workshops.programme.wording import to_choose
from workshops.registration.enums import Participation, RegistrationState
from workshops.registration.letters import LETTERS, LONG, OF_REGISTRATIONS, faults, one_line
from workshops.registration.mailing_queries import Audience
from workshops.registration.queries import bookable_sessions

LONGEST_TEXT = 10_000


class WordsForm(forms.Form):
    """Subject and text of a mail."""

    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 16}),
        help_text=_(
            "An empty line begins a new paragraph. An address that stands alone in a paragraph becomes a "
            "button."
        ),
    )
    allowed = OF_REGISTRATIONS
    required: frozenset[str] = frozenset()

    def clean_subject(self) -> str:
        subject = one_line(self.cleaned_data["subject"])
        self._refuse("subject", subject, self.allowed - LONG, frozenset())
        return subject

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        self._refuse("text", text, self.allowed, self.required)
        return str(text)

    def _refuse(self, field: str, text: str, allowed: frozenset[str], required: frozenset[str]) -> None:
        for fault in faults(text, allowed, required):
            self.add_error(field, fault)

    @property
    def words(self) -> tuple[str, str]:
        """Subject and text as they were checked."""
        return self.cleaned_data["subject"], self.cleaned_data["text"]


class LetterForm(WordsForm):
    """An edition's own words for the letter ``name``."""

    def __init__(self, data: Any = None, *, name: str, **kwargs: Any) -> None:
        super().__init__(data, use_required_attribute=False, **kwargs)
        self.allowed, self.required = LETTERS[name].placeholders, LETTERS[name].required


class MailingForm(WordsForm):
    """What is written to many, and to whom."""

    states = forms.MultipleChoiceField(
        label=_("Whose registration is"),
        choices=RegistrationState.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one at least.")},
    )
    roles = forms.MultipleChoiceField(
        label=_("Who take part as"),
        choices=Participation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everybody."),
    )
    members = forms.MultipleChoiceField(
        label=_("Who belong to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everybody."),
    )
    sessions = forms.MultipleChoiceField(
        label=_("Who have a seat in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everybody, with a seat or without."),
    )
    releases = forms.MultipleChoiceField(
        label=_("Who have a seat, or wait for one, in what was changed by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everybody."),
    )
    people = forms.CharField(required=False, max_length=100_000, widget=forms.HiddenInput)
    """Keys of registrations that were chosen one by one; empty for none in particular."""
    field_order = ("states", "roles", "members", "sessions", "releases", "subject", "text")

    def __init__(self, data: Any = None, *, edition: Edition, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"states": [RegistrationState.CONFIRMED]})
        kwargs["initial"] |= {"people": ",".join(map(str, kwargs["initial"].get("people", ())))}
        super().__init__(data, use_required_attribute=False, **kwargs)
        members = Member.objects.filter(registrations__edition=edition).distinct()
        self._offer("members", [(str(member.pk), str(member)) for member in members])
        self._offer("sessions", to_choose(bookable_sessions(edition), edition.zone))
        self._offer("releases", [(str(one.number), str(one)) for one in releases(edition)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            cast("forms.MultipleChoiceField", self.fields[name]).choices = choices
        else:
            del self.fields[name]

    @property
    def audience(self) -> Audience:
        """Who was chosen."""
        chosen = self.cleaned_data
        return Audience(
            states=tuple(chosen["states"]),
            roles=tuple(chosen["roles"]),
            members=tuple(map(int, chosen.get("members", ()))),
            sessions=tuple(map(int, chosen.get("sessions", ()))),
            people=keys_in(chosen["people"]),
            releases=tuple(map(int, chosen.get("releases", ()))),
        )

    @property
    def chosen_people(self) -> int:
        """How many people it is narrowed to that were chosen one by one; 0 when it is not."""
        return len(keys_in(self["people"].value() or ""))


def keys_in(text: str) -> tuple[int, ...]:
    """The keys that ``text`` lists, parted by commas; whatever is none is left out."""
    found = (as_key(part) for part in text.split(","))
    return tuple(dict.fromkeys(key for key in found if key is not None))
