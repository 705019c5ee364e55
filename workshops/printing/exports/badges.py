"""Badges as PDF, and one as a picture to look at before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django_countries import countries

from cooperation.agenda.exports.facts import AgendaFacts
from core.formats import qr
from core.publishing.colours import Accent, accent
from workshops.printing.enums import Sheet, Size
from workshops.printing.exports.paper import about, template
from workshops.printing.rules import Badge, Blank, Look, split_name
from workshops.registration.enums import Participation

WHITE, INK, YELLOW, BLUE = "#ffffff", "#161b26", "#ffcc00", "#003399"

MILLIMETRES: dict[Size, tuple[int, int]] = {Size.A6: (105, 148), Size.A7: (74, 105), Size.CARD: (90, 55)}
"""Width and height of a badge."""
A4 = (210.0, 297.0)
GRIDS: dict[Size, tuple[float, float, int, int, float, float]] = {
    Size.A6: (*A4, 2, 2, 0.0, 0.5),
    Size.A7: (A4[1], A4[0], 4, 2, 0.5, 0.0),
    Size.CARD: (*A4, 2, 5, 15.0, 11.0),
}
"""Of a sheet: width and height, columns and rows, and what is left at the left and at the top, in mm."""


def badges_pdf(badges: Sequence[Badge | Blank], look: Look, facts: AgendaFacts, made_at: datetime) -> bytes:
    """``badges`` in their order as a tagged PDF. The same badges and moment (aware) give the same bytes."""
    return template("badges").render(_content(badges, look, facts), made_at)


def badge_png(badge: Badge | Blank, size: Size, facts: AgendaFacts) -> bytes:
    """One badge as a picture."""
    return template("badges").picture(_content([badge], Look(size), facts))


def _content(badges: Sequence[Badge | Blank], look: Look, facts: AgendaFacts) -> dict[str, Any]:
    return {
        **about(facts, _("%(edition)s: badges") % {"edition": facts.title}),
        "size": look.size.value,
        "sheet": _sheet(look),
        "words": {
            "no_pictures": _("No pictures"),
            "code": _("Code for the check-in"),
            "name": _("Name"),
            "function": _("Function"),
            "from": _("Centre or organisation, country"),
        },
        "roles": _roles(accent(facts.accent_colour)),
        "badges": [_blank(one) if isinstance(one, Blank) else _badge(one) for one in badges],
    }


def _sheet(look: Look) -> dict[str, Any] | None:
    if look.sheet == Sheet.SINGLE:
        return None
    width, height, columns, rows, left, top = GRIDS[look.size]
    return {
        "width": width,
        "height": height,
        "columns": columns,
        "rows": rows,
        "left": left,
        "top": top,
        "marks": look.sheet == Sheet.CUT,
        "shift_right": look.shift_right,
        "shift_down": look.shift_down,
    }


def _badge(badge: Badge) -> dict[str, Any]:
    first, rest = split_name(badge.name)
    return {
        "blank": False,
        "first": first,
        "rest": rest,
        "function": " ".join(badge.function.split()),
        "affiliation": " ".join(badge.affiliation.split()),
        "country": str(countries.name(badge.country)) if badge.country else "",
        "role": badge.role,
        "no_pictures": badge.no_pictures,
        "code": qr.svg(badge.code),
    }


def _blank(badge: Blank) -> dict[str, Any]:
    return {"blank": True, "role": badge.role}


def _roles(colours: Accent) -> dict[str, dict[str, Any]]:
    """The foot of each role: its word, and colours that stay apart in black and white as well."""
    fills = {
        Participation.DELEGATE: (colours.cover, WHITE),
        Participation.SPEAKER: (YELLOW, INK),
        Participation.COMMISSION: (BLUE, WHITE),
        Participation.GUEST: (colours.tint_light, INK),
        Participation.OBSERVER: (WHITE, INK),
        Participation.STAFF: (INK, WHITE),
    }
    found = {
        role.value: {"word": str(role.label), "fill": fill, "ink": ink, "lined": ink == INK}
        for role, (fill, ink) in fills.items()
    }
    return found | {"": {"word": "", "fill": WHITE, "ink": INK, "lined": True}}
