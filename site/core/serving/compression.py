"""Compresses answers for those who take it."""

import re
from typing import Final

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from core.serving.caching import is_anonymous

SMALLEST: Final = 200
"""Bytes below which a compressed copy saves nothing."""
QUALITY: Final = 5
"""Of 11. It takes the time of gzip and saves a tenth; 9 takes twenty times as long for a hundredth more."""
_REFUSED: Final = re.compile(r";\s*q=0(\.0*)?$")


def accepted_encoding(request: HttpRequest) -> str:
    """Which of ``br``, ``gzip`` and nothing ``Accept-Encoding`` allows, the best first (RFC 9110, 12.5.3)."""
    offers = [offer.strip() for offer in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(",")]
    accepted = {offer.partition(";")[0].strip() for offer in offers if not _REFUSED.search(offer)}
    return next((encoding for encoding in ("br", "gzip") if encoding in accepted), "")


class CompressionMiddleware(GZipMiddleware):
    """Compresses public answers with Brotli, everything else with Django's gzip.

    Django's adds a random number of bytes, so that the length of an answer tells nothing of a secret in it
    (BREACH). Brotli has no such thing, and what everybody gets has no secrets.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not is_public(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if accepted_encoding(request) != "br":
            return super().process_response(request, response)
        packed = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
        if len(packed) < len(response.content):
            pack(response, packed)
        return response


def is_public(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether ``response`` is plain, long enough to be compressed, and the same for everybody."""
    return (
        len(response.content) >= SMALLEST
        and not response.has_header("Content-Encoding")
        and is_anonymous(request)
        and not response.cookies
        and response.headers.get("Cache-Control", "").startswith("public")
    )


def pack(response: HttpResponse, packed: bytes) -> None:
    """Put ``packed`` in place of the content of ``response``, whose ETag then holds for its meaning only."""
    response.content = packed
    response.headers["Content-Length"] = str(len(packed))
    response.headers["Content-Encoding"] = "br"
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
