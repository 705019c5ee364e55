"""The form in which the host says how people register: its shape; what is taken already, the action knows."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cooperation.editions.forms import LocalMomentField
from cooperation.network.models import Member
from workshops.registration.enums import SeatMode
from workshops.registration.host_refusals import RowRefused
from workshops.registration.question_rules import AskedQuestion, key_for, objections
from workshops.registration.refusals import Refused

WAYS = ("by_delegation", "by_invitation", "by_domain", "is_open")


class DomainForm(WagtailAdminModelForm):
    """A mail domain and the member it belongs to."""

    member = forms.ModelChoiceField(queryset=Member.objects.all(), label=_("Member"))

    def __init__(self, *args: Any, members: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].widget.choices = members

    def clean_domain(self) -> str:
        """The domain in plain small letters, also of an address or with an at sign before it."""
        domain = str(self.cleaned_data["domain"]).strip().lower().rpartition("@")[2]
        try:
            DomainNameValidator()(domain)
        except ValidationError as error:
            raise ValidationError(_("Write a domain such as “ecc.example”.")) from error
        return domain


class QuotaForm(WagtailAdminModelForm):
    """What holds for one role."""

    opens_at = LocalMomentField(label=_("May register from"), required=False)

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_at"].use_zone(zone)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and cleaned.get("places") is None and cleaned.get("opens_at") is None:
            self.add_error("places", _("Give a number of places, an earlier moment, or both."))
        return cleaned


class QuestionForm(WagtailAdminModelForm):
    """One of the host's questions; the key may be left empty and is made of the question then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = _(
            "What lists and exports call it, such as “arrival”. Left empty, it is made of the question. It "
            "stays once people answered."
        )
        self.fields["purpose"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "key" not in self.errors and not cleaned.get("key"):
            cleaned["key"] = key_for(cleaned.get("label", ""))
        return cleaned

    def as_asked(self) -> AskedQuestion:
        """The question as it was written, as far as it could be read."""
        question = self.instance
        return AskedQuestion(
            key=question.key,
            kind=question.kind,
            options=question.options,
            asked_if=question.asked_if,
            asked_if_answer=question.asked_if_answer,
        )


class DeskForm(WagtailAdminModelForm):
    """Everything about how people register for one edition."""

    unused_places_return_at = LocalMomentField(
        label=_("Unused places of members return to all"), required=False
    )
    ranking_closes_at = LocalMomentField(label=_("Ranking closes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.instance.edition.zone
        for name in ("unused_places_return_at", "ranking_closes_at"):
            self.fields[name].use_zone(zone)
        # One query for the members, however many domains there are.
        members = [("", "—"), *Member.objects.values_list("pk", "name")]
        self.formsets["quotas"].form_kwargs["zone"] = zone
        self.formsets["domains"].form_kwargs["members"] = members

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not any(cleaned.get(way) for way in WAYS):
            self.add_error("is_open", _("Choose at least one way in which people can register."))
        if cleaned.get("by_domain") and not self.rows("domains"):
            self.add_error("by_domain", _("Write the mail domains of the members below."))
        if cleaned.get("seat_mode") == SeatMode.RANKED and not cleaned.get("ranking_closes_at"):
            self.add_error("ranking_closes_at", _("Say until when people can rank the sessions."))
        questions = self.rows("questions")
        for wrong in objections([row.as_asked() for row in questions]):
            questions[wrong.index].add_error(wrong.field, wrong.sentence)
        return cleaned

    def rows(self, name: str) -> list[Any]:
        """The forms of one list that were not taken away, in the order that the host gave them."""
        formset = self.formsets[name]
        formset.is_valid()
        kept = [
            row
            for row in formset.forms
            if not row.cleaned_data.get("DELETE") and (row.instance.pk or row.has_changed())
        ]
        return sorted(kept, key=lambda row: row.cleaned_data.get("ORDER") or 0)

    def say(self, refusal: Refused) -> None:
        """Put what an action refused beside what has to be changed."""
        if isinstance(refusal, RowRefused):
            for row in self.rows(refusal.rows):
                if refusal.key is not None and row.instance.pk == refusal.key:
                    row.add_error(refusal.field or None, str(refusal))
                    return
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))
