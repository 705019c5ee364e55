"""Asks the site for an address as somebody unknown would: through every middleware, without a cookie."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.utils import translation

FAILED = 500


class SiteFailed(Exception):  # noqa: N818 - it says who failed
    """The site could not answer; what was asked for is there or not, nobody knows."""


class Answer(NamedTuple):
    """What the site answered."""

    status: int
    kind: str
    """The content's type, without parameters."""
    body: bytes


@lru_cache(maxsize=1)
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def visit(address: str) -> Answer:
    """What an anonymous visitor gets at ``address``, a path with or without a query.

    Nothing of the visitor behind this call, nor of the response cache, comes into it.

    Raises:
        SiteFailed: the answer was an error of the site's own.
    """
    origin, asked = urlsplit(settings.SITE_ORIGIN), urlsplit(address)
    port = str(origin.port or (443 if origin.scheme == "https" else 80))
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(asked.path, encoding="latin-1"),
            "QUERY_STRING": asked.query,
            "SERVER_NAME": origin.hostname or "localhost",
            "SERVER_PORT": port,
            "HTTP_HOST": origin.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": origin.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.is_dummy = True  # type: ignore[attr-defined]  # an inner request: no log line, nothing kept
    language = translation.get_language()
    response = _handler().get_response(request)
    try:
        parts = response.streaming_content if response.streaming else [response.content]  # type: ignore[attr-defined]
        body = b"".join(parts)
    finally:
        # Not response.close(): it says that a request has ended, at which Django closes the connection to the
        # database, and with it the transaction of whoever asks here.
        for close in response._resource_closers:  # type: ignore[attr-defined]
            close()
        if language:
            translation.activate(language)
    if response.status_code >= FAILED:
        raise SiteFailed(f"{address} answered {response.status_code}")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
    return Answer(response.status_code, kind, body)
