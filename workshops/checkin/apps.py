from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CheckinConfig(AppConfig):
    name = "workshops.checkin"
    label = "checkin"
    verbose_name = _("check-in")
    not_public = frozenset({"attendance", "scan"})
    """Who was where is nobody else's business."""

    def ready(self) -> None:
        """Say what counts and stays of people before anything is erased, and name the audit lines."""
        from workshops.checkin import audit, present  # noqa: F401, PLC0415 - need the apps to be loaded
