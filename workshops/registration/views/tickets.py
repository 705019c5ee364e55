"""What a ticket opens: one registration and nothing else.

The ticket in the address is the authority, so nothing here asks who is signed in, and no form needs a
cookie against forgery: who can write the address may do what stands at it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cooperation.editions.models import Edition
from cooperation.editions.rules import is_over
from cooperation.pages import wording
from cooperation.pages.edition_band import EditionBand
from cooperation.pages.kept_tree import band_of
from core.serving.caching import mark_private
from workshops.registration import queries
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Registration

TicketView = Callable[..., HttpResponse]


def registration_of(ticket: str, *, with_edition: bool = True) -> Registration:
    """The registration that ``ticket`` opens, ``with_edition`` for a page about it.

    Raises:
        Http404: it is wrong or was erased; the answer is the same for all of them.
    """
    registration = queries.by_ticket(ticket.replace("\x00", ""), with_edition=with_edition)
    if registration is None:
        raise Http404
    return registration


def opened_by_ticket(
    *methods: str, only_while_it_stands: bool = True, posts_are_brief: bool = False
) -> Callable[[TicketView], TicketView]:
    """Let a view get the registration in place of the ticket; it answers ``methods`` alone.

    With ``only_while_it_stands``, a cancelled registration is answered with the page that says so. Where
    ``posts_are_brief``, a form mostly leads on to another page, so what a page says is not read for it.
    """

    def decorate(view: TicketView) -> TicketView:
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, ticket: str, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return kept_to_oneself(HttpResponseNotAllowed(methods))
            is_brief = posts_are_brief and request.method == "POST"
            registration = registration_of(ticket, with_edition=not is_brief)
            if only_while_it_stands and not registration.is_active:
                return overview_answer(request, registration, status=409)
            try:
                return kept_to_oneself(view(request, registration, **kwargs))
            except Registration.DoesNotExist as error:  # erased while it was looked at
                raise Http404 from error

        return opened

    return decorate


@opened_by_ticket("GET", "HEAD", only_while_it_stands=False)
def overview(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Everything about one registration, and what can be done with it."""
    return overview_answer(request, registration)


def overview_answer(request: HttpRequest, registration: Registration, status: int = 200) -> HttpResponse:
    """The overview, or of a cancelled registration the page that says so."""
    if not registration.is_active:
        return answer(request, "registration/ticket/cancelled.html", registration, status)
    is_waiting = registration.state == RegistrationState.WAITING
    return answer(
        request,
        "registration/overview.html",
        registration,
        status,
        bookings=queries.own_bookings(registration),
        place=queries.place_in_waiting_list(registration) if is_waiting else None,
    )


def to_ticket(registration: Registration, name: str = "ticket", query: str = "") -> HttpResponse:
    """Lead to a page of this registration, so that loading it again repeats nothing."""
    address = reverse(name, args=[registration.ticket]) + query
    return kept_to_oneself(HttpResponseRedirect(address, status=303))


def may_change(registration: Registration) -> bool:
    """Whether the edition still takes changes: it is neither over nor cancelled nor archived."""
    edition = registration.edition
    return not (edition.cancelled_at or edition.archived_at or is_over(edition, timezone.now()))


def answer(
    request: HttpRequest, template: str, registration: Registration, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about ``registration`` that nobody keeps and whose address goes nowhere."""
    context |= {
        "registration": registration,
        "edition": registration.edition,
        "may_change": may_change(registration),
        "address": reverse("ticket", args=[registration.ticket]),
        "band": band_above(registration.edition),
    }
    return kept_to_oneself(render(request, template, context, status=status))


def band_above(edition: Edition) -> EditionBand:
    """What stands above every page of ``edition``; while its own page is not published, what is known."""
    band = band_of(edition)
    if band is not None:
        return band
    days = wording.days(edition.starts_on, edition.ends_on)
    return EditionBand(edition.title, "/", days, wording.place(edition), ())


def kept_to_oneself(response: HttpResponse) -> HttpResponse:
    """Let nobody keep, list or pass on ``response``, unless it says itself that its owner may keep it."""
    if not response.has_header("Cache-Control"):
        mark_private(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
