"""Feedback: set up, opened, closed, and answered. An answer is counted and forgotten."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.afterwards import audit
from workshops.afterwards.enums import About, AnswerKind, Stage
from workshops.afterwards.models import (
    FeedbackForm,
    FeedbackMark,
    FeedbackQuestion,
    FeedbackTally,
    FeedbackTarget,
    FeedbackText,
)
from workshops.afterwards.queries.feedback import answered_questions, questions_about, stage_of
from workshops.afterwards.refusals import (
    AnsweredBefore,
    DatesOutOfOrder,
    KindIsFixed,
    NothingAnswered,
    NotOpenNow,
    TooLateForAnswers,
    refuse_archived,
)
from workshops.registration.models import Registration
from workshops.registration.queries import bookable_sessions

DAYS_OPEN = 14
"""Days after the last one for which answers are taken unless the host says otherwise."""
SENT_FORMS_KEPT = 24 * 60 * 60
"""Seconds for which a form that is sent again is known."""


def usual_questions() -> list[tuple[About, str, AnswerKind, str]]:
    """The five questions about the meeting and the five about each workshop that a host begins with."""
    paces = "\n".join((_("Too slow"), _("Just right"), _("Too fast")))
    rating, choice, text = AnswerKind.RATING, AnswerKind.CHOICE, AnswerKind.TEXT
    return [
        (About.EDITION, _("How was the meeting in all?"), rating, ""),
        (About.EDITION, _("How much of it will you use in your work?"), rating, ""),
        (About.EDITION, _("How well was it organised?"), rating, ""),
        (About.EDITION, _("How much time was there to meet others?"), rating, ""),
        (About.EDITION, _("What should stay, and what should be different next time?"), text, ""),
        (About.SESSION, _("How was this workshop?"), rating, ""),
        (About.SESSION, _("How much of it will you use in your work?"), rating, ""),
        (About.SESSION, _("How well could you take part?"), rating, ""),
        (About.SESSION, _("How was its pace?"), choice, paces),
        (About.SESSION, _("What do you take away, and what was missing?"), text, ""),
    ]


@transaction.atomic
def set_up(edition: Edition, by: User | None) -> FeedbackForm:
    """Give an edition the usual questions; open from its first day until two weeks after its last.

    What is set up already stays as it is.

    Raises:
        EditionClosed: the edition lies in the archive.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    refuse_archived(locked)
    form, is_new = FeedbackForm.objects.get_or_create(edition=locked)
    if is_new:
        first, last = locked.starts_on, locked.ends_on or locked.starts_on
        if first and last:
            form.opens_at = datetime.combine(first, time(9), locked.zone)
            form.closes_at = datetime.combine(last + timedelta(days=DAYS_OPEN + 1), time(0), locked.zone)
            form.save(update_fields=["opens_at", "closes_at"])
        FeedbackQuestion.objects.bulk_create(
            FeedbackQuestion(
                form=form, about=about, label=label, kind=kind, choices=choices, sort_order=place
            )
            for place, (about, label, kind, choices) in enumerate(usual_questions(), 1)
        )
        log(locked, audit.FEEDBACK_CHANGED, user=by)
    settle_targets(form)
    return form


def settle_targets(form: FeedbackForm) -> None:
    """Make what is missing of the subjects: the meeting in all, and each session that takes place."""
    known = set(form.targets.values_list("session", flat=True))
    wanted = [None, *bookable_sessions(form.edition)]
    for session in wanted:
        if (session.pk if session else None) not in known:
            FeedbackTarget.objects.get_or_create(form=form, session=session)


