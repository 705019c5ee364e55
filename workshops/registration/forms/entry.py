"""The form with which people register. It checks the shape of what they send; actions decide the rest."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperation.network.models import Member
from workshops.registration.actions.registering import Entry
from workshops.registration.desk_offer import Offer
from workshops.registration.enums import QuestionKind
from workshops.registration.forms.choices import SESSIONS, Chosen, ExtraOption, SessionDay, session_days
from workshops.registration.forms.questions import Answer, answers_of, field_for, field_name
from workshops.registration.forms.text import LineField, ProseField
from workshops.registration.models import Question
from workshops.registration.refusals import Refused

EXTRAS, FORM_KEY, WAITS = "extras", "form_key", "waits"
WHO = ("badge_name", "member", "organisation", "function")
"""The fields of the first group, after which the host's questions follow."""
NEEDS_CONSENT = _("I agree that this is kept and used so that I can take part, and erased afterwards")


def _consent(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class EntryForm(forms.Form):
    """Everything that one person says of themselves."""

    badge_name = LineField(
        label=_("Name as on the badge"),
        max_length=120,
        error_messages={"required": _("Write your name as it shall stand on the badge.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    member = forms.ChoiceField(label=_("Member of the network"), required=False)
    organisation = LineField(
        label=_("Organisation"),
        help_text=_("If you belong to no member of the network."),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    function = LineField(
        label=_("Function"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    diet = ProseField(
        label=_("Diet"),
        help_text=_("Such as vegetarian, or what you are allergic to."),
        max_length=500,
        required=False,
    )
    access_needs = ProseField(
        label=_("What you need to take part"),
        help_text=_("Such as a place for a wheelchair, sign language, or a quiet room."),
        max_length=500,
        required=False,
    )
    needs_consent = _consent(NEEDS_CONSENT)
    pictures_allowed = _consent(_("I may be seen in pictures of the event"))
    consent_missing = _("Agree to it, or empty the fields above: without your consent we must not keep them.")
    affiliation_missing = _("Choose your member of the network, or write your organisation.")
    is_listed = _consent(_("My name and organisation may stand in the list that attendees see"))

    def __init__(
        self, offer: Offer, data: QueryDict | None = None, draft: Mapping[str, list[str]] | None = None
    ) -> None:
        """Make the form that ``offer`` asks for.

        Args:
            offer: what is asked and offered.
            data: what was sent; ``None`` for a form that is shown first.
            draft: what was saved on the way, as lists by the names of fields.
        """
        self.offer, self._draft = offer, draft or {}
        super().__init__(data, initial=self._first_values(), label_suffix="")
        for question in offer.questions:
            self.fields[field_name(question.key)] = field_for(question)
        self._leave_out()
        self.order_fields([*WHO, *(field_name(question.key) for question in offer.questions)])

    def _first_values(self) -> dict[str, Any]:
        """What the form holds when it is shown first: what was saved on the way."""
        several = (each for each in self.offer.questions if each.kind == QuestionKind.MULTIPLE)
        many = {field_name(each.key) for each in several}
        saved = {name: sent if name in many else sent[-1] for name, sent in self._draft.items() if sent}
        invitation = self.offer.admission.invitation
        return {"badge_name": invitation.name if invitation else "", **saved}

    def _leave_out(self) -> None:
        """Take out what this desk does not ask, or does not ask this person."""
        desk, admission = self.offer.desk, self.offer.admission
        asked = {
            "diet": desk.asks_diet,
            "access_needs": desk.asks_access,
            "needs_consent": desk.asks_diet or desk.asks_access,
            "pictures_allowed": desk.asks_pictures,
            "is_listed": desk.asks_list,
            "member": bool(self.offer.members),
            "organisation": admission.member is None,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
        if "member" in self.fields:
            names = [(str(member.pk), member.name) for member in self.offer.members]
            self.fields["member"].choices = [("", _("None of them")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check what depends on several fields."""
        values: dict[str, Any] = super().clean() or {}
        has_needs = values.get("diet") or values.get("access_needs")
        if has_needs and not values.get("needs_consent"):
            self.add_error("needs_consent", self.consent_missing)
        self._clean_affiliation(values)
        self.answers, missing = answers_of(self.offer.questions, values)
        for question in missing:
            name = field_name(question.key)
            if name not in self.errors:
                self.add_error(name, _("Please answer this question."))
        return values

    def _clean_affiliation(self, values: dict[str, Any]) -> None:
        if "organisation" not in self.fields or {"member", "organisation"} & set(self.errors):
            return
        if not values.get("member") and not values.get("organisation"):
            name = "member" if "member" in self.fields else "organisation"
            self.add_error(name, self.affiliation_missing)

    answers: dict[str, Answer]

    @property
    def entry(self) -> Entry:
        """What was filled in. Only of a form that is valid."""
        values = self.cleaned_data
        return Entry(
            badge_name=values["badge_name"],
            member=self._member(values.get("member", "")),
            organisation=values.get("organisation", ""),
            function=values["function"],
            language=get_language() or "en",
            diet=values.get("diet", ""),
            access_needs=values.get("access_needs", ""),
            needs_consent=values.get("needs_consent", False),
            pictures_allowed=values.get("pictures_allowed", False),
            is_listed=values.get("is_listed", False),
            answers=self.answers,
            extras=self._chosen_extras.keys,
            sessions=self._chosen_sessions.keys,
        )

    def _member(self, key: str) -> Member | None:
        return next((member for member in self.offer.members if str(member.pk) == key), None)

    @cached_property
    def key(self) -> uuid.UUID:
        """The form's own number: the one that it was sent or saved with, else a new one."""
        try:
            return uuid.UUID(self._sent(FORM_KEY)[-1])
        except (IndexError, ValueError):
            return uuid.uuid4()

    @property
    def is_waiting_known(self) -> bool:
        """Whether the person was told that they join the waiting list, or does not have to be."""
        return self.offer.has_place or bool(self._sent(WAITS))

    def refuse(self, refusal: Refused) -> None:
        """Say beside the field what was refused, or above the form when it is about no field."""
        if refusal.field in (SESSIONS, EXTRAS):
            self.choice_errors[refusal.field] = str(refusal)
        else:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    @cached_property
    def choice_errors(self) -> dict[str, str]:
        """What was refused of the extras and the sessions."""
        return {}

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """Everything that is wrong, each with the id of what it is about; empty where that is the form."""
        found = [("", str(error)) for error in self.non_field_errors()]
        for field in self:
            anchor = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
            named = _("“%(field)s”: %(complaint)s")
            found += [(anchor, named % {"field": field.label, "complaint": error}) for error in field.errors]
        return found + [(name, message) for name, message in self.choice_errors.items()]

    def _sent(self, *names: str) -> list[str]:
        """What stands under ``names``, and under names that begin with ``sessions-`` for the sessions."""
        sent = dict(self.data.lists()) if isinstance(self.data, QueryDict) else self._draft
        wanted = [name for name in sent if name in names or (_is_of_sessions(name) and SESSIONS in names)]
        return [value for name in wanted for value in sent[name]]

    @cached_property
    def _chosen_sessions(self) -> Chosen:
        return Chosen(self._sent(SESSIONS), (each.session.pk for each in self.offer.sessions))

    @cached_property
    def _chosen_extras(self) -> Chosen:
        return Chosen(self._sent(EXTRAS), (extra.pk for extra in self.offer.extras))

    @property
    def extra_options(self) -> list[ExtraOption]:
        """The extras with what is chosen."""
        return [
            ExtraOption(
                extra,
                None if extra.places is None else max(0, extra.places - extra.taken),  # type: ignore[attr-defined]
                extra.pk in self._chosen_extras.keys,
            )
            for extra in self.offer.extras
        ]

    @property
    def session_days(self) -> list[SessionDay]:
        """The sessions by day, with what is chosen."""
        return session_days(self.offer.sessions, self._chosen_sessions.keys, self.offer.desk.edition.zone)

    @property
    def question_fields(self) -> list[tuple[Question, BoundField, Question | None]]:
        """The host's questions: each with its field, and the question that it depends on."""
        by_key = {question.key: question for question in self.offer.questions}
        return [
            (question, self[field_name(question.key)], by_key.get(question.asked_if))
            for question in self.offer.questions
        ]

    def is_of_form(self, name: str) -> bool:
        """Whether the form has a field called ``name``."""
        return name in self.fields or name in (FORM_KEY, EXTRAS, SESSIONS) or _is_of_sessions(name)


def _is_of_sessions(name: str) -> bool:
    return name.startswith(f"{SESSIONS}-")
