from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "core.mail"
    label = "outbox"
    verbose_name = _("outbox")
