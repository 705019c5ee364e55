"""The lines that writing to the agenda leaves in the audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

RELEASED = "agenda.release"
NOTE_CHANGED = "agenda.change_note"
DAY_SHIFTED = "agenda.shift_day"
SLOT_SAVED = "agenda.save_slot"
SLOT_DUPLICATED = "agenda.duplicate_slot"
SLOT_CANCELLED = "agenda.cancel_slot"
SLOT_RESTORED = "agenda.restore_slot"
SLOT_DELETED = "agenda.delete_slot"
STEP_UNDONE = "agenda.undo"
STEP_REDONE = "agenda.redo"
WENT_BACK = "agenda.go_back"


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Make the names above known to Wagtail's log, with words for the editors."""
    actions.register_action(RELEASED, _("Release the agenda"), _("Agenda released"))
    actions.register_action(NOTE_CHANGED, _("Mend a release's note"), _("Note of a release mended"))
    actions.register_action(DAY_SHIFTED, _("Shift a day of the agenda"), _("Day of the agenda shifted"))
    actions.register_action(SLOT_SAVED, _("Save a slot"), _("Slot saved"))
    actions.register_action(SLOT_DUPLICATED, _("Duplicate a slot"), _("Slot duplicated"))
    actions.register_action(SLOT_CANCELLED, _("Cancel a slot"), _("Slot cancelled"))
    actions.register_action(SLOT_RESTORED, _("Restore a slot"), _("Slot takes place after all"))
    actions.register_action(SLOT_DELETED, _("Delete a slot"), _("Slot deleted"))
    actions.register_action(STEP_UNDONE, _("Take back a change"), _("Change of the draft taken back"))
    actions.register_action(STEP_REDONE, _("Do a change again"), _("Change of the draft done again"))
    actions.register_action(WENT_BACK, _("Go back to a release"), _("Draft brought back to a release"))
