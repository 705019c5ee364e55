"""The agenda on paper: a programme on A4, and a sheet of A4 that folds to A6."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.exports.printed_slots import SlotWords
from cooperation.agenda.programme import Programme, RoomEntry
from core.formats import pdf, qr
from core.publishing.colours import accent

A4, POCKET = "a4", "pocket"
FORMATS = (A4, POCKET)
TEMPLATES = Path(__file__).parent / "typst"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def agenda_pdf(programme: Programme, facts: AgendaFacts, paper: str = A4) -> bytes:
    """``programme`` as a tagged PDF; ``paper`` is one of ``FORMATS``."""
    return pdf.template(TEMPLATES / f"{paper}.typ").render(
        _content(programme, facts), programme.released_at or NEVER
    )


def _content(programme: Programme, facts: AgendaFacts) -> dict[str, Any]:
    words = SlotWords(facts)
    return {
        **_cover(facts),
        **_practical(programme, facts),
        "document_title": _("%(edition)s: agenda") % {"edition": facts.title},
        "language": facts.language,
        "author": facts.network,
        "colours": colours(facts.accent_colour),
        "qr": qr.svg(facts.agenda_url),
        "qr_alternative": _("QR code that leads to %(address)s") % {"address": facts.agenda_url},
        "qr_caption": _("The agenda as it is now"),
        "address": facts.agenda_url.partition("://")[2].rstrip("/"),
        "release": _release_told(programme, facts),
        "zone": _("Times are those of the venue (%(zone)s).") % {"zone": facts.zone.key},
        "page": _("Page %(page)s of %(pages)s"),
        "empty": _("There is nothing in the agenda yet."),
        "slot_count": len(programme.current),
        "days": [words.day(day) for day in programme.days(facts.zone)],
    }


def _cover(facts: AgendaFacts) -> dict[str, Any]:
    """What the field of colour says, and what is said again at the head of the pages that follow."""
    told = (
        (_("When"), facts.days),
        (_("Where"), facts.place),
        (_("Hosted by"), facts.host),
    )
    return {
        "title": facts.title,
        "city": facts.city,
        "theme": facts.theme,
        "network": facts.network,
        "numeral": numeral(facts),
        "facts": [[label, value] for label, value in told if value],
        "running": facts.title,
        "running_place": f" · {facts.city}" if facts.city else "",
        "example": _("Example: this event is invented") if facts.is_example else "",
        "cancelled": _("This edition is cancelled") if facts.cancelled_at else "",
    }


def _practical(programme: Programme, facts: AgendaFacts) -> dict[str, Any]:
    """Rooms, marks and what else helps on the spot."""
    used = {slot.room for slot in programme.current}
    kinds = {slot.kind for slot in programme.current}
    return {
        "rooms_title": _("Rooms"),
        "rooms": [{"name": room.name, "about": _about(room)} for room in programme.rooms if room in used],
        "kinds_title": _("Signs"),
        "kinds": [{"kind": kind.value, "label": str(kind.label)} for kind in SlotKind if kind in kinds],
        "practical_title": _("Good to know"),
        "practical": list(_good_to_know(facts)),
        "funding": facts.funding_statement,
        "disclaimer": facts.disclaimer,
        "notes": _("Notes"),
        "more_online": _("Also on this day, in the agenda online: %(count)s"),
        "fold": _("Print on both sides (long edge). Fold the top half back, then the left half."),
        "fold_one_side": _("Print on one side. Fold the top half back, then the left half."),
    }


def _good_to_know(facts: AgendaFacts) -> Iterator[str]:
    if facts.address:
        yield facts.full_address
    yield _("Times are those of the venue (%(zone)s).") % {"zone": facts.zone.key}
    if facts.organiser:
        yield _("Questions: %(name)s, %(address)s") % {
            "name": facts.organiser.name,
            "address": facts.organiser.email,
        }


def _about(room: RoomEntry) -> str:
    told = (room.location, "" if room.is_step_free else _("reached by steps"))
    return ", ".join(part for part in told if part)


def colours(picked: str) -> dict[str, str]:
    """The edition's colour as the site draws it in light mode, so that screen and paper are one family."""
    made = accent(picked)
    return {
        "cover": made.cover,
        "deep": made.deep,
        "soft": made.cover_soft,
        "text": made.on_light,
        "tint": made.tint_light,
    }


def numeral(facts: AgendaFacts) -> str:
    """What a cover is drawn with: its days, such as “12–13”, else its year, or nothing."""
    first, last = facts.first_day, facts.last_day or facts.first_day
    if first and last and (first.year, first.month) == (last.year, last.month):
        return str(first.day) if first == last else f"{first.day}–{last.day}"
    return str(facts.year) if facts.year else ""


def _release_told(programme: Programme, facts: AgendaFacts) -> str:
    if not programme.released_at:
        return _("Draft, not released")
    return _("Release %(number)s of %(date)s") % {
        "number": programme.number,
        "date": date_format(programme.released_at.astimezone(facts.zone), "j F Y, H:i"),
    }
