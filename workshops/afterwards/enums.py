"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerKind(models.TextChoices):
    """How a question about the meeting is answered."""

    RATING = "rating", _("From 1 to 5")
    CHOICE = "choice", _("One of several")
    TEXT = "text", _("In own words")


class About(models.TextChoices):
    """What a question asks about."""

    EDITION = "edition", _("The meeting in all")
    SESSION = "session", _("Each workshop")


class Stage(models.TextChoices):
    """Whether answers are taken."""

    NOT_YET = "not_yet", _("Not open yet")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class SubmissionState(models.TextChoices):
    """What became of what a facilitator sent."""

    WAITING = "waiting", _("Waits for review")
    SENT_BACK = "sent_back", _("Sent back")
    PUBLISHED = "published", _("Published")
