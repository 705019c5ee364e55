"""Pure decisions about check-in: no database."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from workshops.checkin.enums import LETS_IN, Direction, Result
from workshops.registration.enums import HOLDS_SEAT, BookingState, RegistrationState

LONGEST_OFFLINE = timedelta(days=2)
"""How long a scan may have waited in a phone for its clock to be believed."""
TICKET = re.compile(r"(?:^|/registrations/)([\w-]{32})/?$", re.ASCII)
BADGE = re.compile(r"^CD[0-9A-F]{32}$", re.ASCII | re.IGNORECASE)


def moment_of(device_at: datetime | None, sent_at: datetime | None, received_at: datetime) -> datetime:
    """When a scan was, by our clock.

    A phone's clock may be wrong, but not by how much it went on between the scan (``device_at``) and the
    sending (``sent_at``). That much is taken off ``received_at``, so a clock that is an hour off does no
    harm. A clock that was set meanwhile shows as a scan in the future or one that waited too long; then
    the moment at which it arrived counts.
    """
    if device_at is None or sent_at is None:
        return received_at
    waited = sent_at - device_at
    return received_at - waited if timedelta(0) <= waited <= LONGEST_OFFLINE else received_at


def ticket_in(text: str) -> str:
    """The ticket in what somebody typed or a camera read: the ticket or its address; empty if it is none."""
    found = TICKET.search(text.strip())
    return found[1] if found else ""


def is_badge_code(text: str) -> bool:
    """Whether it is the code that a badge shows."""
    return BADGE.match(text.strip()) is not None


def looks_like_code(text: str) -> bool:
    """Whether it is a ticket or a badge's code rather than a name."""
    return bool(ticket_in(text)) or is_badge_code(text)


def result_of(state: str, bookings: Iterable[str] | None, *, is_first: bool) -> Result:
    """What somebody is told at a door.

    Args:
        state: where their registration stands.
        bookings: the states of their bookings of the session; ``None`` at the door of the edition.
        is_first: whether nobody scanned them at this door before.
    """
    if state == RegistrationState.CANCELLED:
        return Result.CANCELLED
    if state == RegistrationState.WAITING:
        return Result.WAITING
    held = None if bookings is None else set(bookings)
    if held is not None and held.isdisjoint(HOLDS_SEAT):
        return Result.WAITING if BookingState.WAITING in held else Result.NO_SEAT
    return Result.ARRIVED if is_first else Result.AGAIN


Door = tuple[int | None, date | None]
"""Where somebody is counted as present: in a session (its key) or at the edition (its day)."""


class HasScan(Protocol):
    """What of a scan decides who is present where."""

    pk: int
    uid: UUID
    undoes: UUID | None
    direction: str
    result: str
    session_id: int | None
    scanned_at: datetime


Scanned = TypeVar("Scanned", bound=HasScan)


def door_of(session_id: int | None, moment: datetime, zone: ZoneInfo) -> Door:
    """The door of a scan at ``moment``; the edition has one for each day at the venue."""
    return (session_id, None) if session_id else (None, moment.astimezone(zone).date())


def present(scans: Iterable[Scanned], zone: ZoneInfo) -> dict[Door, Scanned]:
    """Where somebody is present by their ``scans``, each door with the first scan that says so.

    What was taken back does not count, whichever of the two arrived first. Of two scans at the same moment
    the one that arrived here first counts, so it does not depend on luck.
    """
    known = sorted(scans, key=lambda scan: (scan.scanned_at, scan.pk))
    undone = {scan.undoes for scan in known if scan.direction == Direction.BACK}
    found: dict[Door, Scanned] = {}
    for scan in known:
        if scan.direction == Direction.IN and scan.result in LETS_IN and scan.uid not in undone:
            found.setdefault(door_of(scan.session_id, scan.scanned_at, zone), scan)
    return found
