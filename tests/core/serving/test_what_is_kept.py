"""The response cache keeps answers that are for everybody, and makes all others private."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from core.serving import response_cache
from core.serving.caching import mark_public
from tests.core.serving.asking import asked, status


def with_cookie(_request: HttpRequest) -> HttpResponse:
    response = mark_public(HttpResponse("hello"))
    response.set_cookie("a", "b")
    return response


def depending_on_a_cookie(_request: HttpRequest) -> HttpResponse:
    return mark_public(HttpResponse("hello", headers={"Vary": "Accept-Encoding, Cookie"}))


def failing(_request: HttpRequest) -> HttpResponse:
    return mark_public(HttpResponse("hello", status=404))


def not_marked(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


@pytest.mark.parametrize("view", [with_cookie, depending_on_a_cookie, failing, not_marked])
def test_an_answer_that_is_not_for_everybody_is_private(
    db: None, view: Callable[[HttpRequest], HttpResponse]
) -> None:
    for _time in (1, 2):
        response = asked(view)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert status(response) == "fwd=miss"


def test_an_answer_for_everybody_is_kept_by_the_same_middleware(db: None) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return mark_public(HttpResponse("hello", headers={"Vary": "Accept-Language"}))

    assert [status(asked(view)) for _time in (1, 2)] == ["fwd=miss; stored", "hit"]


def test_streams_and_long_bodies_are_not_kept(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response_cache, "BIGGEST_KEPT", 4)
    assert status(asked(lambda _request: mark_public(StreamingHttpResponse(["hello"])))) == "fwd=miss"
    assert status(asked(lambda _request: mark_public(HttpResponse("hello")))) == "fwd=miss"
    assert status(asked(lambda _request: mark_public(HttpResponse("hell")))) == "fwd=miss; stored"


def test_a_public_answer_to_somebody_known_is_made_private(db: None) -> None:
    response = asked(lambda _request: mark_public(HttpResponse("hello")), cookie="sessionid=x")
    assert response.headers["Cache-Control"] == "private, no-store"
