"""The closed lists of the checklist."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskPhase(models.TextChoices):
    """A part of the work, in the order in which it is done."""

    DECIDE = "decide", _("Decide")
    BOOK = "book", _("Book")
    INVITE = "invite", _("Programme and invitation")
    PREPARE = "prepare", _("Registration and details")
    EVENT = "event", _("The meeting")
    AFTER = "after", _("Afterwards")


class Work(models.TextChoices):
    """What a task is about."""

    GOVERNANCE = "governance", _("Steering")
    FINANCE = "finance", _("Money")
    DATES = "dates", _("Days")
    ENVIRONMENT = "environment", _("Environment")
    TEAM = "team", _("Team")
    PRIVACY = "privacy", _("Personal data")
    VENUE = "venue", _("Venue")
    HOTEL = "hotel", _("Hotels")
    TRAVEL = "travel", _("Travel")
    CATERING = "catering", _("Food")
    SOCIAL = "social", _("Evening and visits")
    LANGUAGES = "languages", _("Languages")
    EQUIPMENT = "equipment", _("Equipment")
    SAFETY = "safety", _("Safety")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    PROGRAMME = "programme", _("Programme")
    COMMUNICATION = "communication", _("Communication")
    WEBSITE = "website", _("Website")
    PICTURES = "pictures", _("Pictures")
    REGISTRATION = "registration", _("Registration")
    PRINT = "print", _("Print and signs")
    EVALUATION = "evaluation", _("Feedback")
    CERTIFICATES = "certificates", _("Certificates")
    REPORT = "report", _("Report")
    ARCHIVE = "archive", _("Archive")


class TaskState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    NOT_NEEDED = "not_needed", _("Not needed")


class AppliesTo(models.TextChoices):
    """To which editions a task applies."""

    ALL = "all", _("Every meeting")
    ON_SITE = "on_site", _("When people meet in one place")
    ONLINE = "online", _("When people meet online")
    INTERPRETED = "interpreted", _("When there are interpreters")


class Due(models.TextChoices):
    """When a task is due, seen from today."""

    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("In the next 30 days")
    LATER = "later", _("Later")
    UNDATED = "undated", _("Without a date yet")
    CLOSED = "closed", _("Done or not needed")
