from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AfterwardsConfig(AppConfig):
    name = "workshops.afterwards"
    label = "afterwards"
    verbose_name = _("afterwards")
    not_public = frozenset(
        {
            "certificate",
            "feedbackform",
            "feedbackmark",
            "feedbackquestion",
            "feedbacktally",
            "feedbacktarget",
            "feedbacktext",
            "issuedcode",
            "submission",
            "uploadlink",
        }
    )
    """What comes of it is published on pages, which are public by themselves."""

    def ready(self) -> None:
        """Register the audit lines and the step of an erasure before anything can need them."""
        from workshops.afterwards import audit  # noqa: F401, PLC0415 - needs the apps to be loaded
        from workshops.afterwards.actions import erasing  # noqa: F401, PLC0415 - needs the apps to be loaded
