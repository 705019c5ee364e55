from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationPagesConfig(AppConfig):
    name = "cooperation.pages"
    label = "cooperation_pages"
    verbose_name = _("pages of the network")
