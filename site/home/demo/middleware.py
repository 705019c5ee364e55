"""Puts the demo's bar on top of every page."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

from core.accounts.queries import may_enter_admin
from home.demo.roles import PUBLIC, ROLES, current_role

BODY_START = re.compile(
    rb"""<body\b[^>]*>(\s*<a\b[^>]*class="skip-link"[^>]*>.*?</a>)?""", re.IGNORECASE | re.DOTALL
)
"""The link that skips to the content stays the first thing that the tab key reaches."""
HEAD_END = re.compile(rb"</head>", re.IGNORECASE)


class DemoBarMiddleware:
    """Writes the bar into every whole HTML page: the site's, the account's, the admin's, errors too.

    One place for all of them, so that no template has to know of the demo. It stands inside the response
    cache: what the cache keeps of a public page holds the bar as the public sees it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if wants_bar(request, response):
            add_bar(request, response)
        return response


def wants_bar(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is a page that somebody sees in a window of its own."""
    return (
        not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and not getattr(response, "without_demo_bar", False)
        and not getattr(request, "is_preview", False)
        and request.headers.get("Sec-Fetch-Dest") not in {"iframe", "frame", "object", "embed"}
    )


def add_bar(request: HttpRequest, response: HttpResponse) -> None:
    """Write the bar at the start of the body, and its style sheet into the head."""
    body = BODY_START.search(response.content)
    if body is None:
        return
    bar = render_to_string("demo/bar.html", bar_context(request)).encode()
    content = response.content[: body.end()] + bar + response.content[body.end() :]
    style = f'<link rel="stylesheet" href="{static("css/demo.css")}">'.encode()
    response.content = HEAD_END.sub(lambda end: style + end[0], content, count=1)


def bar_context(request: HttpRequest) -> dict[str, object]:
    """Return what the bar shows for this visitor."""
    role = current_role(request)
    return {
        "roles": ROLES,
        "role": role,
        "path": request.path,
        "person": None if role else request.user,
        "may_enter_admin": role is not PUBLIC and may_enter_admin(request.user),
    }
