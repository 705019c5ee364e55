"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Paper(models.TextChoices):
    """What can be printed; the audit log keeps these words."""

    BADGES = "badges", _("Badges")
    CARDS = "tent_cards", _("Cards for tables")
    SIGNS = "door_signs", _("Signs for doors")
    ROOM_LISTS = "room_lists", _("Lists of rooms")
    DOOR_LIST = "door_list", _("List for the door")


class Size(models.TextChoices):
    """How large a badge is."""

    A6 = "a6", _("A6, 105 × 148 mm, around the neck")
    A7 = "a7", _("A7, 74 × 105 mm, around the neck")
    CARD = "card", _("90 × 55 mm, for a clip or a pin")


class Sheet(models.TextChoices):
    """On what badges are printed."""

    SINGLE = "single", _("One on each page, in its own size")
    CUT = "cut", _("Sheets of A4, to be cut along the marks")
    PERFORATED = "perforated", _("Perforated sheets of A4, ten of 90 × 55 mm")


class Order(models.TextChoices):
    """In which order badges are printed."""

    MEMBER = "member", _("By member, then by name")
    ROLE = "role", _("By what people take part as, then by name")
    NAME = "name", _("By name")


class Whom(models.TextChoices):
    """For whom something is printed."""

    ALL = "all", _("Everybody who is confirmed")
    CHANGED = "changed", _("Who is new or changed since the last print")
    MEMBER = "member", _("The people of one member")
    ROLE = "role", _("Those who take part as one thing")
    SESSION = "session", _("Those who have a seat in one session")
    PERSON = "person", _("One person")
    BLANK = "blank", _("Blank ones, to write on at the desk")
