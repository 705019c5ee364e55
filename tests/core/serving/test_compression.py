"""Which answers are compressed, and how."""

import gzip
from random import Random

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from core.serving.caching import mark_public
from core.serving.compression import CompressionMiddleware, accepted_encoding

TEXT = b"The parcel never arrived. " * 40
NOISE = Random(1).randbytes(400)
ETAG = '"a-tag"'


def asking(accepted: str, **cookies: str) -> HttpRequest:
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    request.COOKIES.update(cookies)
    return request


def public(content: bytes = TEXT) -> HttpResponse:
    return mark_public(HttpResponse(content, headers={"ETag": ETAG}))


def answered(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    return CompressionMiddleware(lambda _request: response).process_response(request, response)


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("BR;q=0.5, gzip", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br; q=0.000, gzip", "gzip"),
        ("br;q=0.001", "br"),
        ("gzip", "gzip"),
        ("brotli, x-gzip", ""),
        ("", ""),
        (", ;q=0,;;", ""),
    ],
)
def test_the_best_accepted_encoding(accepted: str, expected: str) -> None:
    assert accepted_encoding(asking(accepted)) == expected


def test_what_everybody_gets_comes_as_brotli() -> None:
    answer = answered(asking("gzip, br"), public())
    assert isinstance(answer, HttpResponse)
    assert brotli.decompress(answer.content) == TEXT
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["ETag"] == f"W/{ETAG}"


def test_who_takes_gzip_gets_gzip() -> None:
    answer = answered(asking("gzip"), public())
    assert isinstance(answer, HttpResponse)
    assert gzip.decompress(answer.content) == TEXT


def test_what_may_hold_a_secret_has_a_length_that_says_nothing() -> None:
    mine = [answered(asking("br, gzip", sessionid="x"), public()) for _time in range(30)]
    private = HttpResponse(TEXT, headers={"Cache-Control": "private, no-store"})
    with_cookie = public()
    with_cookie.set_cookie("seen", "1")
    for answer in (*mine, answered(asking("br, gzip"), private), answered(asking("br, gzip"), with_cookie)):
        assert answer.headers["Content-Encoding"] == "gzip"
    assert len({answer.headers["Content-Length"] for answer in mine}) > 1


@pytest.mark.parametrize("content", [b"", b"short", NOISE])
def test_what_compression_would_not_shorten_stays_plain(content: bytes) -> None:
    answer = answered(asking("br"), public(content))
    assert isinstance(answer, HttpResponse)
    assert answer.content == content
    assert "Content-Encoding" not in answer.headers


def test_what_is_sent_in_pieces_is_not_collected() -> None:
    answer = answered(asking("br"), mark_public(StreamingHttpResponse(iter([TEXT]))))
    assert isinstance(answer, StreamingHttpResponse)
    assert b"".join(answer) == TEXT


def test_what_is_compressed_already_is_left_alone() -> None:
    ready = public()
    ready.headers["Content-Encoding"] = "zstd"
    answer = answered(asking("br"), ready)
    assert (answer.headers["Content-Encoding"], answer.headers["ETag"]) == ("zstd", ETAG)
