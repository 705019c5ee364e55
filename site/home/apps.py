from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("home")

    def ready(self) -> None:
        """Listen to records that pages speak of; their models stand only now."""
        from home.search import reindexing  # noqa: PLC0415

        reindexing.connect()
