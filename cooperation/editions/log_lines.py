"""How the audit log words the decisions about editions."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

LINES = {
    "editions.announce": (_("Announce"), _("Announced")),
    "editions.cancel": (_("Cancel the edition"), _("Cancelled")),
    "editions.reinstate": (_("Reinstate the edition"), _("Takes place after all")),
    "editions.archive": (_("Archive"), _("Archived")),
    "editions.unarchive": (_("Take out of the archive"), _("Taken out of the archive")),
    "editions.publish_erratum": (_("Publish an erratum"), _("Erratum published")),
    "editions.record_host": (_("Record the host"), _("Host recorded")),
    "editions.give_role": (_("Give a role"), _("Role given")),
    "editions.withdraw_role": (_("Withdraw a role"), _("Role withdrawn")),
}


@hooks.register("register_log_actions")
def register_log_lines(actions: LogActionRegistry) -> None:
    """Make the decisions known to the log."""
    for action, (label, message) in LINES.items():
        actions.register_action(action, label, message)
