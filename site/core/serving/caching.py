"""What views use of the response cache.

A public answer is kept under the content's version and dropped as soon as that grows; see
``core.serving.middleware.ResponseCacheMiddleware`` for how it is kept and ``content_version`` for why
nothing stale stays.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from core.serving.content_version import content_changed, current_version, is_changing

__all__ = [
    "KeptPart",
    "cached_fragment",
    "content_changed",
    "end_of",
    "is_anonymous",
    "mark_private",
    "mark_public",
    "note_end",
]

Value = TypeVar("Value")
Response = TypeVar("Response", bound=HttpResponseBase)


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nothing in ``request`` says who is asking; needs neither session nor database."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "HTTP_AUTHORIZATION" not in request.META


def note_end(request: HttpRequest, moment: datetime | None) -> None:
    """Say that what answers ``request`` is true until ``moment`` (aware) at most; the earliest counts."""
    known = end_of(request)
    if moment is not None and (known is None or moment < known):
        request.true_until = moment  # type: ignore[attr-defined]


def end_of(request: HttpRequest) -> datetime | None:
    """Until when the answer is true at most, as ``note_end`` was told."""
    return getattr(request, "true_until", None)


def mark_public(response: Response, until: datetime | None = None) -> Response:
    """Let ``response`` be kept and given to anyone who asks for the same address.

    Browsers ask again each time, shared caches after ``RESPONSE_CACHE_SECONDS``, or at ``until`` when that
    comes sooner. Only for what an anonymous visitor gets: an answer to anybody else is made private again
    on its way out.
    """
    seconds = settings.RESPONSE_CACHE_SECONDS
    if until is not None:
        seconds = max(0, min(seconds, int((until - timezone.now()).total_seconds())))
    shared = f", s-maxage={seconds}" if settings.RESPONSE_CACHE_SECONDS else ""
    response.headers["Cache-Control"] = f"public, max-age=0{shared}, must-revalidate"
    return response


def mark_private(response: Response) -> Response:
    """Forbid everyone to keep ``response``."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def cached_fragment(
    key: str, make: Callable[[], Value], keep: Callable[[Value], bool] = lambda _value: True
) -> Value:
    """What ``make()`` returns, computed once per content version, language and process.

    For values that many pages share, such as a menu. ``key`` names the value and everything else that
    it depends on, the site for instance; it must not depend on who asks. The value has to be picklable:
    plain values rather than lazy querysets. What depends on the clock is late by
    ``RESPONSE_CACHE_SECONDS`` at most. ``keep`` says of a value whether to keep it; nothing should be kept
    under keys that visitors can invent.
    """
    if not settings.RESPONSE_CACHE_SECONDS or is_changing():
        return make()
    version = current_version()
    full_key = blake2b(f"fragment\n{get_language()}\n{key}".encode(), digest_size=20).hexdigest()
    found = caches["responses"].get(full_key)
    if found is not None and found[0] == version:
        return found[1]
    value = make()
    if keep(value):
        caches["responses"].set(full_key, (version, value), settings.RESPONSE_CACHE_SECONDS)
    return value


class KeptPart:
    """What the template tag ``kept`` draws once per content version, host and language.

    Nothing in it may depend on who asks, other than by what the key says: what is for some people only
    needs a key of its own. What depends on the clock belongs into the key as well, unless it may be late by
    ``RESPONSE_CACHE_SECONDS``.
    """

    def __init__(self, key: str, make: Callable[[], dict[str, Any]]) -> None:
        """Name the part by ``key``; ``make`` gives what its templates need, and is called when they do."""
        self.key = key
        self._make = make

    @cached_property
    def context(self) -> dict[str, Any]:
        """What the templates of this part need; made once, however many places show something of it."""
        return self._make()
