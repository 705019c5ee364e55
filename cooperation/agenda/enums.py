"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SlotKind(models.TextChoices):
    """What a piece of the agenda is."""

    PLENARY = "plenary", _("Plenary")
    WORKSHOP = "workshop", _("Workshop")
    BREAK = "break", _("Break")
    SOCIAL = "social", _("Social")
    VISIT = "visit", _("Visit")
    CEREMONY = "ceremony", _("Ceremony")


class SpeakerRole(models.TextChoices):
    """What somebody does in a slot."""

    SPEAKER = "speaker", _("Speaker")
    FACILITATOR = "facilitator", _("Facilitator")
    CHAIR = "chair", _("Chair")


class ChangeKind(models.TextChoices):
    """What a release did to a slot."""

    CAME = "came", _("New")
    MOVED = "moved", _("Moved")
    CHANGED = "changed", _("Changed")
    CANCELLED = "cancelled", _("Cancelled")
    CAME_BACK = "came_back", _("Takes place after all")
    FELL_OUT = "fell_out", _("Fell out")


class ConflictKind(models.TextChoices):
    """What is wrong with the time or the place of a slot."""

    NO_LENGTH = "no_length", _("No length")
    ROOM_TWICE = "room_twice", _("Room twice")
    SPEAKER_TWICE = "speaker_twice", _("Speaker twice")
    OUTSIDE_DAYS = "outside_days", _("Outside the days")
    BESIDE_PLENARY = "beside_plenary", _("Beside a plenary")
    TOO_LONG = "too_long", _("Longer than a day")
    NO_ROOM = "no_room", _("No room")


class StepKind(models.TextChoices):
    """How a change of the draft came about."""

    CHANGED = "changed", _("Changed")
    UNDONE = "undone", _("Taken back")
    REDONE = "redone", _("Done again")
