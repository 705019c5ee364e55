"""Notices are published and ended, each in one transaction with its line in the audit log."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.models import Edition, Notice
from cooperation.editions.notices.rules import objections
from cooperation.editions.rules import Refused, Text, reasons_against_changing
from core.accounts.models import User

PUBLISHED = "editions.publish_notice"
ENDED = "editions.end_notice"


class CannotPublish(Refused):
    """The notice cannot be published; ``fields`` says what is wrong with which of its fields."""

    def __init__(self, *reasons: Text, fields: dict[str, Text] | None = None) -> None:
        super().__init__(*reasons, *(fields or {}).values())
        self.fields = fields or {}


@transaction.atomic
def publish(edition: Edition, text: str, starts_at: datetime | None, ends_at: datetime, by: User) -> Notice:
    """Show ``text`` on pages and screens of ``edition`` until ``ends_at``; from now without ``starts_at``.

    Raises:
        CannotPublish: the edition is archived, or the times contradict each other.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    if reasons := reasons_against_changing(locked):
        raise CannotPublish(*reasons)
    now = timezone.now()
    begins = starts_at or now
    if wrong := objections(begins, ends_at, now):
        raise CannotPublish(fields=wrong)
    made = Notice.objects.create(edition=edition, text=text, starts_at=begins, ends_at=ends_at, by=by)
    log(edition, PUBLISHED, user=by, data={"notice": made.pk, "text": text})
    return made


@transaction.atomic
def end(notice: Notice, by: User) -> bool:
    """Take a notice off now; whether that changed anything. One that was to come never comes.

    Raises:
        CannotPublish: the edition is archived.
    """
    Edition.objects.select_for_update().get(pk=notice.edition_id)
    current, now = Notice.objects.select_related("edition").get(pk=notice.pk), timezone.now()
    if reasons := reasons_against_changing(current.edition):
        raise CannotPublish(*reasons)
    if current.ends_at <= now:
        return False
    current.ends_at, current.starts_at = now, min(current.starts_at, now)
    current.save(update_fields=["starts_at", "ends_at"])
    log(current.edition, ENDED, user=by, data={"notice": current.pk})
    return True
