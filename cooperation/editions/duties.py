"""Which role has which duty: the one table that decides who sees and who changes what of an edition.

Pure: roles in, a level out. The secretariat is above this table and reaches everything.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.enums import TEAM, Role


class Area(models.TextChoices):
    """A part of the work on an edition, as people think of it."""

    EDITION = "edition", _("Facts and decisions: host, days, venue, announcing, archiving")
    TEAM = "team", _("The team and its roles")
    CHECKLIST = "checklist", _("The checklist")
    PAGES = "pages", _("Pages, pictures and documents")
    NEWS = "news", _("News")
    AGENDA = "agenda", _("Agenda: rooms, slots, speakers, releases")
    SEATS = "seats", _("Sessions of workshops and their seats")
    NUMBERS = "numbers", _("Numbers of registrations and seats, without names")
    REGISTRATIONS = "registrations", _("Registrations, delegations and invitations")
    MAILINGS = "mailings", _("Mails to participants and their log")
    PRINT = "print", _("Badges, lists and signs")
    CHECKIN = "checkin", _("Check-in")
    AFTERWARDS = "afterwards", _("Feedback, slides, certificates of attendance, look-back")
    PRIVACY = "privacy", _("Personal data: how long it is kept, and its erasure")
    TRAIL = "trail", _("The audit trail")


class Level(IntEnum):
    """How far somebody reaches in an area."""

    NOTHING = 0
    SEE = 1
    CHANGE = 2

    @property
    def label(self) -> str:
        """The level in words."""
        return str(LEVEL_LABELS[self])


LEVEL_LABELS = {Level.NOTHING: _("no"), Level.SEE: _("sees"), Level.CHANGE: _("changes")}

SEE, CHANGE = Level.SEE, Level.CHANGE

EVERYBODY_SEES = {Area.EDITION: SEE, Area.TEAM: SEE, Area.CHECKLIST: SEE, Area.AGENDA: SEE, Area.SEATS: SEE}

DUTIES: Final[Mapping[Role, Mapping[Area, Level]]] = {
    Role.HOST_LEAD: dict.fromkeys(Area, CHANGE) | {Area.NUMBERS: SEE, Area.TRAIL: SEE},
    Role.PROGRAMME: EVERYBODY_SEES
    | {
        Area.CHECKLIST: CHANGE,
        Area.PAGES: CHANGE,
        Area.AGENDA: CHANGE,
        Area.SEATS: CHANGE,
        Area.NUMBERS: SEE,
        Area.AFTERWARDS: CHANGE,
    },
    Role.REGISTRATION_DESK: EVERYBODY_SEES
    | {
        Area.CHECKLIST: CHANGE,
        Area.SEATS: CHANGE,
        Area.NUMBERS: SEE,
        Area.REGISTRATIONS: CHANGE,
        Area.MAILINGS: CHANGE,
        Area.PRINT: CHANGE,
        Area.CHECKIN: CHANGE,
        Area.AFTERWARDS: SEE,
        Area.PRIVACY: SEE,
    },
    Role.COMMUNICATION: EVERYBODY_SEES
    | {
        Area.CHECKLIST: CHANGE,
        Area.PAGES: CHANGE,
        Area.NEWS: CHANGE,
        Area.NUMBERS: SEE,
        Area.MAILINGS: CHANGE,
        Area.AFTERWARDS: SEE,
    },
    Role.CHECKIN_HELPER: {Area.EDITION: SEE, Area.AGENDA: SEE, Area.CHECKIN: CHANGE},
    Role.READER: EVERYBODY_SEES | {Area.NUMBERS: SEE},
    Role.ATTENDEE: {},
}
"""What is not named is closed. Personal data opens to those alone who work with it."""


IN_WORDS = {
    Role.HOST_LEAD: _("everything of this edition, and who else works on it"),
    Role.PROGRAMME: _("agenda, sessions, workshops' pages, slides"),
    Role.REGISTRATION_DESK: _("registrations, seats, mails, badges, check-in"),
    Role.COMMUNICATION: _("pages, pictures, news, mails to participants"),
    Role.CHECKIN_HELPER: _("check-in on the day, on a phone"),
    Role.READER: _("sees how far it is and changes nothing; no personal data"),
    Role.ATTENDEE: _("sees what is meant for attendees; does not enter the admin"),
}


def what_it_opens(role: Role) -> str:
    """What somebody in ``role`` works on, in a few words."""
    return str(IN_WORDS[role])


def level(roles: Iterable[str], area: Area) -> Level:
    """How far somebody with ``roles`` in one edition reaches in ``area``."""
    return max((DUTIES[Role(role)].get(area, Level.NOTHING) for role in roles), default=Level.NOTHING)


def roles_that(area: Area | None, wanted: Level = SEE) -> list[Role]:
    """The roles that reach ``wanted`` in ``area``; without an area, all that open the admin."""
    if area is None:
        return list(TEAM)
    return [role for role in Role if DUTIES[role].get(area, Level.NOTHING) >= wanted]
