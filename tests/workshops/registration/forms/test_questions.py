"""The host's questions."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from workshops.registration.enums import QuestionKind
from workshops.registration.forms.questions import Answer, answer_of, answers_of, field_for, is_asked
from workshops.registration.forms.text import LineField, ProseField
from workshops.registration.models import Question


def question(key: str = "travel", kind: QuestionKind = QuestionKind.TEXT, **fields: Any) -> Question:
    return Question(key=key, kind=kind, label=f"{key}?", **fields)


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        (QuestionKind.TEXT, "  by \n train ", "by train"),
        (QuestionKind.LONG_TEXT, "one\r\ntwo", "one\ntwo"),
        (QuestionKind.CHOICE, "Train", "Train"),
        (QuestionKind.MULTIPLE, ["Train", "Bus"], ["Train", "Bus"]),
        (QuestionKind.NUMBER, "3", 3),
        (QuestionKind.NUMBER, "2.5", 2.5),
        (QuestionKind.NUMBER, "0e999999999", 0),
        (QuestionKind.DATE, "2027-05-11", "2027-05-11"),
        (QuestionKind.CONSENT, "on", True),
    ],
)
def test_every_kind_is_kept_as_what_it_is(kind: QuestionKind, sent: Any, kept: Answer) -> None:
    field = field_for(question(kind=kind, choices="Train\nBus"))
    assert answer_of(field.clean(sent)) == kept


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_no_answer_is_kept_as_none(kind: QuestionKind) -> None:
    field = field_for(question(kind=kind, choices="Train\nBus"))
    assert answer_of(field.clean([] if kind == QuestionKind.MULTIPLE else "")) is None


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (QuestionKind.TEXT, "x" * 301),
        (QuestionKind.LONG_TEXT, "x" * 4001),
        (QuestionKind.CHOICE, "Horse"),
        (QuestionKind.MULTIPLE, ["Train", "Horse"]),
        (QuestionKind.NUMBER, "many"),
        (QuestionKind.NUMBER, "NaN"),
        (QuestionKind.NUMBER, "1e999"),
        (QuestionKind.DATE, "yesterday"),
        (QuestionKind.DATE, "2027-02-30"),
    ],
)
def test_what_is_no_answer_is_refused(kind: QuestionKind, sent: Any) -> None:
    with pytest.raises(forms.ValidationError):
        field_for(question(kind=kind, choices="Train\nBus")).clean(sent)


@pytest.mark.parametrize(
    ("answer", "wanted", "expected"),
    [
        ("Plane", "Plane", True),
        ("Train", "Plane", False),
        (None, "Plane", False),
        (["Train", "Plane"], "Plane", True),
        (["Train"], "Plane", False),
        (True, "yes", True),
        (True, "no", False),
        (3, "3", True),
        (30, "3", False),
    ],
)
def test_a_question_may_depend_on_another(answer: Answer | None, wanted: str, expected: bool) -> None:
    asked = question("flight", asked_if="travel", asked_if_answer=wanted)
    assert is_asked(asked, {} if answer is None else {"travel": answer}) is expected


def chain() -> list[Question]:
    return [
        question("travel", QuestionKind.CHOICE, choices="Train\nPlane", is_required=True),
        question("flight", asked_if="travel", asked_if_answer="Plane", is_required=True),
        question("seat", asked_if="flight", asked_if_answer="LH1", is_required=True),
    ]


def test_only_what_is_asked_has_to_be_answered() -> None:
    answers, missing = answers_of(chain(), {"q-travel": "Train"})
    assert (answers, missing) == ({"travel": "Train"}, [])
    _answers, missing = answers_of(chain(), {"q-travel": "Plane"})
    assert [each.key for each in missing] == ["flight"]
    _answers, missing = answers_of(chain(), {"q-travel": "Plane", "q-flight": "LH1"})
    assert [each.key for each in missing] == ["seat"]


def test_what_was_not_asked_is_not_kept() -> None:
    answers, missing = answers_of(chain(), {"q-travel": "Train", "q-flight": "LH1", "q-seat": "12A"})
    assert (answers, missing) == ({"travel": "Train"}, [])


def test_numbers_and_days_are_kept_as_json_knows_them() -> None:
    assert [answer_of(Decimal("2.50")), answer_of(Decimal("2.0")), answer_of(date(2027, 5, 1))] == [
        2.5,
        2,
        "2027-05-01",
    ]


@pytest.mark.parametrize(
    ("sent", "line", "prose"),
    [
        ("Ona\x00 \ud800Example\u202e", "Ona Example", "Ona Example"),
        ("Ona\r\n\r\nExample", "Ona Example", "Ona\n\nExample"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("  ", "", ""),
    ],
)
def test_text_loses_what_nobody_sees(sent: str, line: str, prose: str) -> None:
    texts = LineField(required=False).clean(sent), ProseField(required=False).clean(sent)
    assert texts == (line, prose)
