"""What the page of the agenda shows, read in few queries."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.programme import Programme, RoomEntry
from cooperation.agenda.queries import current_programme, draft_programme
from cooperation.editions.models import Edition
from cooperation.editions.rules import is_over
from cooperation.pages import day_grid, timetable, wording
from cooperation.pages.tree import linked_pages
from cooperation.pages.viewing import sees_attendee_content
from core.serving.caching import KeptPart


def agenda_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Everything that the template of ``page``, an ``AgendaPage``, needs, as the part ``kept``.

    Of the clock it knows only whether the edition is over, so it is drawn once for the public and once for
    attendees until content changes; making it takes two queries, and a draft four more.
    """
    if getattr(request, "shows_draft", False):  # a preview, of which nothing is kept
        return {"kept": KeptPart(f"draft:{page.pk}", lambda: _draft(page))}
    is_attendee = sees_attendee_content(request, page.edition)
    is_past = is_over(page.edition, timezone.now())

    def make() -> dict[str, Any]:
        programme = current_programme(page.edition) or Programme()
        made = _context(page, programme, programme.seen_by(attendee=is_attendee))
        return made | {"offers_mine": made["zone_name"] and not is_past}

    return {"kept": KeptPart(f"agenda:{page.pk}:{is_attendee}:{is_past}", make)}


def _draft(page: Any) -> dict[str, Any]:
    programme = draft_programme(page.edition)
    return _context(page, programme, programme) | {"shows_draft": True, "is_released": False}


def _context(page: Any, programme: Programme, seen: Programme) -> dict[str, Any]:
    edition: Edition = page.edition
    days = timetable.days(seen, edition.zone, links_of(page, seen))
    columns = max((len(day.columns) for day in days), default=0)
    calendar = page.full_url + "agenda.ics"
    return {
        "number": programme.number,
        "note": programme.note,
        "released_in_words": wording.moment_in_zone(programme.released_at, edition.zone)
        if programme.released_at
        else "",
        "is_released": programme.number is not None,
        "is_partly_for_attendees": any(not slot.is_public for slot in programme.current),
        "hides_slots": len(seen.current) < len(programme.current),
        "days": [(day.anchor, day.short_label) for day in days],
        "timetable": render_to_string("cooperation_pages/agenda/timetable.html", {"days": days}),
        "kinds": _kinds(seen),
        "rooms": _rooms(seen),
        "has_grid": any(day.is_grid for day in days),
        "columns": columns,
        "grid_width": day_grid.width_for(columns),
        "zone_name": timetable.zone_name(seen, edition.zone),
        "calendar_url": calendar,
        "subscribe_url": "webcal://" + calendar.partition("://")[2],
        "days_in_words": wording.days(edition.starts_on, edition.ends_on),
        "place": wording.place(edition),
    }


def _kinds(programme: Programme) -> list[tuple[str, str]]:
    """The kinds of slots that there are, each with its label."""
    found = {slot.kind for slot in programme.current}
    return [(kind.value, str(kind.label)) for kind in SlotKind if kind in found]


def _rooms(programme: Programme) -> list[RoomEntry]:
    """The rooms in use of which it is known where in the house they are."""
    used = {slot.room for slot in programme.current}
    return [room for room in programme.rooms if room in used and room.location]


def links_of(page: Any, programme: Programme) -> timetable.Links:
    """Where the names in ``programme`` lead to: one query."""
    speakers = {speaker.id for slot in programme.current for speaker in slot.speakers}
    pages, speaker_pages = linked_pages(programme.page_ids(), speakers)
    return timetable.Links(agenda=page.url, pages=pages, speakers=speaker_pages)
