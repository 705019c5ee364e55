"""Registrations that are cancelled, handed on or erased by who holds the ticket; each is asked once more."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.serving.posted import posted
from workshops.registration import own_records, queries
from workshops.registration.actions import ending
from workshops.registration.actions.erasing import erase_person
from workshops.registration.forms.ticket_forms import TransferForm
from workshops.registration.models import Registration
from workshops.registration.refusals import AddressTaken, TicketCancelled
from workshops.registration.views.tickets import (
    answer,
    kept_to_oneself,
    may_change,
    opened_by_ticket,
    overview_answer,
    to_ticket,
)


@opened_by_ticket("GET", "HEAD", "POST", only_while_it_stands=False)
def cancel(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Say what is lost by cancelling, and cancel."""
    if not registration.is_active:
        return to_ticket(registration)
    if not may_change(registration):
        return overview_answer(request, registration, status=409)
    if request.method == "POST":
        with suppress(TicketCancelled):  # pressed twice: it is what was asked for
            ending.cancel(registration)
        return to_ticket(registration)
    return answer(
        request,
        "registration/ticket/cancel.html",
        registration,
        bookings=queries.own_bookings(registration),
        extras=own_records.extras_of(registration),
    )


@opened_by_ticket("GET", "HEAD", "POST")
def transfer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Hand the registration on to a colleague of the same delegation."""
    if registration.member is None or not may_change(registration):
        return overview_answer(request, registration, status=409)
    domains = own_records.domains_of(registration)
    if request.method != "POST":
        form = TransferForm(domains=domains)
        return answer(request, "registration/ticket/transfer.html", registration, form=form)
    form = TransferForm(posted(request), domains=domains)
    status = 400
    if form.is_valid():
        try:
            ending.transfer(registration, form.cleaned_data["email"], form.cleaned_data["badge_name"])
        except AddressTaken as refusal:
            if own_records.was_handed_to(registration, form.cleaned_data["email"]):
                return _to("ticket_handed_on")
            form.add_error("email", str(refusal))
            status = 409
        else:
            return _to("ticket_handed_on")
    return answer(request, "registration/ticket/transfer.html", registration, status, form=form)


@opened_by_ticket("GET", "HEAD", "POST", only_while_it_stands=False)
def erase(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Say what is erased, and erase it; the ticket opens nothing afterwards."""
    if request.method == "POST":
        erase_person(registration)
        return _to("ticket_erased")
    return answer(request, "registration/ticket/erase.html", registration)


def _to(name: str) -> HttpResponse:
    return kept_to_oneself(HttpResponseRedirect(reverse(name), status=303))
