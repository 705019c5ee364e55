from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "cooperation.editions"
    label = "editions"
    verbose_name = _("editions")
    not_public = frozenset(
        {"checklisttask", "checklisttask_waits_for", "editionrole", "handedrole", "handover"}
    )
    """Who organises, who attends, what is still to do or left behind: nobody else's business."""