@transaction.atomic
def change(
    form: FeedbackForm, changed: list[FeedbackQuestion], removed: list[FeedbackQuestion], by: User | None
) -> None:
    """Keep dates and questions as a host wants them.

    Raises:
        EditionClosed: the edition lies in the archive.
        DatesOutOfOrder: it would close before it opens.
        KindIsFixed: a question that was answered would ask for something else, or go.
    """
    _locked(form)
    if form.opens_at and form.closes_at and form.closes_at <= form.opens_at:
        raise DatesOutOfOrder
    answered = answered_questions(form)
    former = {question.pk: question for question in FeedbackQuestion.objects.filter(pk__in=answered)}
    for question in [*changed, *removed]:
        before = former.get(question.pk)
        is_same = before and (before.kind, before.about) == (question.kind, question.about)
        if before and (question in removed or not is_same):
            raise KindIsFixed(before.label)
    FeedbackQuestion.objects.filter(pk__in=[question.pk for question in removed]).delete()
    for question in changed:
        question.form = form
        question.save()
    form.save()
    log(form.edition, audit.FEEDBACK_CHANGED, user=by)


@transaction.atomic
def open_now(form: FeedbackForm, by: User | None) -> None:
    """Take answers from now on; an end that has passed does not hold any more.

    Raises:
        EditionClosed: the edition lies in the archive.
        TooLateForAnswers: its personal data has been erased.
    """
    current, now = _locked(form), timezone.now()
    if current.texts_erased_at:
        raise TooLateForAnswers
    current.opens_at = now
    if current.closes_at and current.closes_at <= now:
        current.closes_at = None
    current.save(update_fields=["opens_at", "closes_at"])
    settle_targets(current)
    log(current.edition, audit.FEEDBACK_OPENED, user=by)


@transaction.atomic
def close_now(form: FeedbackForm, by: User | None) -> None:
    """Take no answers any more.

    Raises:
        EditionClosed: the edition lies in the archive.
    """
    current = _locked(form)
    current.closes_at = timezone.now()
    current.save(update_fields=["closes_at"])
    log(current.edition, audit.FEEDBACK_CLOSED, user=by)


def _locked(form: FeedbackForm) -> FeedbackForm:
    current = FeedbackForm.objects.select_for_update(of=("self",)).select_related("edition").get(pk=form.pk)
    refuse_archived(current.edition)
    return current


@transaction.atomic
def answer(
    target: FeedbackTarget,
    answers: Mapping[int, Any],
    registration: Registration | None = None,
    form_key: str = "",
) -> None:
    """Count somebody's answers to the questions about ``target``, and forget whose they were.

    Args:
        target: what they judge.
        answers: by the question's key: one of its values, or words; empty ones do not count.
        registration: who answers, where their ticket opened the form; only a mark of it stays.
        form_key: the number of a form without a ticket: what is sent twice counts once.

    Raises:
        NotOpenNow: no answers are taken.
        AnsweredBefore: they have answered, or this form was sent.
        NothingAnswered: all are empty.
    """
    current = FeedbackTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    if stage_of(target, timezone.now()) != Stage.OPEN:
        raise NotOpenNow
    questions = [question for question in questions_about(current) if answers.get(question.pk)]
    if not questions:
        raise NothingAnswered
    _mark(current, registration, form_key)
    for question in questions:
        given = str(answers[question.pk])
        if question.kind == AnswerKind.TEXT:
            FeedbackText.objects.create(target=current, question=question, text=given)
        else:
            tally, _is_new = FeedbackTally.objects.get_or_create(
                target=current, question=question, value=given
            )
            FeedbackTally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
    FeedbackTarget.objects.filter(pk=current.pk).update(answers=F("answers") + 1)


def _mark(target: FeedbackTarget, registration: Registration | None, form_key: str) -> None:
    """Take note that somebody, or a form, has answered.

    Raises:
        AnsweredBefore: it was noted before.
    """
    if registration is not None:
        _mark_made, is_new = FeedbackMark.objects.get_or_create(target=target, registration=registration)
    else:
        is_new = caches["default"].add(f"feedback-form:{form_key[:36]}", 1, SENT_FORMS_KEPT)
    if not is_new:
        raise AnsweredBefore
