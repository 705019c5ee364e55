"""Forms of feedback: what people answer, and what the host asks."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.afterwards.enums import AnswerKind
from workshops.afterwards.models import FeedbackForm, FeedbackQuestion, FeedbackTarget
from workshops.afterwards.rules import RATINGS
from workshops.registration.forms.text import LineField, ProseField

MOST_QUESTIONS = 24
RATING_WORDS = {"1": _("1: poor"), "5": _("5: very good")}


class AnswerForm(forms.Form):
    """The questions about one subject; none has to be answered."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, questions: Iterable[FeedbackQuestion]) -> None:
        super().__init__(data, label_suffix="", use_required_attribute=False)
        self.initial["form_key"] = uuid.uuid4()
        for question in questions:
            self.fields[f"q-{question.pk}"] = self._field(question)

    @staticmethod
    def _field(question: FeedbackQuestion) -> forms.Field:
        if question.kind == AnswerKind.TEXT:
            return ProseField(label=question.label, required=False, max_length=2000)
        if question.kind == AnswerKind.RATING:
            choices: list[tuple[str, Any]] = [(value, RATING_WORDS.get(value, value)) for value in RATINGS]
        else:
            choices = [(option, option) for option in question.options]
        return forms.ChoiceField(
            label=question.label, required=False, choices=choices, widget=forms.RadioSelect
        )

    @property
    def answers(self) -> dict[int, str]:
        """What was answered, by the question's key."""
        return {
            int(name.removeprefix("q-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("q-") and value
        }

    @property
    def key(self) -> str:
        """The number of this form; a new one where it was lost."""
        return str(self.cleaned_data.get("form_key") or uuid.uuid4())


class CodeForm(forms.Form):
    """The code that stands on a slide."""

    code = LineField(
        label=_("Code from the slide"),
        max_length=12,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class SettingsForm(forms.ModelForm):
    """When answers are taken, and what stands above the questions; times are those of the venue."""

    class Meta:
        model = FeedbackForm
        fields = ("opens_at", "closes_at", "introduction")
        field_classes = {"introduction": ProseField}
        widgets = {
            name: forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in ("opens_at", "closes_at")
        }


class QuestionForm(forms.ModelForm):
    """One question of the host's."""

    class Meta:
        model = FeedbackQuestion
        fields = ("about", "sort_order", "label", "kind", "choices")
        field_classes = {"label": LineField, "choices": ProseField}
        widgets = {"choices": forms.Textarea({"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        options = [line for line in cleaned.get("choices", "").splitlines() if line.strip()]
        if cleaned.get("kind") == AnswerKind.CHOICE and len(options) < 2:
            self.add_error("choices", _("Write two choices at least, one on each line."))
        return cleaned


QuestionFormSet = forms.inlineformset_factory(
    FeedbackForm,
    FeedbackQuestion,
    form=QuestionForm,
    extra=1,
    can_delete=True,
    max_num=MOST_QUESTIONS,
    validate_max=True,
    absolute_max=MOST_QUESTIONS + 1,
)


def answer_form(
    target: FeedbackTarget, questions: Iterable[FeedbackQuestion], data: Any = None
) -> AnswerForm:
    """The form about ``target``, filled with ``data`` if something was sent."""
    return AnswerForm(data, questions=[one for one in questions if one.about == target.about])
