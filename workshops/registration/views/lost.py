"""The way back to a lost ticket, and the pages that stand where a ticket has ended."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.serving.posted import posted
from workshops.registration.actions.asking import send_lost_tickets
from workshops.registration.forms.ticket_forms import LostTicketForm
from workshops.registration.views.tickets import kept_to_oneself


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send its tickets there; the answer is the same whether there are any or not."""
    form = LostTicketForm(posted(request) if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        send_lost_tickets(form.cleaned_data["email"])
        return kept_to_oneself(HttpResponseRedirect(reverse("tickets_sent"), status=303))
    status = 400 if request.method == "POST" else 200
    return kept_to_oneself(render(request, "registration/ticket/lost.html", {"form": form}, status=status))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say what happens with what was asked for, and nothing of the address."""
    return kept_to_oneself(render(request, "registration/ticket/lost_sent.html"))


@require_safe
def handed_on(request: HttpRequest) -> HttpResponse:
    """Say that a registration belongs to a colleague now; its old ticket opens nothing any more."""
    return kept_to_oneself(render(request, "registration/ticket/handed_on.html"))


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say that everything about a person is gone."""
    return kept_to_oneself(render(request, "registration/ticket/erased.html"))
