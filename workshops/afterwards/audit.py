"""The lines that this app leaves in the audit log; none of them holds a name."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

FEEDBACK_CHANGED = "afterwards.change_feedback"
FEEDBACK_OPENED = "afterwards.open_feedback"
FEEDBACK_CLOSED = "afterwards.close_feedback"
FEEDBACK_EXPORTED = "afterwards.export_feedback"
LINK_MADE = "afterwards.make_link"
LINK_REVOKED = "afterwards.revoke_link"
SUBMITTED = "afterwards.submit"
PUBLISHED = "afterwards.publish"
SENT_BACK = "afterwards.send_back"
CERTIFICATES_ISSUED = "afterwards.issue_certificates"
LOOK_BACK_DRAFTED = "afterwards.draft_look_back"
ERASED = "afterwards.erase"

LINES = {
    FEEDBACK_CHANGED: (_("Change the feedback form"), _("Feedback form changed")),
    FEEDBACK_OPENED: (_("Open feedback"), _("Feedback opened")),
    FEEDBACK_CLOSED: (_("Close feedback"), _("Feedback closed")),
    FEEDBACK_EXPORTED: (_("Export feedback"), _("Feedback exported")),
    LINK_MADE: (_("Make an upload link"), _("Upload link made")),
    LINK_REVOKED: (_("Revoke an upload link"), _("Upload link revoked")),
    SUBMITTED: (_("Hand in slides or outcomes"), _("Slides or outcomes handed in")),
    PUBLISHED: (_("Publish what was handed in"), _("Slides or outcomes published")),
    SENT_BACK: (_("Send back what was handed in"), _("Slides or outcomes sent back")),
    CERTIFICATES_ISSUED: (_("Issue certificates"), _("Certificates of attendance issued")),
    LOOK_BACK_DRAFTED: (_("Draft the look-back"), _("Look-back drafted with numbers")),
    ERASED: (_("Erase what people wrote"), _("What people wrote afterwards erased")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Make the names above known to Wagtail's log, with words for the editors."""
    for action, (label, message) in LINES.items():
        actions.register_action(action, label, message)
