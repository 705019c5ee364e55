"""Upload links, what comes by them, and what becomes of it."""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.editions.teams import own_collection
from core.accounts.models import User
from core.formats.inspection import Unsafe, inspect
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile
from workshops.afterwards import audit, mails
from workshops.afterwards.enums import SubmissionState
from workshops.afterwards.models import Submission, UploadLink
from workshops.afterwards.publishing import Taken, put_onto_page
from workshops.afterwards.refusals import (
    DecidedBefore,
    FileRefused,
    LinkIsShut,
    NothingHandedIn,
    PageIsGone,
    TooManyWaiting,
    refuse_archived,
)
from workshops.afterwards.rules import MOST_WAITING, Handed, lines_of


@transaction.atomic
def make_link(edition: Edition, page: Page, email: str, expires_at: datetime, by: User | None) -> UploadLink:
    """Make a link for the workshop on ``page`` and send it to ``email``.

    Raises:
        EditionClosed: the edition lies in the archive.
    """
    refuse_archived(edition)
    link = UploadLink.objects.create(
        edition=edition, page=page, email=email.strip().lower(), expires_at=expires_at, created_by=by
    )
    log(edition, audit.LINK_MADE, user=by, data={"link": link.pk})
    mails.send_upload_link(link)
    return link


@transaction.atomic
def revoke(link: UploadLink, by: User | None) -> None:
    """Shut a link; what came by it stays. Doing it twice changes nothing.

    Raises:
        EditionClosed: the edition lies in the archive.
    """
    refuse_archived(link.edition)
    shut = UploadLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    if shut:
        log(link.edition, audit.LINK_REVOKED, user=by, data={"link": link.pk})


def is_open(link: UploadLink, now: datetime) -> bool:
    """Whether something can be handed in by ``link`` at ``now``."""
    edition = link.edition
    return (
        link.revoked_at is None
        and now < link.expires_at
        and link.page is not None
        and not edition.archived_at
    )


def hand_in(link: UploadLink, title: str, file: File[Any] | None, handed: Handed) -> Submission:
    """Keep what a facilitator hands in until somebody has looked at it.

    The file is looked into before anything is written, as that may take a while.

    Raises:
        LinkIsShut, NothingHandedIn, TooManyWaiting: nothing is taken.
        FileRefused: the file is none that is taken; with the reason.
    """
    if file is None and handed.is_empty:
        raise NothingHandedIn
    suffix = ""
    if file is not None:
        try:
            suffix = inspect(file.name or "", cast("BinaryIO", file.file)).suffix
        except Unsafe as unsafe:
            raise FileRefused(unsafe) from unsafe
    with transaction.atomic():
        return _keep(link, title, file, suffix, handed)


def _keep(link: UploadLink, title: str, file: File[Any] | None, suffix: str, handed: Handed) -> Submission:
    current = (
        UploadLink.objects.select_for_update(of=("self",)).select_related("edition", "page").get(pk=link.pk)
    )
    if not is_open(current, timezone.now()):
        raise LinkIsShut
    if current.submissions.filter(state=SubmissionState.WAITING).count() >= MOST_WAITING:
        raise TooManyWaiting
    title = title or (PurePosixPath(file.name or "").stem[:160] if file else "")
    document = _document(current, title, file, suffix) if file else None
    submission = Submission.objects.create(
        edition=current.edition,
        page=current.page,
        link=current,
        title=title,
        document=document,
        outcomes=handed.outcomes,
        decisions=handed.decisions,
        actions=handed.actions,
    )
    log(current.edition, audit.SUBMITTED, data={"submission": submission.pk, "has_file": bool(document)})
    return submission


def _document(link: UploadLink, title: str, file: File[Any], suffix: str) -> DocumentFile:
    """The file among the edition's documents; until it is reviewed ``serving`` opens it to the team."""
    document = DocumentFile(title=title, audience=Audience.ATTENDEES, collection=own_collection(link.edition))
    document.file.save(f"{slugify(title)[:60] or 'slides'}{suffix}", file, save=False)
    document._set_document_file_metadata()
    document.save()
    return document


@transaction.atomic
def publish(submission: Submission, handed: Handed, audience: Audience, by: User | None) -> bool:
    """Put what was handed in onto the workshop's page, in the words of ``handed``.

    Returns:
        Whether it is published; otherwise it stands in the page's draft, because the page is none yet or
        somebody is at work on it.

    Raises:
        EditionClosed: the edition lies in the archive.
        DecidedBefore: it was reviewed already.
        PageIsGone: there is no page for it any more.
    """
    current = _waiting(submission)
    if current.page is None:
        raise PageIsGone
    if current.document:
        current.document.audience = audience
        current.document.save(update_fields=["audience"])
    taken = Taken(
        title=current.title,
        document=current.document,
        outcomes=handed.outcomes,
        decisions=tuple(lines_of(handed.decisions)),
        actions=tuple(lines_of(handed.actions)),
        by=by,
    )
    is_seen = put_onto_page(current.page, taken)
    if is_seen is None:
        raise PageIsGone
    current.outcomes, current.decisions, current.actions = handed.outcomes, handed.decisions, handed.actions
    _decide(current, SubmissionState.PUBLISHED, audit.PUBLISHED, by)
    if is_seen:
        mails.tell_published(current)
    return is_seen


@transaction.atomic
def send_back(submission: Submission, word: str, by: User | None) -> bool:
    """Say what has to change; whether a mail tells it.

    Raises:
        EditionClosed: the edition lies in the archive.
        DecidedBefore: it was reviewed already.
    """
    current = _waiting(submission)
    current.word = word
    _decide(current, SubmissionState.SENT_BACK, audit.SENT_BACK, by)
    return mails.tell_sent_back(current)


def _waiting(submission: Submission) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",))
    current = rows.select_related("edition", "page", "document", "link__edition", "link__page").get(
        pk=submission.pk
    )
    refuse_archived(current.edition)
    if current.state != SubmissionState.WAITING:
        raise DecidedBefore
    return current


def _decide(submission: Submission, state: SubmissionState, action: str, by: User | None) -> None:
    submission.state, submission.decided_at, submission.decided_by = state, timezone.now(), by
    submission.save()
    log(submission.edition, action, user=by, data={"submission": submission.pk})


def handed_of(submission: Submission) -> Handed:
    """What was written in ``submission``."""
    return Handed(submission.outcomes, submission.decisions, submission.actions)
