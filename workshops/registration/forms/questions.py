"""The host's questions as fields of a form, and their answers as they are kept."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.registration.answered import Answer, is_asked
from workshops.registration.enums import QuestionKind
from workshops.registration.forms.text import LineField, ProseField
from workshops.registration.models import Question

PREFIX = "q-"
LINE_LENGTH = 300
PROSE_LENGTH = 4000


def field_name(key: str) -> str:
    """What the field of the question with ``key`` is called in the form."""
    return f"{PREFIX}{key}"


def field_for(question: Question) -> forms.Field:
    """The field that asks ``question``. Whether it has to be answered is decided with the other answers."""
    field = _FIELDS[QuestionKind(question.kind)](question)
    field.label, field.help_text, field.required = question.label, question.help_text, False
    # Of several boxes one is enough, and no browser can be told so.
    if question.is_required and not question.asked_if and question.kind != QuestionKind.MULTIPLE:
        field.widget.attrs["required"] = True
    return field


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(option, option) for option in question.options]


def _choice(question: Question) -> forms.Field:
    choices = _choices(question)
    if not question.is_required:
        choices.append(("", _("No answer")))  # type: ignore[arg-type]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def _number(_question: Question) -> forms.Field:
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
    return forms.DecimalField(max_digits=12, decimal_places=3, widget=widget)


def _date(_question: Question) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


_FIELDS: dict[QuestionKind, Callable[[Question], forms.Field]] = {
    QuestionKind.TEXT: lambda _question: LineField(max_length=LINE_LENGTH),
    QuestionKind.LONG_TEXT: lambda _question: ProseField(max_length=PROSE_LENGTH),
    QuestionKind.CHOICE: _choice,
    QuestionKind.MULTIPLE: lambda question: forms.MultipleChoiceField(
        choices=_choices(question), widget=forms.CheckboxSelectMultiple
    ),
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.CONSENT: lambda _question: forms.BooleanField(),
}


def answer_of(value: Any) -> Answer | None:
    """What is kept of a checked value, in what JSON knows; ``None`` for no answer."""
    if value is None or value is False or value in ("", []):  # 0 is an answer
        return None
    if isinstance(value, Decimal):
        if not value:  # a zero may come with an exponent that takes long to write out
            return 0
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    kept: Answer = value
    return kept


def answers_of(
    questions: Iterable[Question], values: Mapping[str, Any]
) -> tuple[dict[str, Answer], list[Question]]:
    """What was answered, and which questions should have been.

    Args:
        questions: in the host's order; a question depends on earlier ones alone.
        values: checked values by the names of the fields.

    Returns:
        The answers by the questions' keys, without those to questions that are not asked; and the questions
        that are asked, have to be answered and are not.
    """
    answers: dict[str, Answer] = {}
    missing = []
    for question in questions:
        if not is_asked(question, answers):
            continue
        answer = answer_of(values.get(field_name(question.key)))
        if answer is not None:
            answers[question.key] = answer
        elif question.is_required:
            missing.append(question)
    return answers, missing
