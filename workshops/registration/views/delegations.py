"""Heads of delegation: they see and name the people of their own member, and nobody else's.

The session is the authority here: who heads a delegation has signed in with an address that the host wrote
down and that they have proven. Everything of another delegation answers as if it did not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cooperation.editions.models import Edition
from cooperation.editions.views import signed_in
from core.serving.caching import mark_private
from workshops.registration.actions import inviting
from workshops.registration.delegation_queries import (
    delegations_headed_by,
    edition_of_year,
    standing_of,
)
from workshops.registration.enums import Participation, RegistrationState
from workshops.registration.forms.delegation_forms import ColleagueForm
from workshops.registration.models import Delegation, Invitation, Registration
from workshops.registration.refusals import Refused
from workshops.registration.views.tickets import band_above

View = Callable[..., HttpResponse]


def for_heads(view: View) -> View:
    """Let in those who head a delegation of the year's edition, and give them what they head.

    The view is called with the edition and all delegations of theirs. Who heads none is told so, whatever
    else they asked for.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, year: int, **kwargs: Any) -> HttpResponse:
        edition = edition_of_year(year)
        if edition is None:
            raise Http404
        headed = delegations_headed_by(request.user, edition) if hasattr(edition, "desk") else []
        if not headed:
            return _answer(request, "none", edition, status=404)
        return view(request, edition, headed, **kwargs)

    return guarded


