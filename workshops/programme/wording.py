"""A session in words, where one has to be told from the others."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from cooperation.pages.wording import short_day
from workshops.programme.models import Session


def in_a_list(session: Session, zone: ZoneInfo) -> str:
    """Day, hour in ``zone`` and title: a workshop given three times has one title."""
    start = session.slot.starts_at.astimezone(zone)
    when = short_day(start.date())
    if not session.slot.is_untimed:
        when = f"{when}, {date_format(start, 'H:i')}"
    return f"{when} · {session.slot.title}"


def to_choose(sessions: Iterable[Session], zone: ZoneInfo) -> list[tuple[str, str]]:
    """``sessions`` as the choices of a field."""
    return [(str(one.pk), in_a_list(one, zone)) for one in sessions]
