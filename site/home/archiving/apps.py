from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchivingConfig(AppConfig):
    name = "home.archiving"
    label = "archiving"
    verbose_name = _("archiving")
    not_public = frozenset({"seal", "staticcopy"})
    """What is shown of an archived edition is its pages; these tell of them to those who keep it."""
