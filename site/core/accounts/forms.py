"""What people fill in to sign in."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User


class SignInForm(LoginForm):
    """Asks for the e-mail address that a code is sent to.

    Only ``User.email`` signs in: when the secretariat changes it, the former address stops working.
    """

    user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("E-mail address")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["autocomplete"] = "email"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.user is None or self.errors:
            return cleaned
        if self.user.email.lower() != cleaned["login"].lower():
            self.user = None
        else:
            sync_user_email_address(self.user)
        return cleaned


class AddPasskeyForm(AddWebAuthnForm):
    """Asks for a name for a new passkey, and whether it is enough on its own to sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with this passkey alone")
        alone.help_text = _(
            "Otherwise it is asked for after the code by mail. Untick it only for old security keys."
        )
        alone.initial = True
