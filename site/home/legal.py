"""What the two pages that the law asks for show of the editions."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from cooperation.editions.enums import Kind
from cooperation.editions.models import Edition

SHOWN_AFTER_THE_EVENT = timedelta(days=2 * 365)
"""How long an edition whose data may still be kept is listed after its last day."""


def answering_editions(now: datetime | None = None) -> QuerySet[Edition]:
    """The editions that name a controller or an enforcement body and are not long over, newest first."""
    since = (now or timezone.now()).date() - SHOWN_AFTER_THE_EVENT
    return (
        Edition.objects.filter(Q(ends_on__gte=since) | Q(starts_on__gte=since) | Q(starts_on=None))
        .filter(kind=Kind.COOPERATION_DAY)
        .exclude(controller_name="", enforcement_body="")
    )
