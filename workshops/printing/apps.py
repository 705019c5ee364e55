from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrintingConfig(AppConfig):
    name = "workshops.printing"
    label = "printing"
    verbose_name = _("printing")
    not_public = frozenset({"printedbadge"})
    """Nothing of a person is public."""

    def ready(self) -> None:
        """Register the audit lines before anything can be logged, outside the admin too."""
        from workshops.printing import audit  # noqa: F401, PLC0415 - needs the apps to be loaded
