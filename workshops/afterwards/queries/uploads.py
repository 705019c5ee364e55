"""Reads of upload links and of what came by them."""

from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from cooperation.agenda.enums import SlotKind
from cooperation.editions.models import Edition
from workshops.afterwards.enums import SubmissionState
from workshops.afterwards.models import Submission, UploadLink


def link_by_key(key: str) -> UploadLink | None:
    """What ``key`` opens, shut or not; ``None`` when there is nothing. One query."""
    found = UploadLink.objects.filter(key=key.replace("\x00", ""))
    return found.select_related("edition", "page").first()


def links_of(edition: Edition) -> QuerySet[UploadLink]:
    """The links of ``edition``, newest first, each with how much came by it. One query."""
    found = UploadLink.objects.filter(edition=edition).select_related("page", "edition")
    waiting = Count("submissions", filter=Q(submissions__state=SubmissionState.WAITING))
    return found.annotate(came=Count("submissions"), waiting=waiting)


def submissions_of(edition: Edition) -> QuerySet[Submission]:
    """What was handed in for ``edition``: what waits first, then the newest."""
    found = Submission.objects.filter(edition=edition).select_related("page", "link", "document", "edition")
    waits = Q(state=SubmissionState.WAITING)
    return found.annotate(waits=Count("pk", filter=waits)).order_by("-waits", "-pk")


def workshop_pages(edition: Edition) -> QuerySet[Page]:
    """The pages of workshops that the agenda of ``edition`` gives, by their titles. One query."""
    found = Page.objects.filter(slots__edition=edition, slots__kind=SlotKind.WORKSHOP)
    return found.distinct().order_by("title")
