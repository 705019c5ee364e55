"""Whom the demo can show the site as."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A kind of visitor, and the address of the made-up person who stands for it."""

    name: str
    label: Promise
    email: str
    enters_admin: bool = False


PUBLIC = Role("public", _("the public"), "")
ROLES = (
    PUBLIC,
    Role("attendee", _("an attendee"), "attendee@demo.example"),
    Role("head", _("a head of delegation"), "head@demo.example"),
    Role("organiser", _("the host organiser"), "organiser@demo.example", enters_admin=True),
    Role("secretariat", _("the secretariat"), "secretariat@demo.example", enters_admin=True),
)


def role_named(name: str) -> Role | None:
    """Return the role called ``name``, or None."""
    return next((role for role in ROLES if role.name == name), None)


def current_role(request: HttpRequest) -> Role | None:
    """Return the role in which the visitor is here, or None for a person with an account of their own.

    Who brings no session is the public, and is not asked for one: public pages stay the same for all.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return PUBLIC
    return next((role for role in ROLES if role.email == request.user.email), None)
