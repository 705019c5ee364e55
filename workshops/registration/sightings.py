"""Who saw or exported personal data of an edition, as the audit log has it. Reads only."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from cooperation.editions.models import Edition
from workshops.registration import audit

EXPORTED = audit.DATA_EXPORTED
KINDS = {
    "registrations": _("List of registrations"),
    "registration": _("One registration"),
    "needs": _("Diet and access needs"),
    "answers": _("Answers to questions"),
    "seats": _("Who has which seat"),
    "invitations": _("List of invitations"),
    "delegations": _("Delegations and their people"),
    "mailing": _("Recipients of a mail to many"),
    "letters": _("Preview of a mail"),
    "mails": _("List of mails"),
    "badges": _("Badges"),
    "tent_cards": _("Cards for tables"),
    "room_lists": _("Lists of rooms"),
    "door_list": _("List for the door"),
    "checkin": _("Names at the check-in"),
    "caterer": _("Numbers for the caterer"),
    "access": _("List of access needs"),
    "hotel": _("List for the hotel"),
    "door": _("Lists for doors of sessions"),
    "grant": _("Proof of attendance for the grant"),
    "full": _("Full list of registrations"),
    "certificates": _("Certificates of attendance"),
    "facilitators": _("Who is asked for slides"),
    "feedback": _("Feedback in own words"),
}
"""What was seen or exported, in words."""


def lines_of(edition: Edition) -> QuerySet[ModelLogEntry]:
    """The lines of the audit log about personal data of ``edition`` that somebody saw or exported."""
    kind = ContentType.objects.get_for_model(Edition)
    lines = ModelLogEntry.objects.filter(content_type=kind, object_id=str(edition.pk))
    return lines.filter(action__in=(audit.DATA_SEEN, audit.DATA_EXPORTED))


def latest_of(edition: Edition, number: int = 50) -> list[ModelLogEntry]:
    """The newest ``number`` lines, with who looked. Two queries, however many lines there are."""
    return list(lines_of(edition).select_related("user").order_by("-timestamp", "-pk")[:number])
