"""Pure decisions about the host's questions: how they are called, and whether they can be asked like that."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from workshops.registration.enums import QuestionKind

WITH_CHOICES = frozenset({QuestionKind.CHOICE, QuestionKind.MULTIPLE})
CONSENTED = "yes"
"""What a condition calls a consent that was given."""

KEY_LENGTH = 40


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as the host wrote it."""

    key: str
    kind: str
    options: Sequence[str] = ()
    asked_if: str = ""
    asked_if_answer: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with one question: its place in the list from 0, the field, and the sentence."""

    index: int
    field: str
    sentence: str | Promise


def key_for(label: str) -> str:
    """A key made of the words of ``label``.

    Keys are written in plain Latin letters; a label in another script gives a key that tells it from others.
    """
    words = slugify(label)[:KEY_LENGTH].strip("-")
    return words or f"question-{sha256(label.encode()).hexdigest()[:6]}"


def objections(questions: Sequence[AskedQuestion]) -> list[Objection]:
    """What is wrong with ``questions`` in their order; empty when they can be asked."""
    found: list[Objection] = []
    earlier: dict[str, AskedQuestion] = {}
    for index, question in enumerate(questions):
        if question.key in earlier:
            found.append(Objection(index, "key", _("An earlier question has this key.")))
        found += [Objection(index, *wrong) for wrong in _objections_to_choices(question)]
        found += [Objection(index, *wrong) for wrong in _objections_to_condition(question, earlier)]
        earlier.setdefault(question.key, question)
    return found


def _objections_to_choices(question: AskedQuestion) -> list[tuple[str, Promise]]:
    if question.kind not in WITH_CHOICES:
        return []
    options = list(question.options)
    least = 2 if question.kind == QuestionKind.CHOICE else 1
    if len(options) < least:
        return [("choices", _("Write what can be chosen, one on each line."))]
    if len(set(options)) < len(options):
        return [("choices", _("Two lines are alike."))]
    return []


def _objections_to_condition(
    question: AskedQuestion, earlier: dict[str, AskedQuestion]
) -> list[tuple[str, Promise]]:
    if not question.asked_if:
        if question.asked_if_answer:
            return [("asked_if", _("Say which earlier question has to be answered like this."))]
        return []
    asked = earlier.get(question.asked_if)
    if asked is None:
        return [("asked_if", _("No earlier question has this key. Move that question up, or mend the key."))]
    if not question.asked_if_answer:
        return [("asked_if_answer", _("Say with which answer this question is asked."))]
    if asked.kind in WITH_CHOICES and question.asked_if_answer not in asked.options:
        return [("asked_if_answer", _("This is none of the choices of the earlier question."))]
    if asked.kind == QuestionKind.CONSENT and question.asked_if_answer != CONSENTED:
        return [("asked_if_answer", _("A consent is answered with “yes”."))]
    return []
