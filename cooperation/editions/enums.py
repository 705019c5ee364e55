"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SECRETARIAT_GROUP = "Secretariat"
"""Name of the group whose people keep the rota, the members and every edition."""

TEAM_PERMISSIONS = ("wagtailadmin.access_admin", "network.view_member")
"""What everybody of a team may do in the admin at all; what they reach of an edition, ``duties`` tells."""

SECRETARIAT_APPS = (
    "afterwards",
    "agenda",
    "archiving",
    "checkin",
    "cooperation_pages",
    "editions",
    "home",
    "network",
    "outbox",
    "printing",
    "programme",
    "publishing",
    "registration",
    "taggit",
    "wagtailredirects",
    "workshop_pages",
)
"""The apps in which the secretariat may do everything."""


class Kind(models.TextChoices):
    """What kind of meeting a record tells of."""

    COOPERATION_DAY = "cooperation_day", _("Cooperation Day")
    COMMUNICATION_WORKSHOP = "communication_workshop", _("Communication workshop")
    STUDY_VISIT = "study_visit", _("Study visit")
    ANNIVERSARY = "anniversary", _("Anniversary")
    PREDECESSOR = "predecessor", _("Meeting of a predecessor")
    SUMMIT_SESSION = "summit_session", _("Session at a summit")
    RELATED = "related", _("Related event")


class Mode(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class HostStatus(models.TextChoices):
    """What is known of the host."""

    UNDECIDED = "undecided", _("Not decided yet")
    MEMBER = "member", _("A member of the network")
    OTHER = "other", _("Another organiser")
    UNKNOWN = "unknown", _("Not known")


class State(models.TextChoices):
    """Where an edition stands in its life."""

    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    REGISTRATION_OPEN = "registration_open", _("Registration open")
    REGISTRATION_CLOSED = "registration_closed", _("Registration closed")
    ON_NOW = "on_now", _("On now")
    CONCLUDED = "concluded", _("Concluded")
    ARCHIVED = "archived", _("Archived")
    CANCELLED = "cancelled", _("Cancelled")


class Fact(models.TextChoices):
    """A fact of an edition that a source can vouch for."""

    EVENT = "event", _("That it took place")
    DATES = "dates", _("Dates")
    PLACE = "place", _("City")
    VENUE = "venue", _("Venue")
    HOST = "host", _("Host")
    THEME = "theme", _("Theme")
    PROGRAMME = "programme", _("Programme")


class Role(models.TextChoices):
    """What somebody is to one edition."""

    HOST_LEAD = "host_lead", _("Host lead")
    PROGRAMME = "programme", _("Programme")
    REGISTRATION_DESK = "registration_desk", _("Registration desk")
    COMMUNICATION = "communication", _("Communication")
    CHECKIN_HELPER = "checkin_helper", _("Check-in helper")
    READER = "reader", _("Reader")
    ATTENDEE = "attendee", _("Attendee")


TEAM = tuple(role for role in Role if role != Role.ATTENDEE)
"""The roles that open the admin."""
