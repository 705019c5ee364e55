"""What a ticket opens: one registration and nothing else."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.serving.caching import mark_private
from workshops.registration import queries
from workshops.registration.models import Registration


def registration_of(ticket: str) -> Registration:
    """The registration that ``ticket`` opens.

    Raises:
        Http404: it is wrong or was erased; the answer is the same for all of them.
    """
    registration = queries.by_ticket(ticket)
    if registration is None:
        raise Http404
    return registration


def overview(request: HttpRequest, ticket: str) -> HttpResponse:
    """Everything about one registration, and what can be done with it."""
    registration = registration_of(ticket)
    return answer(
        request,
        "registration/overview.html",
        registration,
        bookings=list(queries.active_bookings(registration)),
    )


def answer(
    request: HttpRequest, template: str, registration: Registration, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about ``registration`` that nobody keeps and whose address goes nowhere."""
    context |= {"registration": registration, "edition": registration.edition}
    response = mark_private(render(request, template, context, status=status))
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
