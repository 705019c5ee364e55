"""The one guard before the admin."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.accounts.queries import has_second_factor, may_enter_admin
from core.accounts.rules import is_trial_session

ADMIN_PREFIX = "/admin/"
OPEN_DOORS = frozenset({"/admin/login/", "/admin/logout/"})
"""Addresses below the admin that lead out of it, to the one sign-in."""


class SecondFactorMiddleware:
    """Lets into the admin only who is signed in, may enter, and has a second factor.

    It guards by address and not by view, so a view that forgets to ask is guarded too. Whoever may enter
    and has no second factor is sent to the page that sets one up; whoever may not is told so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ADMIN_PREFIX) and request.path not in OPEN_DOORS:
            return self.refusal(request) or self.get_response(request)
        return self.get_response(request)

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        """Return the answer for someone who may not pass, or None."""
        wants_page = request.headers.get("X-Requested-With") != "XMLHttpRequest"
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path()) if wants_page else _forbidden()
        if not may_enter_admin(user):
            return render(request, "account/no_admin.html", status=403) if wants_page else _forbidden()
        if is_trial_session(request.session) or has_second_factor(user):
            return None
        if not wants_page:
            return _forbidden()
        return redirect_to_login(request.get_full_path(), login_url="account_second_factor")


def _forbidden() -> HttpResponse:
    """Answer a script: it shows its own message, and a page would end up inside another one."""
    return HttpResponse(status=403)
