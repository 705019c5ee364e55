from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "cooperation.editions"
    label = "editions"
    verbose_name = _("editions")
    not_public = frozenset({"checklisttask", "checklisttask_waits_for", "editionrole", "handedrole", "handover"})
    """Who organises, what they still have to do or leave behind, and who attends is nobody else's business."""
