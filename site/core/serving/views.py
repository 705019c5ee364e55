"""Answers for machines, uploaded files, and the page for when nothing else works."""

from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document

from core.serving.caching import is_anonymous, mark_private, mark_public
from core.serving.queries import health

RETRY_AFTER = "10"
"""Seconds after which to try again while the database is away."""
PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether database, cache and worker work: 200 when all do, else 503."""
    found = health()
    content = {
        "status": "ok" if found.is_good else "failing",
        "database": "ok" if found.database else "away",
        "cache": "ok" if found.cache else "away",
        "worker": {
            "status": "ok" if found.worker else "away",
            "last_seen": found.worker_seen.isoformat() if found.worker_seen else None,
            "age_seconds": round(found.worker_age.total_seconds()) if found.worker_age else None,
        },
    }
    response = JsonResponse(content, status=200 if found.is_good else 503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # a monitor reads it: no error for each look
    return mark_private(response)


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture as pages show it, from ``MEDIA_ROOT/images``; its name changes when it does.

    Originals, documents and whatever else may lie in that folder are not given out. A web server in
    front may serve the same folder instead.
    """
    kind = PICTURE_TYPES.get(PurePosixPath(path).suffix.lower())
    root = (Path(settings.MEDIA_ROOT) / "images").resolve()
    if kind is None or "\0" in path:
        raise Http404
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise Http404
    state = file.stat()
    response: Any = FileResponse(file.open("rb"), content_type=kind)
    response.headers["Last-Modified"] = http_date(state.st_mtime)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return get_conditional_response(request, last_modified=int(state.st_mtime), response=response) or response


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """An uploaded document, after Wagtail and its hooks have asked who may have it.

    What somebody without a session gets, everyone may get, so shared caches may keep it; anything else
    is for the one who asked.
    """
    response = serve_document(request, document_id, document_filename)
    if is_anonymous(request) and response.status_code in (200, 304):
        return mark_public(response)
    return mark_private(response)


def database_away(request: HttpRequest) -> HttpResponse:
    """503: the database is away, come again in some seconds. Needs no database itself."""
    if request.path_info == "/healthz" or "application/json" in request.META.get("HTTP_ACCEPT", ""):
        response: HttpResponse = JsonResponse({"status": "failing", "database": "away"}, status=503)
    else:
        response = HttpResponse(render_to_string("503.html"), status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    return mark_private(response)
