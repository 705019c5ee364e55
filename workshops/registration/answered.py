"""Whether a question is asked of somebody, which follows from what they answered before."""

from collections.abc import Mapping

from workshops.registration.models import Question
from workshops.registration.question_rules import CONSENTED

Answer = str | int | float | bool | list[str]


def is_asked(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether ``question`` is asked of somebody who gave ``answers`` to the questions before it.

    A question that was not asked itself has no answer, so what depends on it is not asked either.
    """
    if not question.asked_if:
        return True
    answer = answers.get(question.asked_if)
    wanted = question.asked_if_answer
    if isinstance(answer, list):
        return wanted in answer
    if isinstance(answer, bool):
        return answer and wanted == CONSENTED
    return answer is not None and str(answer) == wanted
