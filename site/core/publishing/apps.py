from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "core.publishing"
    label = "publishing"
    verbose_name = _("publishing")
    not_public = frozenset({"picturerendition"})
    """Made while a page is shown, and no change of it."""
