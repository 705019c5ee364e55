"""What this site does differently from allauth's defaults."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.accounts.actions import note_proven_address
from core.accounts.models import User
from core.mail.letters import add_html


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of this site: made by the secretariat, never by whoever comes along."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many tries for this address. Please wait an hour, or sign in with a passkey."
        ),
        "incorrect_code": _("This code is not right. Please look at the newest mail and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        """A mail of the account, with its text as HTML too."""
        message = super().render_mail(*args, **kwargs)
        return add_html(message) if isinstance(message, EmailMultiAlternatives) else message


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Signing in by another identity provider: only into an account that is there already."""

    error_messages: ClassVar = DefaultSocialAccountAdapter.error_messages

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts come from a registration or from the secretariat, never from a provider."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The account of an address that a trusted provider has proven; it counts as proven here, too."""
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        if found is not None:
            note_proven_address(*found)
        return found


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, under the site's name."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This code is not right. Codes change every 30 seconds; please try the next one."
        ),
    }

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Propose a name by which the person tells one passkey from the next."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey {number}").format(number=number)
