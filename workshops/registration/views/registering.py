"""The form, opened by a key in its address.

The key is the authority: an invitation's, or a proof that its owner reads the mail of an address. Nothing
here asks who is signed in, and no cookie is needed against forgery.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cooperation.pages.kept_tree import start_of
from core.serving.posted import posted
from workshops.registration import admitting, links
from workshops.registration.actions.drafting import drafted, save_draft
from workshops.registration.actions.registering import register
from workshops.registration.admitting import Visitor
from workshops.registration.desk_offer import Offer, offer
from workshops.registration.forms.drafts import to_keep
from workshops.registration.forms.entry import EntryForm
from workshops.registration.models import Registration
from workshops.registration.refusals import NotAdmitted, PlacesRanOut, Refused
from workshops.registration.retention import end_dates, purposes
from workshops.registration.views.arriving import SEE_OTHER, of_edition
from workshops.registration.views.tickets import kept_to_oneself

TEMPLATES = "registration/register"
SAVE, AUTOSAVE = "save", "autosave"
PRIVACY = "/privacy/"
"""Addresses are a contract: this one is the notice's."""
KeyView = Callable[..., HttpResponse]


def opened_by_key(view: KeyView) -> KeyView:
    """Let a view get the visitor in place of the key; a wrong key and an old one are answered alike."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, start: str, key: str) -> HttpResponse:
        visitor = admitting.visitor_with(key)
        if visitor is None or start not in (start_of(visitor.edition), str(visitor.edition.year)):
            return _page(request, "gone.html", 404, way_in=f"/{start}/register/")
        return view(request, visitor)

    return opened


@opened_by_key
def form(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the form, save it on the way, or register whoever sends it."""
    standing = admitting.standing_registration(visitor.edition.pk, visitor.email)
    if standing is not None:
        return _to_ticket(standing)
    now = timezone.now()
    try:
        offered = offer(visitor.desk, admitting.admit(visitor, now), now)
    except Refused as refusal:
        return _not_now(request, visitor, refusal)
    if request.method != "POST":
        draft = drafted(visitor.edition.pk, visitor.email)
        return _form_page(request, visitor, EntryForm(offered, draft=draft), 200, was_saved=bool(draft))
    filled = EntryForm(offered, posted(request))
    if request.POST.get("do") in (SAVE, AUTOSAVE):
        return _save(request, visitor, filled)
    return _send(request, visitor, offered, filled)


def _save(request: HttpRequest, visitor: Visitor, filled: EntryForm) -> HttpResponse:
    """Keep what was filled in so far, unchecked."""
    save_draft(visitor.edition.pk, visitor.email, to_keep(filled, request.POST))
    if request.POST.get("do") == AUTOSAVE:
        return kept_to_oneself(HttpResponse(status=204))
    return _page(request, "saved.html", 200, visitor, address=request.path)


def _send(request: HttpRequest, visitor: Visitor, offered: Offer, filled: EntryForm) -> HttpResponse:
    if not filled.is_valid():
        return _again(request, visitor, filled, 400)
    try:
        if not filled.is_waiting_known:
            raise PlacesRanOut
        done = register(
            visitor.edition.pk,
            visitor.email,
            offered.admission,
            filled.entry,
            # Somebody else's number is none of theirs.
            uuid.uuid5(filled.key, visitor.email),
        )
    except Refused as refusal:
        filled.refuse(refusal)
        return _again(request, visitor, filled, 409)
    return _to_ticket(done.registration)


def _again(request: HttpRequest, visitor: Visitor, filled: EntryForm, status: int) -> HttpResponse:
    """Show what is wrong, and keep what was filled in for who goes back in their browser or comes later."""
    save_draft(visitor.edition.pk, visitor.email, to_keep(filled, request.POST))
    return _form_page(request, visitor, filled, status)


def _to_ticket(registration: Registration) -> HttpResponse:
    address = reverse("ticket", args=[registration.ticket])
    return kept_to_oneself(HttpResponseRedirect(address, status=SEE_OTHER))


def _not_now(request: HttpRequest, visitor: Visitor, refusal: Refused) -> HttpResponse:
    """Say why the form does not open."""
    status = 403 if isinstance(refusal, NotAdmitted) else 409
    return _page(request, "refused.html", status, visitor, refusal=refusal)


def _form_page(
    request: HttpRequest, visitor: Visitor, filled: EntryForm, status: int, **context: Any
) -> HttpResponse:
    dates = end_dates(visitor.edition)
    context |= {
        "form": filled,
        "offer": filled.offer,
        "privacy_url": PRIVACY,
        "admission": filled.offer.admission,
        "purposes": purposes(),
        "end_dates": dates,
        "address": request.path,
    }
    return _page(request, "form.html", status, visitor, **context)


def _page(
    request: HttpRequest, template: str, status: int, visitor: Visitor | None = None, **context: Any
) -> HttpResponse:
    """A page that nobody keeps and whose address goes nowhere."""
    if visitor is not None:
        context |= of_edition(visitor.edition) | {"visitor": visitor, "way_in": links.way_in(visitor.edition)}
    return kept_to_oneself(render(request, f"{TEMPLATES}/{template}", context, status=status))
