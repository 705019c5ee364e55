from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "cooperation.agenda"
    label = "agenda"
    verbose_name = _("agenda")
    not_public = frozenset({"draftstep", "room", "slot", "slotspeaker"})
    """The draft: the public sees releases."""

    def ready(self) -> None:
        """Register the audit lines before anything can be logged, outside the admin too."""
        from cooperation.agenda import audit  # noqa: F401, PLC0415 - needs the apps to be loaded
