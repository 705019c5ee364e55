"""What happened to one registration, told from what is kept of it. Reads only; five queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from core.mail.models import OutgoingMail
from workshops.registration import audit
from workshops.registration.models import HostAct, Registration, SeatEvent


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: datetime
    what: str
    who: str = ""
    """Who did it, where that is known and was not the person."""
    why: str = ""


def history_of(registration: Registration) -> list[Line]:
    """Everything that happened, newest first, on the clocks of the venue."""
    zone = registration.edition.zone
    found = [*_acts(registration), *_log(registration), *_seats(registration), *_mails(registration)]
    told = [Line(one.at.astimezone(zone), one.what, one.who, one.why) for one in found]
    return sorted(told, key=lambda line: line.at, reverse=True)


def _acts(registration: Registration) -> Iterator[Line]:
    for act in HostAct.objects.filter(registration=registration).select_related("by"):
        what = str(act.get_kind_display())
        if not act.is_told:
            what = _("%(what)s, without a mail") % {"what": what}
        yield Line(act.at, what, str(act.by or _("somebody who is gone")), act.reason)


def _log(registration: Registration) -> Iterator[Line]:
    entries = ModelLogEntry.objects.for_instance(registration).exclude(action=audit.ACTED_FOR)
    for entry in entries.select_related("user"):
        yield Line(entry.timestamp, _message(entry), str(entry.user or ""))


def _message(entry: Any) -> str:
    formatter = registry.get_formatter(entry)
    return str(formatter.format_message(entry)) if formatter else str(entry.action)


def _seats(registration: Registration) -> Iterator[Line]:
    events = SeatEvent.objects.filter(registration=registration).select_related("session__slot")
    for event in events:
        words = {"what": event.get_kind_display(), "session": event.session.slot.title}
        yield Line(event.at, _("%(what)s: %(session)s") % words)


def _mails(registration: Registration) -> Iterator[Line]:
    mails = OutgoingMail.objects.filter(about=f"registration:{registration.pk}")
    for mail in mails.defer("source", "text"):
        words = {"subject": mail.subject, "state": mail.get_state_display()}
        yield Line(mail.created_at, _("Mail “%(subject)s”: %(state)s") % words)
