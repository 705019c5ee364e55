"""What follows from events that allauth only tells by signal."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from core.accounts.actions import welcome_second_factor
from core.accounts.models import User
from core.accounts.queries import SECOND_FACTORS


@receiver(authenticator_added, dispatch_uid="core.accounts")
def second_factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Somebody has set up an authenticator app or a passkey."""
    if authenticator.type in SECOND_FACTORS:
        welcome_second_factor(request, user, authenticator)
