"""The lines that writing to the outbox leaves in the audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

SENT_AGAIN = "outbox.send_again"


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Make the name above known to Wagtail's log, with words for the editors."""
    actions.register_action(SENT_AGAIN, _("Send a mail again"), _("Mail sent again"))
