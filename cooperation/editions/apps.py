from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "cooperation.editions"
    label = "editions"
    verbose_name = _("editions")
    not_public = frozenset({"editionrole"})
    """Who organises and who attends is nobody else's business."""
