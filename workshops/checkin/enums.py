"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """What a scan says: that somebody came, or that an earlier scan was a mistake."""

    IN = "in", _("Arrived")
    BACK = "back", _("Taken back")


class Result(models.TextChoices):
    """What a scan was answered with."""

    ARRIVED = "arrived", _("Checked in")
    AGAIN = "again", _("Already checked in")
    WAITING = "waiting", _("Waiting, no seat")
    NO_SEAT = "no_seat", _("No seat in this session")
    CANCELLED = "cancelled", _("Cancelled")
    UNKNOWN = "unknown", _("Unknown")
    BACK = "back", _("Taken back")


LETS_IN = (Result.ARRIVED, Result.AGAIN)
"""What makes somebody present at the door at which they were scanned."""


class Mistake(models.TextChoices):
    """Why a scan is taken back. A closed list, because free words would be about people."""

    PERSON = "person", _("Wrong person")
    DOOR = "door", _("Wrong door")
    TRIAL = "trial", _("Only tried out")
