from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopPagesConfig(AppConfig):
    name = "workshops.pages"
    label = "workshop_pages"
    verbose_name = _("workshop pages")