def _answer(
    request: HttpRequest, name: str, edition: Edition, status: int = 200, **context: Any
) -> HttpResponse:
    """A page for one person alone."""
    template = f"registration/delegation/{name}.html"
    context |= {"edition": edition, "band": band_above(edition)}
    response = mark_private(render(request, template, context, status=status))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _own(headed: list[Delegation], pk: int) -> Delegation:
    """The delegation with this key, if it is one of ``headed``.

    Raises:
        Http404: it is not.
    """
    found = next((one for one in headed if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _invitation(delegation: Delegation, pk: int) -> Invitation:
    """One of the delegation's own invitations.

    Raises:
        Http404: there is none with this key.
    """
    rows = Invitation.objects.filter(delegation=delegation).select_related("delegation", "edition")
    return get_object_or_404(rows, pk=pk)


def _delegate(delegation: Delegation, pk: int) -> Registration:
    """One of the delegation's own delegates, unless their registration has ended.

    Raises:
        Http404: there is none with this key.
    """
    rows = Registration.objects.filter(
        edition=delegation.edition_id, member=delegation.member_id, role=Participation.DELEGATE
    )
    return get_object_or_404(rows.exclude(state=RegistrationState.CANCELLED), pk=pk)


@for_heads
def overview(request: HttpRequest, edition: Edition, headed: list[Delegation]) -> HttpResponse:
    """The delegation's places and people."""
    return _overview(request, edition, headed)


def _overview(
    request: HttpRequest,
    edition: Edition,
    headed: list[Delegation],
    status: int = 200,
    tried: tuple[int, ColleagueForm] | None = None,
) -> HttpResponse:
    """The page; ``tried`` is what somebody sent for one delegation, and what is wrong with it."""
    forms = {one.pk: ColleagueForm(prefix=f"d{one.pk}") for one in headed}
    if tried:
        forms[tried[0]] = tried[1]
    parts = [(standing_of(edition.desk, one), forms[one.pk]) for one in headed]
    return _answer(
        request,
        "overview",
        edition,
        status=status,
        parts=parts,
        is_closed=edition.state() in inviting.CLOSED_STATES,
        delegate=Participation.DELEGATE,
    )


@require_POST
@for_heads
def invite(request: HttpRequest, edition: Edition, headed: list[Delegation], pk: int) -> HttpResponse:
    """Name a colleague."""
    delegation = _own(headed, pk)
    form = ColleagueForm(request.POST, prefix=f"d{pk}")
    if not form.is_valid():
        return _overview(request, edition, headed, 400, (pk, form))
    email, name = form.cleaned_data["email"], form.cleaned_data["name"]
    try:
        inviting.invite_colleague(delegation, email, name, by=signed_in(request))
    except Refused as refusal:
        _say(form, refusal)
        return _overview(request, edition, headed, 409, (pk, form))
    messages.success(request, _("%(name)s is invited by mail.") % {"name": name})
    return _back(edition)


def _say(form: ColleagueForm, refusal: Refused) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _back(edition: Edition) -> HttpResponse:
    return redirect("delegation", edition.year)


def _do(request: HttpRequest, edition: Edition, what: Callable[[], object], told: str) -> HttpResponse:
    """Do what a button asks for, and say what came of it on the page with all people."""
    try:
        what()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return _back(edition)


@require_POST
@for_heads
def remind(
    request: HttpRequest, edition: Edition, headed: list[Delegation], pk: int, invitation: int
) -> HttpResponse:
    """Remind somebody who has not answered."""
    found = _invitation(_own(headed, pk), invitation)
    told = _("%(name)s is reminded by mail.") % {"name": found.name or found.email}
    return _do(request, edition, lambda: inviting.remind(found, by=signed_in(request)), told)


@require_POST
@for_heads
def withdraw(
    request: HttpRequest, edition: Edition, headed: list[Delegation], pk: int, invitation: int
) -> HttpResponse:
    """Take back an invitation that nobody has followed."""
    found = _invitation(_own(headed, pk), invitation)
    told = _("The invitation of %(name)s is withdrawn.") % {"name": found.name or found.email}
    return _do(request, edition, lambda: inviting.withdraw(found, by=signed_in(request)), told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_heads
def cancel(
    request: HttpRequest, edition: Edition, headed: list[Delegation], pk: int, registration: int
) -> HttpResponse:
    """End the registration of one of the delegates, after asking once more."""
    delegation = _own(headed, pk)
    found = _delegate(delegation, registration)
    if request.method != "POST":
        return _answer(request, "cancel", edition, delegation=delegation, registration=found)
    told = _("The registration of %(name)s is cancelled.") % {"name": found.badge_name}
    by = signed_in(request)
    return _do(request, edition, lambda: inviting.end_registration(delegation, found, by=by), told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_heads
def replace_invited(
    request: HttpRequest, edition: Edition, headed: list[Delegation], pk: int, invitation: int
) -> HttpResponse:
    """Give the place of somebody who has not registered to somebody else."""
    delegation = _own(headed, pk)
    found = _invitation(delegation, invitation)

    def act(email: str, name: str) -> object:
        return inviting.replace_invited(found, email, name, by=signed_in(request))

    return _replace(request, edition, delegation, found.name or found.email, act)


@require_http_methods(["GET", "HEAD", "POST"])
@for_heads
def replace_registered(
    request: HttpRequest, edition: Edition, headed: list[Delegation], pk: int, registration: int
) -> HttpResponse:
    """Give the place of somebody who has registered to somebody else."""
    delegation = _own(headed, pk)
    found = _delegate(delegation, registration)

    def act(email: str, name: str) -> object:
        return inviting.replace_registered(delegation, found, email, name, by=signed_in(request))

    return _replace(request, edition, delegation, found.badge_name, act, is_registered=True)


def _replace(
    request: HttpRequest,
    edition: Edition,
    delegation: Delegation,
    former: str,
    act: Callable[[str, str], object],
    *,
    is_registered: bool = False,
) -> HttpResponse:
    """Ask for the new person, and replace the ``former`` one by them."""
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            name = form.cleaned_data["name"]
            try:
                act(form.cleaned_data["email"], name)
            except Refused as refusal:
                _say(form, refusal)
                status = 409
            else:
                told = _("%(name)s is invited by mail instead of %(former)s.")
                messages.success(request, told % {"name": name, "former": former})
                return _back(edition)
        else:
            status = 400
    context = {"delegation": delegation, "former": former, "form": form, "is_registered": is_registered}
    return _answer(request, "replace", edition, status=status, **context)
