"""QR codes as plain squares, to be drawn in any format."""

from io import BytesIO
from typing import Any

import segno

QUIET_ZONE = 4
"""How many squares wide the white margin is that readers of codes ask for (ISO/IEC 18004)."""
MASK = 4
"""Which of the eight patterns lies over the squares, so that no large field is of one colour. To try them all
takes five times as long as the rest, and of an address with a random key none is much better than another."""


def svg(text: str) -> str:
    """A QR code of ``text`` as an SVG picture without a frame, in the colour of the text around it."""
    return str(_code(text).svg_inline(border=0, svgclass=None, lineclass=None, omitsize=True))


def png(text: str, scale: int = 12) -> bytes:
    """A QR code of ``text`` as a picture, black on white with its margin; ``scale`` is pixels a square."""
    return _saved(text, kind="png", scale=scale)


def svg_file(text: str) -> bytes:
    """A QR code of ``text`` as an SVG file of its own, black on white with its margin."""
    return _saved(text, kind="svg", scale=8, light="#ffffff", svgclass=None, lineclass=None)


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=MASK)


def _saved(text: str, **how: Any) -> bytes:
    made = BytesIO()
    _code(text).save(made, border=QUIET_ZONE, **how)
    return made.getvalue()
