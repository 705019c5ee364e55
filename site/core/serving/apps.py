from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServingConfig(AppConfig):
    name = "core.serving"
    label = "serving"
    verbose_name = _("serving")
    not_public = frozenset({"contentversion", "workerbeat"})

    def ready(self) -> None:
        """Listen to changes; the models of all apps stand only now."""
        from core.serving import checks, invalidation, queueing  # noqa: F401, PLC0415

        invalidation.connect()
        queueing.connect()
