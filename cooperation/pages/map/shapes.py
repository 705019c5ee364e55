"""The committed drawing of Europe; read once for each process."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DRAWING = Path(__file__).parent / "europe.json"
SMALL = 30
"""A state whose square would have shorter sides than this, in units, needs a dot to be seen and hit."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of one state; lengths are units of the drawing, counted from its upper left corner."""

    path: str
    """Data of an SVG path."""
    x: int
    y: int
    """With ``x`` the middle, where a label stands."""
    is_small: bool


@dataclass(frozen=True, slots=True)
class Europe:
    """The whole drawing."""

    width: int
    height: int
    shapes: dict[str, Shape]
    """By ISO code of two letters."""
    elsewhere: str
    """The land of all others, as data of an SVG path."""


@cache
def europe() -> Europe:
    """The drawing that ``make_map`` made."""
    drawing = json.loads(DRAWING.read_text(encoding="utf-8"))
    return Europe(
        width=drawing["width"],
        height=drawing["height"],
        shapes={
            code: Shape(state["path"], state["x"], state["y"], state["size"] < SMALL)
            for code, state in drawing["states"].items()
        },
        elsewhere=drawing["elsewhere"],
    )
