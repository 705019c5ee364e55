"""Keeps public answers, and gives them again as long as nothing has changed."""

import re
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from core.serving.caching import is_anonymous, mark_private
from core.serving.compression import accepted_encoding
from core.serving.content_version import known_in_request, read_version
from core.serving.rules import is_outage, without_tracking

NAME = "cooperation-day"
"""What this cache calls itself in ``Cache-Status`` (RFC 9211)."""
BIGGEST_KEPT = 1024 * 1024
"""Bytes of the longest body that is kept."""
KEPT_FOR = 24 * 60 * 60
"""Seconds after which an entry is dropped for good. Until then it may help when the database is away."""
ASKS_AGAIN_AFTER = 1.0
"""Seconds for which a database that was away is not asked for the version."""
NEVER_KEPT = ("/admin/", "/account/", "/documents/", "/healthz")
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_SHARED = re.compile(r"\bs-maxage=(\d{1,9})\b")


class Entry(NamedTuple):
    """A kept answer."""

    version: int
    """The content's version that was read before the answer was made."""
    made_at: float
    """Seconds since 1970."""
    headers: list[tuple[str, str]]
    body: bytes

    def age(self) -> int:
        """Whole seconds since it was made."""
        return max(0, int(time.time() - self.made_at))

    def lifetime(self) -> int:
        """Seconds for which it is given again: as it says itself, if it says less than is usual."""
        said = _SHARED.search(dict(self.headers).get("Cache-Control", ""))
        usual = settings.RESPONSE_CACHE_SECONDS
        return min(usual, int(said[1])) if said else usual


class ResponseCacheMiddleware:
    """Answers anonymous requests for public pages from the cache, before anything else is done for them.

    It keeps what views marked by ``mark_public``, each under the content's version that was read before
    it was made: a change by any process drops all at once, and an answer that a change overtook while
    it was made is never given to anybody else. What depends on the clock is late by
    ``RESPONSE_CACHE_SECONDS`` at most. While the database is away, it gives what it has of the last
    version that it saw.

    Addresses with a query are kept apart in a small store, so that invented ones push out each other
    and no page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.left_alone = (settings.STATIC_URL, settings.MEDIA_URL)
        self.last_version: int | None = None
        self.asks_again_at = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A preview is an inner request for a public address; the outer one settles its headers.
        if request.path_info.startswith(self.left_alone) or getattr(request, "is_dummy", False):
            return self.get_response(request)
        if not self._may_be_kept(request):
            with known_in_request():
                return keep_private(self.get_response(request), anonymous=is_anonymous(request))
        request.META["QUERY_STRING"] = query = without_tracking(request.META.get("QUERY_STRING", ""))
        return self._answer(request, caches["query_responses" if query else "responses"])

    def _may_be_kept(self, request: HttpRequest) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and settings.RESPONSE_CACHE_SECONDS > 0
            and is_anonymous(request)
            and not request.path_info.startswith(NEVER_KEPT)
        )

    def _answer(self, request: HttpRequest, store: BaseCache) -> HttpResponse:
        key = entry_key(request)
        version = self._version()
        entry: Entry | None = store.get(key)
        if entry and self._is_good(entry, version):
            response = hit(entry, "; detail=database-away" if version is None else "")
        else:
            response = self._fresh(request, key, version, store)
        status = response.headers["Cache-Status"]
        response = conditional(request, response)
        response.headers["Cache-Status"] = status
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response

    def _version(self) -> int | None:
        """The content's version; ``None`` while the database is away."""
        if time.monotonic() < self.asks_again_at:
            return None
        try:
            self.last_version = read_version()
        except Error as error:
            if not is_outage(error):
                raise
            self.asks_again_at = time.monotonic() + ASKS_AGAIN_AFTER
            return None
        return self.last_version

    def _is_good(self, entry: Entry, version: int | None) -> bool:
        if version is None:
            return entry.version == self.last_version
        return entry.version == version and entry.age() < entry.lifetime()

    def _fresh(self, request: HttpRequest, key: str, version: int | None, store: BaseCache) -> HttpResponse:
        # Without its conditions the request brings the whole answer, which can be kept for others.
        conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        with known_in_request(version):
            response = self.get_response(request)
        request.META.update(conditions)
        response = keep_private(response, anonymous=True)
        status = "fwd=miss"
        if version is not None and request.method == "GET" and is_kept(response):
            headers = [*response.headers.items()]
            store.set(key, Entry(version, time.time(), headers, response.content), KEPT_FOR)
            status += "; stored"
        response.headers["Cache-Status"] = f"{NAME}; {status}"
        return response


def entry_key(request: HttpRequest) -> str:
    """What an answer depends on: address with scheme and host, and how it may be compressed.

    The language stands in the path.
    """
    parts = (
        request.scheme or "",
        request.get_host(),
        request.path,
        request.META["QUERY_STRING"],
        accepted_encoding(request),
    )
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def hit(entry: Entry, detail: str = "") -> HttpResponse:
    """The answer that ``entry`` keeps."""
    response = HttpResponse(entry.body)
    for name, value in entry.headers:
        response.headers[name] = value
    response.headers["Age"] = str(entry.age())
    response.headers["Cache-Status"] = f"{NAME}; hit{detail}"
    return response


def keep_private(response: HttpResponse, *, anonymous: bool) -> HttpResponse:
    """Make ``response`` private unless it says otherwise and may be public.

    What goes to somebody known, carries a cookie, depends on one or tells of an error is nobody
    else's; and public answers vary by nothing but their encoding.
    """
    control = response.headers.get("Cache-Control", "")
    if not control:
        return mark_private(response)
    if "public" not in control:
        return response
    vary = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")} - {""}
    # The language stands in the path, so the visitor's preferred one decides nothing.
    others = vary - {"accept-encoding", "accept-language"}
    if not anonymous or response.cookies or others or response.status_code >= 400:
        return mark_private(response)
    response.headers["Vary"] = "Accept-Encoding"
    return response


def is_kept(response: HttpResponseBase) -> bool:
    """Whether ``response``, settled by ``keep_private``, may be given to others."""
    return (
        response.status_code == 200
        and not response.streaming
        and response.headers.get("Cache-Control", "").startswith("public")
        and len(response.content) <= BIGGEST_KEPT  # type: ignore[attr-defined]
    )


def conditional(request: HttpRequest, response: Any) -> HttpResponse:
    """``response``, or 304 when its reader says that they have it already."""
    if not any(name in request.META for name in CONDITIONS):
        return response
    etag = response.headers.get("ETag")
    return get_conditional_response(request, etag=etag, response=response) or response
