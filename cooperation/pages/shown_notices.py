"""The notices that a page of an edition shows, and how long the page is true by them."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cooperation.editions.notices.queries import standing
from cooperation.editions.notices.rules import next_change
from core.serving.caching import note_end


def shown_notices(page: Any, request: HttpRequest) -> list[str]:
    """What everybody has to know now of the edition of ``page``, its start page.

    No cache keeps it beyond the next that comes or goes. The page knows whether there is any to ask for,
    as it was read until content changes; one that was made without asking is asked for.
    """
    if not getattr(page, "is_noticed", True):
        return []
    now, notices = timezone.now(), standing(page.edition)
    note_end(request, next_change(notices, now))
    return [notice.text for notice in notices if notice.is_shown(now)]
