"""Reads of check-in: who is looked for, who is there, and how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing
from core.searching.words import wanted
from workshops.checkin import rules
from workshops.checkin.models import Attendance, Scan
from workshops.programme.models import Session
from workshops.registration.check_in_codes import by_check_in_code, check_in_code
from workshops.registration.enums import HOLDS_SEAT, BookingState, RegistrationState
from workshops.registration.models import Booking, Registration

MOST_FOUND = 12
"""How many people a search shows; more do not fit on a phone, and another letter helps."""


def reasons_against_scanning(edition: Edition) -> list[str]:
    """Why nobody is checked in at ``edition``, in sentences; empty when people are."""
    reasons = [str(reason) for reason in reasons_against_changing(edition)]
    if edition.cancelled_at:
        reasons.append(_("This edition is cancelled."))
    return reasons


def who(edition: Edition, code: str) -> int | None:
    """The key of the registration of ``edition`` that ``code`` names (a ticket, its address, a badge).

    ``None`` for a wrong, foreign or erased one, which are answered alike. Two queries at most.
    """
    if ticket := rules.ticket_in(code):
        found = Registration.objects.filter(edition=edition, ticket=ticket)
        return found.values_list("pk", flat=True).first()
    known = by_check_in_code(edition.pk, code)
    return known.pk if known else None


def sessions_of(edition: Edition) -> QuerySet[Session]:
    """The sessions that have a door, in order of time. One query."""
    found = Session.objects.filter(slot__edition=edition, slot__is_cancelled=False)
    return found.select_related("slot__room").order_by("slot__starts_at", "slot__room__sort_order", "pk")


def found_by_name(edition: Edition, text: str) -> list[Registration]:
    """Whose name, member or organisation has words that begin as those of ``text`` do; at most a few.

    Those who are cancelled are found as well: they stand at the door and have to be told. One query.
    """
    words = _each(text)
    if not words:
        return []
    people = (
        Registration.objects.filter(edition=edition).select_related("member").order_by("badge_name", "pk")
    )
    found = (one for one in people if _begin(words, _each(f"{one.badge_name} {one.affiliation}")))
    return [one for one, _number in zip(found, range(MOST_FOUND), strict=False)]


def _each(text: str) -> list[str]:
    """All words of ``text``: at a door one letter tells the Jonas of one family from the other."""
    return wanted(text, shortest=1)


def _begin(asked: Iterable[str], words: Iterable[str]) -> bool:
    known = list(words)
    return all(any(word.startswith(beginning) for word in known) for beginning in asked)


def names_for_phones(edition: Edition) -> list[list[str]]:
    """Badge's code, name and member of everybody who has a place, for a phone without a line. One query."""
    people = Registration.objects.filter(edition=edition, state=RegistrationState.CONFIRMED)
    rows = people.select_related("member").only("ticket", "badge_name", "organisation", "member__name")
    return [
        [check_in_code(one.ticket), one.badge_name, one.affiliation] for one in rows.order_by("badge_name")
    ]


def attendance_at(registration_id: int, door: rules.Door) -> Attendance | None:
    """That somebody is present at ``door``, with the first scan and who made it. One query."""
    session_id, day = door
    found = Attendance.objects.filter(registration=registration_id, session=session_id, day=day)
    return found.select_related("scan__by").first()


def held_bookings(registration_id: int, session_id: int) -> list[str]:
    """The states of somebody's bookings of a session. One query."""
    found = Booking.objects.filter(registration=registration_id, session=session_id)
    return list(found.exclude(state=BookingState.RELEASED).values_list("state", flat=True))


def bookings_on(registration: Registration, day: date) -> list[Booking]:
    """The seats and places in lines that somebody has on ``day`` at the venue, in order. One query."""
    zone = registration.edition.zone
    found = Booking.objects.filter(registration=registration, session__slot__is_cancelled=False)
    rows = found.exclude(state=BookingState.RELEASED).select_related("session__slot__room")
    ordered = rows.order_by("session__slot__starts_at", "pk")
    return [one for one in ordered if one.session.slot.starts_at.astimezone(zone).date() == day]


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many of how many are there."""

    arrived: int
    expected: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Who is there, in numbers."""

    total: Arrived
    """Those who were there on any day, of those who have a place."""
    days: list[tuple[date, Arrived]]
    sessions: dict[int, Arrived]
    """By the session's key; expected are those who hold a seat."""


def counts(edition: Edition) -> Counts:
    """How many have come. Five queries, however many people and sessions there are."""
    expected = Registration.objects.filter(edition=edition, state=RegistrationState.CONFIRMED).count()
    at_edition = Attendance.objects.filter(registration__edition=edition).exclude(day=None)
    total = at_edition.order_by().values("registration").distinct().count()
    by_day = _counted(at_edition, "day")
    days = sorted(set(days_of(edition)) | by_day.keys())
    in_sessions = Attendance.objects.filter(registration__edition=edition).exclude(session=None)
    by_session = _counted(in_sessions, "session")
    seats = Booking.objects.filter(registration__edition=edition, state__in=HOLDS_SEAT)
    held = _counted(seats, "session")
    return Counts(
        total=Arrived(total, expected),
        days=[(day, Arrived(by_day.get(day, 0), expected)) for day in days],
        sessions={
            key: Arrived(by_session.get(key, 0), held.get(key, 0)) for key in held.keys() | by_session.keys()
        },
    )


def _counted(rows: QuerySet[Any], field: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(field).annotate(number=Count("pk")))


def days_of(edition: Edition) -> list[date]:
    """The days of ``edition``; none while they are not set."""
    first = edition.starts_on
    if first is None:
        return []
    last = edition.ends_on or first
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def scan_with(edition: Edition, uid: Any) -> Scan | None:
    """The scan of ``edition`` that a phone calls ``uid``, with whom it is about. One query."""
    scans = Scan.objects.filter(edition=edition, uid=uid)
    return scans.select_related("registration__member", "session__slot", "by").first()


def scans_about(registration_id: int) -> list[Scan]:
    """All scans of somebody. One query."""
    return list(Scan.objects.filter(registration=registration_id))
