"""The line that printing leaves in the audit log; it holds no name."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

PRINTED = "printing.print"


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Make the name above known to Wagtail's log, with words for the editors."""
    actions.register_action(PRINTED, _("Print"), _("Made to be printed"))
