"""How far an edition is with what comes after it."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils import timezone

from cooperation.editions.models import Edition
from workshops.afterwards.enums import Stage, SubmissionState
from workshops.afterwards.models import Certificate, FeedbackForm, Submission, UploadLink
from workshops.afterwards.rules import stage


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers for the overview."""

    stage: Stage | None
    """``None`` while nobody has set feedback up."""
    answers: int
    answers_about_all: int
    links: int
    waiting: int
    published: int
    certificates: int


def standing(edition: Edition) -> Standing:
    """How far ``edition`` is. Four queries."""
    form = FeedbackForm.objects.filter(edition=edition).annotate(
        in_all=Sum("targets__answers"), about_all=Sum("targets__answers", filter=Q(targets__session=None))
    )
    found = form.first()
    states = Submission.objects.filter(edition=edition).aggregate(
        waiting=Count("pk", filter=Q(state=SubmissionState.WAITING)),
        published=Count("pk", filter=Q(state=SubmissionState.PUBLISHED)),
    )
    links = UploadLink.objects.filter(edition=edition, revoked_at=None, expires_at__gt=timezone.now())
    return Standing(
        stage=stage(found.opens_at, found.closes_at, None, timezone.now()) if found else None,
        answers=(found.in_all or 0) if found else 0,
        answers_about_all=(found.about_all or 0) if found else 0,
        links=links.count(),
        waiting=states["waiting"],
        published=states["published"],
        certificates=Certificate.objects.filter(registration__edition=edition).count(),
    )
