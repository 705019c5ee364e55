"""What every request passes before anything else."""

import logging
import secrets
import sys
import time
from collections.abc import Callable
from typing import Any

import structlog
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag

from core.serving.log_lines import access_line
from core.serving.rules import is_request_id, outage_behind
from core.serving.views import database_away

GetResponse = Callable[[HttpRequest], HttpResponse]
access = logging.getLogger("access")


class RequestIdMiddleware:
    """Gives each request an id that its answer and its log lines carry, and writes one line about it.

    An id that a proxy in front of us gave (``X-Request-ID``) is taken over when it looks like one. The
    line holds no query, because queries hold secrets.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False):  # a preview inside of a request
            return self.get_response(request)
        started = time.perf_counter()
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if is_request_id(given) else secrets.token_hex(16)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        if access.isEnabledFor(logging.INFO):
            seconds = time.perf_counter() - started
            status = response.status_code
            access.info(access_line(request_id, request.method, request.path, status, seconds))
        return response


class DatabaseAwayMiddleware:
    """Answers 503 and when to come again, instead of 500, while the database is away."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        # Middleware and views alike may meet the outage; Django turns each one's exception into an
        # answer on the spot, and this signal is what tells of them all.
        got_request_exception.connect(_notice_outage, dispatch_uid="core.serving.database_away")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 500 and getattr(request, "met_outage", False):
            return database_away(request)
        return response


def _notice_outage(request: HttpRequest | None = None, **_kwargs: Any) -> None:
    if request is not None and outage_behind(sys.exc_info()[1]):
        request.met_outage = True  # type: ignore[attr-defined]


class ConditionalMiddleware(ConditionalGetMiddleware):
    """Gives answers an ETag, to HEAD the one that GET gets, and 304 to whoever has them already.

    Django leaves HEAD out, because such an answer may have no body to make an ETag from. Here views make
    the whole answer for both, and the body is taken out on its way to the visitor.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "HEAD" or not isinstance(response, HttpResponse) or not response.content:
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        etag = response.headers.get("ETag")
        return (etag and get_conditional_response(request, etag=etag, response=response)) or response


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the Content-Security-Policy, with a looser one for the editors' admin.

    Wagtail's admin needs inline scripts and styles; nothing else here does.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and request.path_info.startswith("/admin/"):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        # A preview is a public address rendered inside of an admin request, whose policy it gets.
        if getattr(request, "is_dummy", False):
            return response
        return super().process_response(request, response)
