"""What somebody sends who answers a feedback form."""

from workshops.afterwards.enums import AnswerKind
from workshops.afterwards.models import FeedbackTarget


def answers_to(target: FeedbackTarget, rating: str = "4", text: str = "") -> dict[int, str]:
    questions = target.form.questions.filter(about=target.about)
    found = {one.pk: rating for one in questions if one.kind == AnswerKind.RATING}
    if text:
        found[questions.get(kind=AnswerKind.TEXT).pk] = text
    return found


def posted(target: FeedbackTarget, rating: str = "4", text: str = "") -> dict[str, str]:
    return {f"q-{key}": value for key, value in answers_to(target, rating, text).items()}
