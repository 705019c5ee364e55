"""The letters that people get: their usual words, and the placeholders that may stand in them.

Pure: what an edition wrote itself is read elsewhere. A placeholder such as ``{name}`` is replaced once by a
plain value, and nothing is ever read as a template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.formats.plain_text import without_control_characters

LONGEST_SUBJECT: Final = 200
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
TURNS_THE_TEXT = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that make what follows them read in another direction."""

PLACEHOLDERS: Final[Mapping[str, Promise]] = {
    "name": _("the name as on the badge"),
    "edition": _("the title of the edition"),
    "when": _("its days"),
    "where": _("venue and city"),
    "role": _("as what the person takes part"),
    "member": _("the member or organisation of the person"),
    "seats": _("what became of their seats, a line for each"),
    "address": _("the address that opens the registration or the form"),
}
LONG = frozenset({"seats", "address"})
"""What has no place in a subject: it has several lines, or it is a secret."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of mail with its usual words."""

    label: Promise
    sent: Promise
    """When it is sent."""
    subject: Promise
    text: Promise
    placeholders: frozenset[str]
    required: frozenset[str] = frozenset()
    has_calendar: bool = False
    """Whether the meeting comes with it as an entry for calendars."""


OF_ALL = frozenset({"edition", "when", "where"})
OF_INVITATIONS = OF_ALL | {"role", "member", "address"}
"""Without the name: somebody else wrote it, and the owner of the address has agreed to nothing yet."""
OF_REGISTRATIONS = OF_ALL | {"name", "role", "member", "seats", "address"}
TICKET = frozenset({"address"})

