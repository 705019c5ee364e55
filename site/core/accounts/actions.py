"""What changes accounts and sessions."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import login, update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from core.accounts.models import User
from core.accounts.rules import TRIAL_SESSION_KEY, trial_sessions_allowed

SIGN_IN_BACKEND = "core.accounts.backends.Backend"


def open_trial_session(request: HttpRequest, user: User) -> None:
    """Sign ``user`` in without proof, in a new session that counts as having a second factor.

    Raises:
        PermissionDenied: this is neither a demo nor a developer's machine.
    """
    if not trial_sessions_allowed():
        raise PermissionDenied
    request.session.flush()
    login(request, user, backend=SIGN_IN_BACKEND)
    request.session[TRIAL_SESSION_KEY] = True


@transaction.atomic
def make_administrator(email: str, first_name: str = "", last_name: str = "") -> tuple[User, bool]:
    """Return the active user with ``email`` and every right, and whether they are new.

    A user who is there already keeps their name and gains the rights.
    """
    address = email.strip().lower()
    user = User.objects.select_for_update().filter(email__iexact=address).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(address, first_name=first_name, last_name=last_name)
    user.is_superuser = user.is_staff = user.is_active = True
    user.save(update_fields=["is_superuser", "is_staff", "is_active"])
    EmailAddress.objects.get_or_create(user=user, email=address, defaults={"primary": True})
    return user, is_new


@transaction.atomic
def account_for(email: str) -> User:
    """The user with ``email``, whatever its capitals; made when there is none. They sign in by code."""
    address = email.strip().lower()
    user = User.objects.select_for_update().filter(email__iexact=address).first()
    if user is None:
        user = User.objects.create_user(address)
        EmailAddress.objects.create(user=user, email=address, primary=True)
    return user


def note_proven_address(user: User, email: str) -> None:
    """Take note that ``email`` belongs to ``user``, so that nobody asks for a code to prove it."""
    address = email.strip().lower()
    EmailAddress.objects.update_or_create(
        user=user, email=address, defaults={"verified": True, "primary": True}
    )


def sign_out_elsewhere(request: HttpRequest, user: User) -> None:
    """End every session of ``user`` but this one.

    Django ties a session to the password field; a new unusable value there unties the others.
    """
    user.set_unusable_password()
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)


def welcome_second_factor(request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    """Take note that ``user`` has just proven ``authenticator`` by setting it up.

    The recovery codes that follow are shown without asking for it again. Sessions on other devices were
    opened by a code alone and end, so that whoever reads the mailbox does not keep one.
    """
    record_authentication(
        request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
    )
    sign_out_elsewhere(request, user)
