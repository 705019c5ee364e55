"""The account's own pages, and the doors that lead to the one sign-in."""

from typing import cast

from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.accounts.actions import open_trial_session, sign_out_elsewhere
from core.accounts.links import read_sign_in_token
from core.accounts.models import User
from core.accounts.queries import has_second_factor, may_enter_admin, second_factors
from core.accounts.rules import safe_path, trial_sessions_allowed

WANTED_SESSION_KEY = "wanted_after_second_factor"


def person(request: HttpRequest) -> User:
    """Return who is signed in; for views that only they reach."""
    return cast(User, request.user)


@never_cache
def to_sign_in(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Lead from any other sign-in form to the only one, keeping where the person was going."""
    wanted = safe_path(request.GET.get("next"), request.get_host(), fallback="")
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted or settings.LOGIN_REDIRECT_URL)
    return redirect_to_login(wanted) if wanted else HttpResponseRedirect(reverse("account_login"))


def closed_door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Say that there is nothing at this address."""
    raise Http404


sign_out = never_cache(LogoutView.as_view())


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, how they sign in, and the way out."""
    return render(
        request,
        "account/account.html",
        {
            "second_factors": second_factors(person(request)),
            "may_enter_admin": may_enter_admin(person(request)),
        },
    )


@require_POST
@login_required
def sign_out_other_devices(request: HttpRequest) -> HttpResponse:
    """End the person's sessions on every other device."""
    sign_out_elsewhere(request, person(request))
    messages.success(request, _("You are signed out everywhere else."))
    return HttpResponseRedirect(reverse("account"))


@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Explain why the admin asks for a second factor, and lead to setting one up."""
    wanted = safe_path(request.GET.get("next"), request.get_host(), fallback="")
    if wanted:
        request.session[WANTED_SESSION_KEY] = wanted
    if has_second_factor(person(request)):
        return to_wanted(request)
    return render(request, "account/second_factor.html")


@never_cache
@login_required
def to_wanted(request: HttpRequest) -> HttpResponse:
    """Go on to where the person was before the second factor came up."""
    wanted = request.session.pop(WANTED_SESSION_KEY, None)
    return HttpResponseRedirect(safe_path(wanted, request.get_host(), fallback=reverse("account")))


@never_cache
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open the session that ``manage.py sign_in_link`` printed; 404 where no trials are allowed."""
    if not trial_sessions_allowed():
        raise Http404
    try:
        user = read_sign_in_token(token)
    except signing.BadSignature as error:
        raise Http404 from error
    open_trial_session(request, user)
    return HttpResponseRedirect(reverse("wagtailadmin_home") if may_enter_admin(user) else reverse("account"))
