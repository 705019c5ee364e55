from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationConfig(AppConfig):
    name = "workshops.registration"
    label = "registration"
    verbose_name = _("registration")
    not_public = frozenset(
        {
            "booking",
            "delegation",
            "delegationhead",
            "draft",
            "erasure",
            "extra",
            "extrachoice",
            "invitation",
            "mailing",
            "mailingrecipient",
            "preference",
            "question",
            "registration",
            "registrationdesk",
            "rolequota",
            "seatevent",
            "seatneed",
            "seatreserve",
        }
    )
    """Nothing of a person is public; that a session or the edition is full is told by its actions.

    Letters are not public either, but their words are kept like what is.
    """

    def ready(self) -> None:
        """Register the audit lines before anything can be logged, outside the admin too."""
        from workshops.registration import audit  # noqa: F401, PLC0415 - needs the apps to be loaded
