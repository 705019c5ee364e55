"""Who looks at a page, found out without touching the session of the anonymous."""

from django.http import HttpRequest, HttpResponse

from cooperation.editions.models import Edition
from cooperation.editions.queries import may_see_attendee_content
from core.serving.caching import is_anonymous, mark_private


def sees_attendee_content(request: HttpRequest, edition: Edition) -> bool:
    """Whether the visitor may see what only the attendees of ``edition`` see.

    The session of the anonymous is left alone, so that the answer stays the same for everybody and may
    be kept by shared caches.
    """
    return not is_anonymous(request) and may_see_attendee_content(request.user, edition)


def keep_private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep an answer that was made for a signed-in visitor out of every shared cache."""
    return response if is_anonymous(request) else mark_private(response)
