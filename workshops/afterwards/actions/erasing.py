"""What people wrote afterwards ends with the rest of their data.

Certificates and marks of having answered go with the registration they belong to. What belongs to none goes
here: words of the feedback, upload links with their addresses, and what came by them and was never published.
What was published stands on the workshops' pages; counted answers are about nobody.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from core.publishing.models import DocumentFile
from workshops.afterwards import audit
from workshops.afterwards.enums import SubmissionState
from workshops.afterwards.models import (
    Certificate,
    FeedbackForm,
    FeedbackMark,
    FeedbackText,
    Submission,
    UploadLink,
)
from workshops.registration import kept
from workshops.registration.actions import erasing_steps
from workshops.registration.models import Registration
from workshops.registration.retention import REST, is_due


def erase_due(now: datetime | None = None) -> int:
    """Erase what has come to its end in any edition; of how many editions something went.

    An edition is due by its own clock, or once its registrations were erased by hand. An edition that cannot
    be erased now does not stand in the way of the others.
    """
    now, erased, trouble = now or timezone.now(), 0, []
    kept_of = Q(submissions__isnull=False) | Q(upload_links__isnull=False) | Q(feedback__texts_erased_at=None)
    editions = Edition.objects.filter(kept_of).exclude(feedback=None, submissions=None, upload_links=None)
    for edition in editions.select_related("desk").distinct():
        desk = getattr(edition, "desk", None)
        if not (is_due(edition, REST, now) or (desk and desk.erased_at)):
            continue
        try:
            erased += erase_edition(edition)
        except Exception as error:
            trouble.append(error)
    if trouble:
        raise ExceptionGroup("What people wrote afterwards was not erased for some editions.", trouble)
    return erased


@transaction.atomic
def erase_edition(edition: Edition) -> bool:
    """Erase everything of one edition that may tell of people; whether there was anything."""
    texts, _rows = FeedbackText.objects.filter(target__form__edition=edition).delete()
    FeedbackForm.objects.filter(edition=edition, texts_erased_at=None).update(texts_erased_at=timezone.now())
    submissions = Submission.objects.filter(edition=edition)
    unpublished = submissions.exclude(state=SubmissionState.PUBLISHED)
    _delete_files(unpublished)
    handed_in, _rows = submissions.delete()
    links, _rows = UploadLink.objects.filter(edition=edition).delete()
    counted = {"texts": texts, "submissions": handed_in, "links": links}
    if any(counted.values()):
        log(edition, audit.ERASED, data=counted)
    return any(counted.values())


def _delete_files(submissions: object) -> None:
    """Delete the documents of ``submissions`` with their files."""
    for document in DocumentFile.objects.filter(submission__in=submissions):
        document.delete()  # one by one, so that Wagtail deletes the file as well


def erase_upload_links(people: erasing_steps.People) -> int:
    """Links that went to their addresses, and what came by them and was never published."""
    links = kept.with_address(UploadLink.objects.filter(edition=people.edition), people.addresses)
    keys = list(links.values_list("pk", flat=True))
    unpublished = Submission.objects.filter(link__in=keys).exclude(state=SubmissionState.PUBLISHED)
    _delete_files(unpublished)
    unpublished.delete()
    UploadLink.objects.filter(pk__in=keys).delete()
    return len(keys)


def links_kept(edition: Edition) -> int:
    """How many links with addresses are kept. One query."""
    return UploadLink.objects.filter(edition=edition).count()


def texts_kept(edition: Edition) -> int:
    """How many answers in own words are kept. One query."""
    return FeedbackText.objects.filter(target__form__edition=edition).count()


def certificates_kept(edition: Edition) -> int:
    """How many certificates are kept. One query."""
    return Certificate.objects.filter(registration__edition=edition).count()


def data_of(registration: Registration) -> dict[str, object]:
    """What is kept of somebody here, for themselves: not what they answered, which nobody can tell."""
    certificate = Certificate.objects.filter(registration=registration).first()
    links = UploadLink.objects.filter(edition=registration.edition_id, email__iexact=registration.email)
    return {
        "answered_feedback_forms": FeedbackMark.objects.filter(registration=registration).count(),
        "certificate": certificate
        and {
            "number": certificate.number,
            "code": certificate.code,
            "days": certificate.days,
            "sessions": certificate.sessions,
            "issued_at": certificate.issued_at.isoformat(),
        },
        "upload_links": [link.created_at.isoformat() for link in links],
    }


erasing_steps.take_first("upload_links", erase_upload_links)
kept.MORE_KEPT |= {
    "certificates": certificates_kept,
    "upload_links": links_kept,
    "feedback_texts": texts_kept,
}
kept.MORE_DATA["afterwards"] = data_of
