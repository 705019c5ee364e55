"""Ask through the response cache, and read what it says of its answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from core.serving.response_cache import ResponseCacheMiddleware


def status(response: HttpResponse) -> str:
    return response.headers["Cache-Status"].removeprefix("cooperation-day; ")


def asked(view: Callable[[HttpRequest], HttpResponse], **headers: Any) -> HttpResponse:
    request = RequestFactory().get("/x/", headers=headers)
    return ResponseCacheMiddleware(view)(request)
