"""What is kept and erased of people, in words for those who organise."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workshops.registration.enums import Participation, RegistrationState
from workshops.registration.retention import NEEDS, REST, days_left

KINDS: dict[str, str | Promise] = {
    "registrations": _("Registrations, with answers, consents and tickets"),
    "needs": _("Diet and access needs"),
    "bookings": _("Seats in workshops and places in lines"),
    "preferences": _("Ranked sessions"),
    "extras": _("Chosen extras"),
    "attendances": _("Check-ins"),
    "drafts": _("Unsent forms"),
    "invitations": _("Invitations"),
    "certificates": _("Certificates of attendance"),
    "upload_links": _("Links for slides and outcomes"),
    "feedback_texts": _("Feedback in own words"),
    "heads": _("Heads of delegations"),
    "tasks": _("Tasks of the checklist that name them"),
    "roles": _("Rights of attendees"),
    "accounts": _("Accounts that nothing else needs"),
    "mails": _("Mails"),
    "mailings": _("Mails to many"),
    "recipients": _("Recipients of mails to many"),
    "sessions": _("Sign-ins that were begun"),
    "log_lines": _("Lines of the audit log that name them"),
}
"""What can be kept or erased, in the order in which it is shown."""

REASONS: dict[str, str | Promise] = {
    NEEDS: _("Diet and access needs"),
    REST: _("All personal data"),
    "person": _("One person, who asked for it"),
}
"""Why something was erased."""


def counted(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """How much there is of each kind that there is any of."""
    return [(str(words), numbers[kind]) for kind, words in KINDS.items() if numbers.get(kind)]


def countdown(end: date | None, erased_at: datetime | None, zone: ZoneInfo, now: datetime) -> str:
    """How long it is until data ends, in a sentence."""
    if end is None:
        return str(_("The days of this edition are not set yet, so nothing ends by itself."))
    left = days_left(end, zone, now)
    if left > 0:
        return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    if erased_at is None:
        return str(_("The time is over. It is erased within an hour."))
    return str(_("The time is over, and it was erased."))


def that_stays(
    numbers: Mapping[str, Mapping[str, int]], members: Mapping[int, str]
) -> list[tuple[str, list[tuple[str, int]]]]:
    """The numbers of a report, in words: by state, role, member and day; ``members`` are their names."""
    named: list[tuple[str | Promise, str, dict[str, Any]]] = [
        (_("Registrations"), "states", dict(RegistrationState.choices)),
        (_("Took part as"), "roles", dict(Participation.choices)),
        (_("Took part for"), "members", {str(key): name for key, name in members.items()}),
        (_("Came on"), "came", _in_words_of_days(numbers.get("came", {}))),
    ]
    return [
        (str(title), [(str(words.get(value, _("none"))), number) for value, number in numbers[kind].items()])
        for title, kind, words in named
        if numbers.get(kind)
    ]


def _in_words_of_days(numbers: Mapping[str, int]) -> dict[str, str]:
    return {day: date_format(date.fromisoformat(day), "DATE_FORMAT") for day in numbers}
