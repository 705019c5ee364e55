"""The notices that a page of an edition shows, and how long the page is true by them."""

from django.http import HttpRequest
from django.utils import timezone

from cooperation.editions.models import Edition
from cooperation.editions.notices.queries import standing
from cooperation.editions.notices.rules import next_change
from core.serving.caching import note_end


def shown_notices(edition: Edition, request: HttpRequest) -> list[str]:
    """What everybody has to know now. No cache keeps it beyond the next that comes or goes."""
    now, notices = timezone.now(), standing(edition)
    note_end(request, next_change(notices, now))
    return [notice.text for notice in notices if notice.is_shown(now)]