LETTERS: Final[Mapping[str, Letter]] = {
    "registered": Letter(
        label=_("Registered"),
        sent=_("When somebody has registered and has a place."),
        subject=_("You are registered: {edition}"),
        text=_(
            "Hello {name},\n\nyou are registered for {edition}.\n\nWhen: {when}\nWhere: {where}\n\n"
            "{seats}\n\nThis address is your ticket. Whoever has it can change your registration, so keep "
            "it to yourself:\n\n{address}"
        ),
        placeholders=OF_REGISTRATIONS,
        required=TICKET,
        has_calendar=True,
    ),
    "waiting": Letter(
        label=_("On the waiting list"),
        sent=_("When somebody has registered and there is no place left."),
        subject=_("You are on the waiting list: {edition}"),
        text=_(
            "Hello {name},\n\nthere is no place left at {edition}. You are on the waiting list, and we write "
            "as soon as there is one.\n\nThis address is your ticket. Whoever has it can change your "
            "registration, so keep it to yourself:\n\n{address}"
        ),
        placeholders=OF_REGISTRATIONS,
        required=TICKET,
    ),
    "place_given": Letter(
        label=_("There is a place"),
        sent=_("When somebody moves up from the waiting list."),
        subject=_("There is a place for you: {edition}"),
        text=_(
            "Hello {name},\n\na place has become free: you are registered for {edition}. You can choose your "
            "seats in workshops now.\n\nWhen: {when}\nWhere: {where}\n\n{address}"
        ),
        placeholders=OF_REGISTRATIONS,
        required=TICKET,
        has_calendar=True,
    ),
    "seats": Letter(
        label=_("News of seats"),
        sent=_("When somebody got, was offered, waits for or lost a seat."),
        subject=_("Your seats: {edition}"),
        text=_("Hello {name},\n\n{seats}\n\nAll your seats, and the way to change them:\n\n{address}"),
        placeholders=OF_REGISTRATIONS,
        required=frozenset({"seats", "address"}),
        has_calendar=True,
    ),
    "cancelled": Letter(
        label=_("Cancelled"),
        sent=_("When a registration is cancelled."),
        subject=_("Your registration is cancelled: {edition}"),
        text=_(
            "Hello {name},\n\nyour registration for {edition} is cancelled. Your place and your "
            "seats are free for others."
        ),
        placeholders=OF_REGISTRATIONS - LONG,
        has_calendar=True,
    ),
    "transferred": Letter(
        label=_("Handed on"),
        sent=_("To whoever gave their registration to a colleague."),
        subject=_("The registration was handed on: {edition}"),
        text=_(
            "Hello,\n\nyour registration for {edition} was handed on to a colleague. Your ticket opens "
            "nothing any more, and what you told us about yourself is erased."
        ),
        placeholders=OF_ALL,
        has_calendar=True,
    ),
    "received": Letter(
        label=_("Received from a colleague"),
        sent=_("To the colleague who has it now."),
        subject=_("A registration was handed on to you: {edition}"),
        text=_(
            "Hello,\n\na colleague handed their registration for {edition} on to you.\n\nWhen: {when}\n"
            "Where: {where}\n\n{seats}\n\nThis address is your ticket. Please look whether everything is "
            "right, and keep it to yourself:\n\n{address}"
        ),
        placeholders=OF_REGISTRATIONS - {"name"},
        required=TICKET,
        has_calendar=True,
    ),
    "form_link": Letter(
        label=_("The way to the form"),
        sent=_("When somebody asks for the form; it proves that the address is theirs."),
        subject=_("Your way to the registration: {edition}"),
        text=_(
            "Hello,\n\nsomebody, probably you, asked for the form to register for {edition}. It opens here, "
            "for two days:\n\n{address}\n\nIf it was not you, there is nothing to do."
        ),
        placeholders=OF_ALL | TICKET,
        required=TICKET,
    ),
    "invited": Letter(
        label=_("Invitation"),
        sent=_("When the host or the head of a delegation invites somebody."),
        subject=_("Please register: {edition}"),
        text=_(
            "Hello,\n\nyou are invited to {edition}.\n\nWhen: {when}\nWhere: {where}\n\nPlease register "
            "here; it takes two minutes:\n\n{address}"
        ),
        placeholders=OF_INVITATIONS,
        required=TICKET,
    ),
    "reminded": Letter(
        label=_("Reminder"),
        sent=_("When somebody is reminded of an invitation."),
        subject=_("A reminder to register: {edition}"),
        text=_(
            "Hello,\n\nyou are invited to {edition} and have not registered yet. This is the way to the form:"
            "\n\n{address}"
        ),
        placeholders=OF_INVITATIONS,
        required=TICKET,
    ),
    "changed": Letter(
        label=_("Changed by the host"),
        sent=_("When the host changed what somebody had filled in."),
        subject=_("Your registration was changed: {edition}"),
        text=_(
            "Hello {name},\n\nthe host changed something in your registration for {edition}. Please look "
            "whether everything is right:\n\n{address}"
        ),
        placeholders=OF_REGISTRATIONS,
        required=TICKET,
    ),
    "incomplete": Letter(
        label=_("Something is missing"),
        sent=_("When the host reminds somebody of answers that are missing."),
        subject=_("Something is missing in your registration: {edition}"),
        text=_(
            "Hello {name},\n\nin your registration for {edition} an answer is missing that the host needs. "
            "It takes a minute on the page of your registration:\n\n{address}"
        ),
        placeholders=OF_REGISTRATIONS,
        required=TICKET,
    ),
    "lost_ticket": Letter(
        label=_("Lost ticket"),
        sent=_("When somebody asks for their ticket again."),
        subject=_("Your ticket: {edition}"),
        text=_(
            "Hello {name},\n\nsomebody, probably you, asked for your ticket for {edition} again. This "
            "address is your ticket; keep it to yourself:\n\n{address}\n\nIf it was not you, there is "
            "nothing to do."
        ),
        placeholders=OF_REGISTRATIONS,
        required=TICKET,
    ),
}


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with the placeholders that ``values`` knows replaced, each once; no paragraph is empty."""
    filled = PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), without_control_characters(text))
    return re.sub(r"\n[^\S\n]*\n\s*\n", "\n\n", filled).strip()


def fill_subject(subject: str, values: Mapping[str, str]) -> str:
    """As ``fill``, in one line and never long."""
    return one_line(fill(subject, values))[:LONGEST_SUBJECT]


def one_line(text: object) -> str:
    """``text`` without line breaks, control characters and marks that turn the direction of what follows."""
    return " ".join(TURNS_THE_TEXT.sub("", without_control_characters(str(text))).split())


def faults(text: str, allowed: Iterable[str], required: Iterable[str] = ()) -> Iterator[str]:
    """What is wrong with the placeholders in ``text``, in sentences; nothing when all is well."""
    known = set(allowed)
    found = set(PLACEHOLDER.findall(text))
    for name in sorted(found - known):
        yield gettext("“{%(name)s}” is no placeholder here. There are: %(known)s.") % {
            "name": name[:40],
            "known": ", ".join(f"{{{one}}}" for one in PLACEHOLDERS if one in known),
        }
    if {"{", "}"} & set(PLACEHOLDER.sub("", text)):
        yield gettext("Braces stand around placeholders and nowhere else, such as {edition}.")
    for name in sorted(set(required) - found):
        yield gettext("“{%(name)s}” is missing: without it nobody finds %(meaning)s.") % {
            "name": name,
            "meaning": PLACEHOLDERS[name],
        }
