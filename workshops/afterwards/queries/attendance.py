"""Who was there, as the check-in has it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from cooperation.editions.models import Edition
from workshops.afterwards.models import Certificate, IssuedCode
from workshops.afterwards.rules import Attended
from workshops.checkin.models import Attendance
from workshops.registration.models import Registration


def attended_by(registrations: Iterable[int]) -> dict[int, Attended]:
    """What each of ``registrations`` attended, by their keys; who never came is not among them. One query."""
    found = Attendance.objects.filter(registration__in=list(registrations))
    rows = found.select_related("session__slot__edition")
    days: dict[int, set[object]] = defaultdict(set)
    sessions: dict[int, dict[int, tuple[object, str, int]]] = defaultdict(dict)
    for row in rows:
        if row.session is None:
            days[row.registration_id].add(row.day)
            continue
        slot = row.session.slot
        minutes = int((slot.ends_at - slot.starts_at).total_seconds() // 60)
        sessions[row.registration_id][row.session.pk] = (slot.starts_at, slot.title, minutes)
        days[row.registration_id].add(slot.starts_at.astimezone(slot.edition.zone).date())
    return {key: _attended(found, sessions[key].values()) for key, found in days.items()}


def _attended(days: set[object], sessions: Iterable[tuple[object, str, int]]) -> Attended:
    ordered = sorted(sessions, key=lambda one: (str(one[0]), one[1]))
    titles = tuple(title for _starts, title, _minutes in ordered)
    return Attended(len(days), titles, sum(minutes for *_told, minutes in ordered))


def attended(registration: Registration) -> Attended | None:
    """What one person attended; ``None`` when they were never checked in. One query."""
    return attended_by([registration.pk]).get(registration.pk)


def was_there(registration: Registration) -> bool:
    """Whether somebody was checked in at all. One query."""
    return Attendance.objects.filter(registration=registration).exists()


def who_came(edition: Edition) -> QuerySet[Registration]:
    """Everybody who was checked in at ``edition``, by their names. One query."""
    came = Attendance.objects.filter(registration__edition=edition).values("registration")
    found = Registration.objects.filter(pk__in=came).select_related("member", "edition")
    return found.order_by("badge_name", "pk")


def certificates_of(edition: Edition) -> QuerySet[Certificate]:
    """The certificates of ``edition`` by the names of their holders. One query."""
    found = Certificate.objects.filter(registration__edition=edition)
    found = found.select_related("registration__member", "registration__edition__host")
    return found.order_by("registration__badge_name", "number")


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate that bears ``code``; ``None`` when there is none or its holder is erased. One query."""
    found = Certificate.objects.filter(code=code).select_related("registration__edition")
    return found.first()


def issued_by_digest(digest: str) -> IssuedCode | None:
    """That a code was issued, told by its digest. One query."""
    return IssuedCode.objects.filter(digest=digest).select_related("edition").first()
