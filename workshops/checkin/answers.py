"""What whoever stands at a door is told after a scan: one large answer, made once for page and script."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workshops.checkin import queries, rules
from workshops.checkin.enums import LETS_IN, Direction, Result
from workshops.checkin.models import Attendance, Scan
from workshops.registration.enums import HOLDS_SEAT
from workshops.registration.models import Booking

TONES = {Result.ARRIVED: "good", Result.AGAIN: "again", Result.BACK: "again"}
"""How an answer looks; what stands here not at all is refused."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in words; nothing in it needs another look at the database."""

    uid: str
    tone: str
    """``good``, ``again`` or ``bad``."""
    title: str
    name: str = ""
    about: str = ""
    """As what they take part, and for whom."""
    note: str = ""
    """What else has to be known, such as who checked them in before."""
    today: tuple[str, ...] = ()
    """Their sessions of the day, with rooms."""
    can_undo: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same for a script."""
        return asdict(self)


def answer_to(scan: Scan) -> Answer:
    """What to say about ``scan``, as things stand now. Three queries at most."""
    registration = scan.registration
    if registration is None:
        return Answer(
            str(scan.uid),
            "bad",
            _title(scan),
            note=_("Nobody of this edition has this code. Look for the name."),
        )
    registration.edition = scan.edition
    zone = scan.edition.zone
    door = rules.door_of(scan.session_id, scan.scanned_at, zone)
    standing = queries.attendance_at(registration.pk, door)
    day = scan.scanned_at.astimezone(zone).date()
    return Answer(
        uid=str(scan.uid),
        tone=TONES.get(Result(scan.result), "bad"),
        title=_title(scan),
        name=registration.badge_name,
        about=", ".join(filter(None, (str(registration.get_role_display()), registration.affiliation))),
        note=_note(scan, standing, zone),
        today=tuple(_sessions(queries.bookings_on(registration, day), zone)),
        can_undo=scan.direction == Direction.IN and scan.result in LETS_IN and standing is not None,
    )


def _title(scan: Scan) -> str:
    return str(Result(scan.result).label)


def _note(scan: Scan, standing: Attendance | None, zone: ZoneInfo) -> str:
    if scan.result == Result.WAITING:
        return _("There is no place for them yet. Send them to the registration desk.")
    if scan.result == Result.NO_SEAT:
        return _("They have no seat in this session, and do not wait for one.")
    if scan.result == Result.CANCELLED:
        return _("The registration was cancelled. Send them to the registration desk.")
    if standing is None:
        return ""
    first = standing.scan
    if first.uid == scan.uid:
        others = scan.result == Result.AGAIN
        return _("Another door had them later; this scan is the first and counts.") if others else ""
    return _since(first, zone)


def _since(first: Scan, zone: ZoneInfo) -> str:
    """Since when and by whom somebody is checked in."""
    values = {"time": clock(first.scanned_at, zone), "who": first.by.get_full_name() if first.by else ""}
    if values["who"]:
        return _("Checked in at %(time)s by %(who)s.") % values
    return _("Checked in at %(time)s.") % values


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """The time at the venue, such as ``09:12``."""
    return f"{moment.astimezone(zone):%H:%M}"


def _sessions(bookings: Iterable[Booking], zone: ZoneInfo) -> Iterable[str]:
    for booking in bookings:
        slot = booking.session.slot
        values = {"time": clock(slot.starts_at, zone), "title": slot.title, "room": slot.room or slot.place}
        line = (
            pgettext("a session", "%(time)s %(title)s, %(room)s") if values["room"] else "%(time)s %(title)s"
        )
        told = line % values
        yield told if booking.state in HOLDS_SEAT else _("%(session)s (waits for a seat)") % {"session": told}
