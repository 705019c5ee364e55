"""What the rest of the site may ask about a person's sign-in."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from core.accounts.models import User

ADMIN_PERMISSION = "wagtailadmin.access_admin"

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for one of these and are none themselves."""


def may_enter_admin(user: User | AnonymousUser) -> bool:
    """Whether ``user`` may enter the admin at all."""
    return user.has_perm(ADMIN_PERMISSION)


def has_second_factor(user: User) -> bool:
    """Whether ``user`` has an authenticator app or a passkey.

    The user of a request brings the answer along, as it was when the request began; else one query.
    """
    known: bool | None = getattr(user, "has_factor", None)
    if known is not None:
        return known
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def second_factors(user: User) -> list[Authenticator]:
    """Return the authenticator apps and passkeys of ``user``, the oldest first."""
    return list(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).order_by("created_at", "pk"))
