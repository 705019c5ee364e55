"""What the pages of workshops show, read in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format

from cooperation.agenda.models import Speaker
from cooperation.agenda.programme import Programme, SlotEntry
from cooperation.agenda.queries import current_programme
from cooperation.pages import rules, timetable
from cooperation.pages.edition_band import EditionBand
from cooperation.pages.tree import visible
from cooperation.pages.viewing import sees_attendee_content
from core.publishing.enums import Audience
from core.publishing.pictures import prefetch_sizes
from core.serving.caching import KeptPart
from workshops.pages.results import results
from workshops.programme.models import Session


@dataclass(frozen=True, slots=True)
class SessionView:
    """One giving of a workshop, ready to be shown."""

    slot: timetable.SlotView
    seats: int | None
    """``None`` when nobody has to book."""


@dataclass(frozen=True, slots=True)
class SessionDay:
    """The sessions of one day, with the day's name and the parts it is drawn with."""

    label: str
    number: str
    """Its day of the month, “16–17” for several days without hours; empty when they lie in two months."""
    weekday: str
    """Empty for several days."""
    month: str
    iso: str
    sessions: tuple[SessionView, ...]


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A file that goes with a workshop."""

    title: str
    file_type: str
    file_size: int | None
    """In bytes; ``None`` when it was never measured."""
    url: str
    """Empty for whom it is not."""
    is_for_attendees: bool


def index_context(page: Any, workshops: QuerySet, request: HttpRequest) -> dict[str, Any]:
    """Every visible workshop below ``page`` with when and where it is given."""
    shown = list(visible(workshops).prefetch_related("facilitators__speaker"))
    entries = _entries(page, is_attendee=sees_attendee_content(request, page.edition))
    links = timetable.Links(agenda=_agenda_url(page))
    return {
        "workshops": [
            (workshop, timetable.slots(_of(workshop.pk, entries), page.edition.zone, links))
            for workshop in shown
        ],
        "is_timed": any(_of(workshop.pk, entries) for workshop in shown),
    }


def workshop_context(page: Any, request: HttpRequest, band: EditionBand) -> dict[str, Any]:
    """What the template of ``page``, a ``WorkshopPage`` below ``band``, needs.

    All of it is drawn once for the public and once for attendees, until content changes or it is over.
    """
    is_attendee = sees_attendee_content(request, page.edition)
    is_to_come = rules.is_to_come(page.edition.state(datetime.now(UTC)))
    registration = band.link_to("register") if is_to_come else None
    key = f"workshop:{page.pk}:{'attendee' if is_attendee else 'public'}:{'to-come' if is_to_come else ''}"
    return {
        "kept": KeptPart(
            key, lambda: _seen_by(page, is_attendee=is_attendee) | {"registration": registration}
        )
    }


def _seen_by(page: Any, *, is_attendee: bool) -> dict[str, Any]:
    entries = _of(page.pk, _entries(page, is_attendee=is_attendee))
    links = timetable.Links(agenda=_agenda_url(page))
    days = _days(timetable.slots(entries, page.edition.zone, links))
    facilitators = list(
        page.facilitators.select_related("speaker__member", "speaker__page", "speaker__portrait").order_by(
            "sort_order", "pk"
        )
    )
    prefetch_sizes(facilitator.speaker.portrait for facilitator in facilitators)
    return {
        "days": days,
        "has_seats": any(session.seats is not None for day in days for session in day.sessions),
        "zone_name": timetable.zone_name(Programme(slots=tuple(entries)), page.edition.zone),
        "facilitators": [
            (facilitator.speaker, _page_of(facilitator.speaker)) for facilitator in facilitators
        ],
        "materials": [
            _material(material, is_attendee=is_attendee)
            for material in page.materials.select_related("document")
        ],
        "results": results(page),
    }


def _entries(page: Any, *, is_attendee: bool) -> tuple[SlotEntry, ...]:
    programme = current_programme(page.edition) or Programme()
    return programme.seen_by(attendee=is_attendee).current


def _of(page_id: int, entries: Iterable[SlotEntry]) -> list[SlotEntry]:
    return [slot for slot in entries if slot.page_id == page_id]


def _agenda_url(page: Any) -> str:
    """Where the edition's agenda lies; addresses are a contract, so nobody has to look it up."""
    return f"{page.edition_page.url}agenda/"


def _page_of(speaker: Speaker) -> str:
    """The address of a speaker's live page; empty without one."""
    page = getattr(speaker, "page", None)
    return page.url if page and page.live else ""


def _days(slots: list[timetable.SlotView]) -> list[SessionDay]:
    """``slots``, which stand in order of time, by day."""
    return [
        _day(tuple(sessions))
        for _label, sessions in groupby(_sessions(slots), lambda each: each.slot.day_label)
    ]


def _day(sessions: tuple[SessionView, ...]) -> SessionDay:
    slot = sessions[0].slot
    first = datetime.fromisoformat(slot.starts_iso).date()
    last = (datetime.fromisoformat(slot.ends_iso) - timedelta(seconds=1)).date() if slot.is_untimed else first
    return SessionDay(
        label=slot.day_label,
        number=_number(first, last),
        weekday=date_format(first, "l") if first == last else "",
        month=date_format(first, "F Y"),
        iso=first.isoformat(),
        sessions=sessions,
    )


def _number(first: date, last: date) -> str:
    if first == last:
        return str(first.day)
    in_one_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}–{last.day}" if in_one_month else ""


def _sessions(slots: list[timetable.SlotView]) -> list[SessionView]:
    if not slots:
        return []
    seats = dict(
        Session.objects.filter(slot__uid__in=[slot.uid for slot in slots]).values_list("slot__uid", "seats")
    )
    by_uid = {str(uid): number for uid, number in seats.items()}
    return [SessionView(slot, by_uid.get(slot.uid)) for slot in slots]


def _material(material: Any, *, is_attendee: bool) -> MaterialView:
    document = material.document
    is_for_attendees = document.audience == Audience.ATTENDEES
    return MaterialView(
        title=material.title,
        file_type=document.file_type,
        file_size=document.file_size,
        url=document.url if is_attendee or not is_for_attendees else "",
        is_for_attendees=is_for_attendees,
    )
