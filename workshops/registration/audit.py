"""The lines that registration leaves in the audit log; none of them holds a name."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

REGISTERED = "registration.register"
ANSWERS_CHANGED = "registration.change_answers"
CANCELLED = "registration.cancel"
TRANSFERRED = "registration.transfer"
PLACE_GIVEN = "registration.give_place"
FEED_REVOKED = "registration.revoke_feed"
DATA_EXPORTED = "registration.export"
DATA_SEEN = "registration.see"
PERSON_ERASED = "registration.erase_person"
NEEDS_ERASED = "registration.erase_needs"
EDITION_ERASED = "registration.erase_edition"
INVITED = "registration.invite"
REMINDED = "registration.remind"
INVITATION_WITHDRAWN = "registration.withdraw_invitation"
SEATS_SET = "registration.set_seats"
RESERVES_SET = "registration.set_reserves"
SEED_DRAWN = "registration.draw_seed"
ALLOTTED = "registration.allot"
DESK_CHANGED = "registration.change_desk"
DELEGATION_CHANGED = "registration.change_delegation"
LETTER_CHANGED = "registration.change_letter"
MAILING_SENT = "registration.send_mailing"
ACTED_FOR = "registration.act_for"
IMPORTED = "registration.import"

LINES = {
    REGISTERED: (_("Register"), _("Registered")),
    ANSWERS_CHANGED: (_("Change answers"), _("Answers changed")),
    CANCELLED: (_("Cancel a registration"), _("Registration cancelled")),
    TRANSFERRED: (_("Transfer a registration"), _("Registration transferred to a colleague")),
    PLACE_GIVEN: (_("Give a place"), _("Moved up from the waiting list")),
    FEED_REVOKED: (_("Revoke a calendar"), _("Calendar address revoked")),
    DATA_EXPORTED: (_("Export personal data"), _("Personal data exported")),
    DATA_SEEN: (_("See personal data"), _("Personal data seen")),
    PERSON_ERASED: (_("Erase a person"), _("Person erased")),
    NEEDS_ERASED: (_("Erase diet and access needs"), _("Diet and access needs erased")),
    EDITION_ERASED: (_("Erase personal data"), _("Personal data erased")),
    INVITED: (_("Invite"), _("Invited")),
    REMINDED: (_("Remind"), _("Reminded")),
    INVITATION_WITHDRAWN: (_("Withdraw an invitation"), _("Invitation withdrawn")),
    SEATS_SET: (_("Set the number of seats"), _("Number of seats set")),
    RESERVES_SET: (_("Reserve seats"), _("Seats reserved")),
    SEED_DRAWN: (_("Draw the seed of the allotment"), _("Seed of the allotment drawn")),
    ALLOTTED: (_("Allot seats"), _("Seats allotted")),
    DESK_CHANGED: (_("Change how people register"), _("Registration desk changed")),
    DELEGATION_CHANGED: (_("Change a delegation"), _("Delegation changed")),
    LETTER_CHANGED: (_("Change a letter"), _("Letter changed")),
    MAILING_SENT: (_("Send a mail to many"), _("Mail to many sent")),
    ACTED_FOR: (_("Act for somebody"), _("Host acted for a registration")),
    IMPORTED: (_("Import registrations"), _("Registrations imported")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Make the names above known to Wagtail's log, with words for the editors."""
    for action, (label, message) in LINES.items():
        actions.register_action(action, label, message)
