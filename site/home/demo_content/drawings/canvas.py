"""What all drawings are made with: colours, and a sheet on which everything is measured in final pixels."""

import random
from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDE = (1600, 900)
TALL = (960, 1280)
SQUARE = (640, 640)
SMOOTHING = 2
"""Drawn so many times larger and made smaller at the end, which smooths the edges."""

PAPER: Colour = (250, 247, 240)
SUN: Colour = (255, 204, 0)
NIGHT: Colour = (14, 18, 34)


def parse(colour: str) -> Colour:
    """The red, green and blue of a colour such as ``#003399``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """``first`` with a ``share`` (0 to 1) of ``second`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def tones(base: Colour) -> list[Colour]:
    """``base`` from pale to deep, and the warm yellow that goes with all of them."""
    return [
        mix(PAPER, base, 0.14),
        mix(PAPER, base, 0.3),
        mix(PAPER, base, 0.55),
        mix(PAPER, base, 0.8),
        base,
        mix(base, NIGHT, 0.4),
        mix(SUN, PAPER, 0.1),
    ]


def dice(seed: int) -> random.Random:
    """Chance that falls the same way each time."""
    return random.Random(seed)  # noqa: S311 - a drawing, not a secret


class Sheet:
    """A picture in the making; all numbers are pixels of the finished one, from the upper left corner."""

    def __init__(self, size: tuple[int, int], ground: Colour) -> None:
        """An empty sheet of ``ground``."""
        self.width, self.height = size
        self.image = Image.new("RGB", (size[0] * SMOOTHING, size[1] * SMOOTHING), ground)
        self._pen = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """A filled rectangle."""
        self._pen.rectangle(self._scaled((x, y), (x + width, y + height)), fill=fill)

    def shape(self, points: Iterable[Point], fill: Colour) -> None:
        """A filled polygon."""
        self._pen.polygon(self._scaled(*points), fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle around the given point."""
        self.oval(x, y, radius, radius, fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: Colour) -> None:
        """A filled ellipse around the given point, with its two half axes."""
        self._pen.ellipse(self._scaled((x - across, y - down), (x + across, y + down)), fill=fill)

    def pie(self, x: float, y: float, radius: float, start: float, end: float, fill: Colour) -> None:
        """A filled part of a circle, between two angles in degrees, clockwise from the right."""
        self._pen.pieslice(
            self._scaled((x - radius, y - radius), (x + radius, y + radius)), start, end, fill=fill
        )

    def line(self, points: Iterable[Point], fill: Colour, width: float = 2) -> None:
        """A line through all points."""
        self._pen.line(
            self._scaled(*points), fill=fill, width=max(1, round(width * SMOOTHING)), joint="curve"
        )

    def arch(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """A rectangle with a half circle as its upper end; ``height`` is that of the whole."""
        radius = width / 2
        self.pie(x + radius, y + radius, radius, 180, 360, fill)
        self.box(x, y + radius, width, height - radius, fill)

    def paste(self, other: "Sheet", x: float, y: float) -> None:
        """Another drawing, with its upper left corner at the given point."""
        self.image.paste(other.image, (round(x * SMOOTHING), round(y * SMOOTHING)))

    def jpeg(self) -> bytes:
        """The finished picture."""
        file = BytesIO()
        done = self.image.resize((self.width, self.height), Image.Resampling.BOX)
        done.save(file, "JPEG", quality=88, optimize=True, subsampling=0)
        return file.getvalue()

    def _scaled(self, *points: Point) -> list[tuple[float, float]]:
        return [(x * SMOOTHING, y * SMOOTHING) for x, y in points]
