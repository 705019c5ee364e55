"""Reads of what people think, as far as it may be told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from cooperation.editions.models import Edition
from workshops.afterwards.enums import AnswerKind, Stage
from workshops.afterwards.models import (
    FeedbackForm,
    FeedbackMark,
    FeedbackQuestion,
    FeedbackTally,
    FeedbackTarget,
    FeedbackText,
)
from workshops.afterwards.rules import Breakdown, breakdown, may_tell, stage
from workshops.registration.enums import BookingState
from workshops.registration.models import Booking, Registration


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What came of one question about one subject."""

    question: FeedbackQuestion
    counted: Breakdown | None
    """``None`` for words."""
    texts: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it was answered in own words."""
        return self.counted is None


@dataclass(frozen=True, slots=True)
class TargetResult:
    """What came of all questions about one subject."""

    target: FeedbackTarget
    questions: tuple[QuestionResult, ...]
    """Empty while there are too few answers to tell."""

    @property
    def is_told(self) -> bool:
        """Whether there are enough answers to tell more than their number."""
        return may_tell(self.target.answers)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that one person may judge."""

    target: FeedbackTarget
    stage: Stage
    has_answered: bool


def form_of(edition: Edition) -> FeedbackForm | None:
    """What ``edition`` asks; ``None`` when nobody has set it up. One query."""
    return FeedbackForm.objects.filter(edition=edition).select_related("edition").first()


def targets_of(form: FeedbackForm) -> QuerySet[FeedbackTarget]:
    """What people judge, the meeting in all first, then the sessions in order of time."""
    found = FeedbackTarget.objects.filter(form=form).select_related("form__edition", "session__slot__room")
    return found.order_by(F("session__slot__starts_at").asc(nulls_first=True), "pk")


def target_by_code(code: str) -> FeedbackTarget | None:
    """What the short ``code`` from a slide opens; capitals do not count. One query."""
    found = FeedbackTarget.objects.filter(code=code.upper()[:6])
    return found.select_related("form__edition__desk", "session__slot").first()


def stage_of(target: FeedbackTarget, now: datetime) -> Stage:
    """Whether answers about ``target`` are taken at ``now``. No query for one that is read with its form."""
    edition, slot = target.form.edition, target.session.slot if target.session else None
    if edition.archived_at or edition.cancelled_at or target.form.texts_erased_at:
        return Stage.CLOSED
    return stage(target.form.opens_at, target.form.closes_at, slot.starts_at if slot else None, now)


def offers_for(registration: Registration, now: datetime) -> list[Offer]:
    """What somebody may judge: the meeting, and the sessions in which they have a seat. Three queries."""
    form = form_of(registration.edition)
    if form is None:
        return []
    seats = Booking.objects.filter(registration=registration, state=BookingState.CONFIRMED)
    own = set(seats.values_list("session", flat=True))
    marks = FeedbackMark.objects.filter(registration=registration).values_list("target", flat=True)
    answered = set(marks)
    return [
        Offer(target, stage_of(target, now), target.pk in answered)
        for target in targets_of(form)
        if target.session_id is None
        or (target.session_id in own and target.session and not target.session.slot.is_cancelled)
    ]


def questions_about(target: FeedbackTarget) -> list[FeedbackQuestion]:
    """The questions about ``target``, in the host's order. One query."""
    return list(FeedbackQuestion.objects.filter(form=target.form_id, about=target.about))


def answered_questions(form: FeedbackForm) -> set[int]:
    """The keys of the questions that anybody answered. Two queries."""
    counted = FeedbackTally.objects.filter(question__form=form).values_list("question", flat=True)
    written = FeedbackText.objects.filter(question__form=form).values_list("question", flat=True)
    return set(counted) | set(written)


def results_of(form: FeedbackForm, *, with_texts: bool) -> list[TargetResult]:
    """What came of everything, as far as it may be told. Four queries, however much there is.

    Words come in the order of the alphabet, so that their order tells nothing.
    """
    targets = list(targets_of(form))
    told = [target.pk for target in targets if may_tell(target.answers)]
    questions = list(form.questions.all())
    counts: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    tallies = FeedbackTally.objects.filter(target__in=told)
    for target_id, question_id, value, count in tallies.values_list("target", "question", "value", "count"):
        counts[target_id, question_id][value] = count
    texts: dict[tuple[int, int], list[str]] = defaultdict(list)
    if with_texts:
        written = FeedbackText.objects.filter(target__in=told).order_by("text")
        for target_id, question_id, text in written.values_list("target", "question", "text"):
            texts[target_id, question_id].append(text)
    return [TargetResult(target, tuple(_results(target, questions, counts, texts))) for target in targets]


def _results(
    target: FeedbackTarget,
    questions: Iterable[FeedbackQuestion],
    counts: dict[tuple[int, int], dict[str, int]],
    texts: dict[tuple[int, int], list[str]],
) -> Iterable[QuestionResult]:
    if not may_tell(target.answers):
        return
    for question in questions:
        key = (target.pk, question.pk)
        if question.about != target.about:
            continue
        if question.kind == AnswerKind.TEXT:
            yield QuestionResult(question, None, tuple(texts.get(key, ())))
        else:
            yield QuestionResult(question, breakdown(question.kind, question.options, counts.get(key, {})))
