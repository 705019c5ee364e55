"""The lines that check-in leaves in the audit log; none of them holds a name.

Scans are a record of their own, by whom and when, so the log is told of what changes more than that.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

TAKEN_BACK = "checkin.take_back"
WALKED_IN = "checkin.walk_in"

LINES = {
    TAKEN_BACK: (_("Take a check-in back"), _("Check-in taken back")),
    WALKED_IN: (_("Register at the door"), _("Registered at the door")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Make the names above known to Wagtail's log, with words for the editors."""
    for action, (label, message) in LINES.items():
        actions.register_action(action, label, message)
