"""Who saw or exported personal data of an edition: lines in the audit log that name nobody who was seen."""

from datetime import datetime

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.registration import audit, sightings

HOUR = 3600


def note_seen(edition: Edition, user: User, what: str, count: int) -> None:
    """Take note that ``user`` saw personal data of ``count`` people in a list or on a page of the admin.

    One line for each person, edition, kind and hour, with the most that they saw at once: who turns pages
    does not flood the log.

    Args:
        edition: whose people they are.
        user: who looked.
        what: a key of ``sightings.KINDS``.
        count: how many people's data was shown.
    """
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    known = f"seen:{edition.pk}:{user.pk}:{what}:{this_hour:%Y%m%d%H}"
    if count <= caches["responses"].get(known, 0):
        return
    with transaction.atomic():
        _keep_most(edition, user, what, count, this_hour)
        # Only once it is written, and for this process: another one looks for itself.
        transaction.on_commit(lambda: caches["responses"].set(known, count, HOUR))


def _keep_most(edition: Edition, user: User, what: str, count: int, this_hour: datetime) -> None:
    lines = sightings.lines_of(edition).filter(action=audit.DATA_SEEN, user=user, timestamp__gte=this_hour)
    line = next((line for line in lines if line.data.get("what") == what), None)
    if line is None:
        log(edition, audit.DATA_SEEN, user=user, data={"what": what, "count": count})
    else:
        most = max(count, line.data.get("count", 0))
        ModelLogEntry.objects.filter(pk=line.pk).update(data={"what": what, "count": most})


def note_exported(edition: Edition, user: User, what: str, count: int) -> None:
    """Take note that ``user`` took personal data of ``count`` people out of the site; each time is a line."""
    log(edition, audit.DATA_EXPORTED, user=user, data={"what": what, "count": count})
