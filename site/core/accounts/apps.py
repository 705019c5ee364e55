from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "core.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        """Listen to what allauth tells."""
        import_module("core.accounts.receivers")
