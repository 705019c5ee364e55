"""What the style guide shows the components with; nothing of it is a record."""

from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from core.publishing.blocks import StoryBlock
from core.publishing.models import Picture
from home.search.forms import LONGEST_QUERY, SearchForm

SCHEMES = ("light", "dark")
TOKENS = (
    "paper",
    "paper-tint",
    "ink",
    "ink-soft",
    "line",
    "line-control",
    "accent-fill",
    "accent-text",
    "accent-tint",
    "cover",
    "cover-deep",
    "cover-soft",
    "mark",
    "positive",
    "warning",
    "negative",
)
SIGNS = (
    "plenary",
    "workshop",
    "break",
    "social",
    "visit",
    "ceremony",
    "calendar",
    "paper",
    "program",
)
LONG_WORD = "Verbraucherschlichtungsstellenzusammenarbeit"


def context(request: HttpRequest) -> dict[str, Any]:
    """All samples; ``?scheme=`` asks for one of light and dark, whatever the device prefers."""
    scheme = request.GET.get("scheme", "")
    pictures = list(Picture.objects.order_by("pk")[:3])
    return {
        "scheme": scheme if scheme in SCHEMES else "",
        "tokens": TOKENS,
        "signs": SIGNS,
        "cover": _cover(pictures),
        "bare_cover": _cover([]),
        "band": _band(),
        "days": [_day("12", "Wednesday", 24), _day("13", "Thursday", 1)],
        "figures": [("28", "members took part"), ("154", "people"), ("96 %", LONG_WORD)],
        "gallery": [SimpleNamespace(picture=picture, caption=LONG_WORD) for picture in pictures],
        "pages": Paginator(range(40), 10).page(2),
        "form": SearchForm({"q": ""}),
        "wrong_form": SearchForm({"q": "x" * (LONGEST_QUERY + 1)}),
        "samples": [
            (block, block.bind(block.get_preview_value())) for block in StoryBlock().child_blocks.values()
        ],
    }


def _cover(pictures: list[Picture]) -> dict[str, Any]:
    picture = pictures[0] if pictures else None
    edition = SimpleNamespace(
        city="Vilnius",
        theme="A theme in a few words",
        is_example=True,
        mode="",
        hero_picture=picture,
        hero_picture_id=picture and picture.pk,
    )
    standing = {"label": "Announced", "sentence": "What comes next.", "url": "#cover", "action": "Do it"}
    return {"edition": edition, "standing": standing}


def _band() -> dict[str, Any]:
    names = ("Agenda", "Workshops", "Exhibition", "Practical information")
    return {
        "title": "Cooperation Day 2027",
        "url": "#band",
        "days": "12–13 May 2027",
        "place": "Vilnius, Lithuania",
        "links": [{"title": name, "url": f"#{name.split()[0].lower()}"} for name in names],
    }


def _day(number: str, weekday: str, seats: int) -> dict[str, Any]:
    slot = {
        "starts_iso": f"2027-05-{number}T09:00+03:00",
        "ends_iso": f"2027-05-{number}T10:30+03:00",
        "starts_label": "09:00",
        "ends_label": "10:30",
        "where": "Amber room",
        "where_note": "first floor",
        "agenda_url": "#lists",
        "ics_url": "#lists",
    }
    return {
        "label": f"{weekday} {number} May 2027",
        "number": number,
        "weekday": weekday,
        "month": "May 2027",
        "iso": f"2027-05-{number}",
        "sessions": [{"slot": slot, "seats": seats}],
    }
