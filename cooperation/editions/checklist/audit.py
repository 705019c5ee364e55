"""The lines that the checklist leaves in the audit log; a task is told by its key, whose words can change."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

MADE = "editions.make_checklist"
TICKED = "editions.tick_task"
ADDED = "editions.add_task"
CHANGED = "editions.change_task"
DELETED = "editions.delete_task"

LINES = {
    MADE: (_("Make the checklist"), _("Checklist made")),
    TICKED: (_("Tick off a task"), _("Task ticked off or opened again")),
    ADDED: (_("Add a task"), _("Task added")),
    CHANGED: (_("Change a task"), _("Task changed")),
    DELETED: (_("Delete a task"), _("Task deleted")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Make the names above known to Wagtail's log, with words for the editors."""
    for action, (label, message) in LINES.items():
        actions.register_action(action, label, message)
