"""The pages of starting an edition, as the admin knows them."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from home.starting.start import STARTED
from home.starting.taking_over import TAKEN_OVER


@hooks.register("register_log_actions")
def register_log_lines(actions: LogActionRegistry) -> None:
    """Word the start of an edition, and what is taken over into it, in the audit log."""
    actions.register_action(STARTED, _("Start the edition"), _("Edition started"))
    actions.register_action(TAKEN_OVER, _("Take over"), _("Taken over from an earlier edition"))
