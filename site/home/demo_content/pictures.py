"""Pictures that the project draws itself: calm skylines and patterns in an edition's colour.

The same arguments always give the same picture, so loading the demo twice makes no second file.
"""

import random
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1600, 900)
SCALE = 2
"""Drawn larger and made smaller at the end, which smooths the edges."""

Colour = tuple[int, int, int]
Painter = Callable[[ImageDraw.ImageDraw, Colour, random.Random], None]

PAPER: Colour = (250, 247, 240)
SUN: Colour = (255, 204, 0)


def parse(colour: str) -> Colour:
    """The red, green and blue of a colour such as ``#003399``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """``first`` with a ``share`` (0 to 1) of ``second`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def skyline(colour: str, landmark: str, seed: int) -> bytes:
    """A town by the water under a low sun, as JPEG; ``landmark`` names one of ``LANDMARKS``."""
    base = parse(colour)
    chance = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    picture = _sky(width, height, base)
    draw = ImageDraw.Draw(picture)
    horizon = int(height * 0.74)
    radius = int(height * 0.11)
    middle = (int(width * 0.72), int(height * 0.36))
    draw.ellipse(
        [middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius],
        fill=mix(SUN, PAPER, 0.25),
    )
    _hills(draw, width, horizon, mix(PAPER, base, 0.34), chance)
    _houses(draw, width, horizon, mix(PAPER, base, 0.55), chance, tall=0.20)
    LANDMARKS[landmark](draw, mix(PAPER, base, 0.72), chance)
    _houses(draw, width, horizon, mix(PAPER, base, 0.92), chance, tall=0.11)
    _water(picture, horizon, base, chance)
    return _jpeg(picture)


def pattern(colour: str, seed: int) -> bytes:
    """Quarter circles on a grid, many different ones side by side, as JPEG."""
    base = parse(colour)
    chance = random.Random(seed)  # noqa: S311
    picture = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), mix(PAPER, base, 0.08))
    draw = ImageDraw.Draw(picture)
    side = 100 * SCALE
    tones = [mix(PAPER, base, share) for share in (0.18, 0.35, 0.6, 0.85, 1.0)]
    tones.append(mix(SUN, PAPER, 0.15))
    for row in range(9):
        for column in range(16):
            _tile(draw, column * side, row * side, side, tones, chance)
    return _jpeg(picture)


def faces(colour: str, seed: int) -> bytes:
    """A wall of simple portraits, none of them of anybody, as JPEG."""
    base = parse(colour)
    chance = random.Random(seed)  # noqa: S311
    picture = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), mix(PAPER, base, 0.06))
    draw = ImageDraw.Draw(picture)
    cell = 200 * SCALE
    for row in range(5):
        for column in range(8):
            _portrait(draw, column * cell, row * cell, cell, base, chance)
    return _jpeg(picture)


def _sky(width: int, height: int, base: Colour) -> Image.Image:
    top, bottom = mix(PAPER, base, 0.30), mix(PAPER, SUN, 0.16)
    column = Image.new("RGB", (1, height))
    for y in range(height):
        column.putpixel((0, y), mix(top, bottom, min(1.0, y / (height * 0.74))))
    return column.resize((width, height))


def _hills(draw: ImageDraw.ImageDraw, width: int, horizon: int, tone: Colour, chance: random.Random) -> None:
    points = [(0, horizon)]
    level = horizon * 0.80
    for x in range(0, width + 200, 200):
        level = min(max(level + chance.uniform(-50, 50), horizon * 0.70), horizon * 0.90)
        points.append((x, int(level)))
    points.append((width, horizon))
    draw.polygon(points, fill=tone)


def _houses(
    draw: ImageDraw.ImageDraw, width: int, horizon: int, tone: Colour, chance: random.Random, *, tall: float
) -> None:
    x = -40
    while x < width:
        wide = chance.randint(60, 150)
        high = int(horizon * tall * chance.uniform(0.55, 1.15))
        draw.rectangle([x, horizon - high, x + wide, horizon], fill=tone)
        roof = chance.random()
        if roof < 0.6:
            peak = horizon - high - chance.randint(30, 80)
            draw.polygon([(x, horizon - high), (x + wide // 2, peak), (x + wide, horizon - high)], fill=tone)
        _windows(draw, x, horizon - high, wide, high, mix(tone, PAPER, 0.35), chance)
        x += wide + chance.randint(-6, 10)


def _windows(
    draw: ImageDraw.ImageDraw, x: int, top: int, wide: int, high: int, tone: Colour, chance: random.Random
) -> None:
    for across in range(x + 16, x + wide - 20, 30):
        for down in range(top + 18, top + high - 24, 40):
            if chance.random() < 0.55:
                draw.rectangle([across, down, across + 10, down + 16], fill=tone)


def _water(picture: Image.Image, horizon: int, base: Colour, chance: random.Random) -> None:
    """The town upside down in the water, pale and soft, with a few bright lines."""
    width, height = picture.size
    depth = height - horizon
    mirrored = picture.crop((0, horizon - depth, width, horizon)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    soft = mirrored.filter(ImageFilter.GaussianBlur(9))
    picture.paste(Image.blend(soft, Image.new("RGB", soft.size, mix(PAPER, base, 0.45)), 0.45), (0, horizon))
    draw = ImageDraw.Draw(picture)
    for _number in range(46):
        x, y = chance.randint(0, width), chance.randint(horizon + 20, height - 10)
        draw.line([(x, y), (x + chance.randint(60, 260), y)], fill=mix(PAPER, base, 0.25), width=4)


def _tile(
    draw: ImageDraw.ImageDraw, x: int, y: int, side: int, tones: list[Colour], chance: random.Random
) -> None:
    tone, other = chance.sample(tones, 2)
    kind = chance.randint(0, 3)
    if kind == 0:
        draw.rectangle([x, y, x + side, y + side], fill=tone)
        draw.ellipse([x + side // 4, y + side // 4, x + 3 * side // 4, y + 3 * side // 4], fill=other)
    elif kind == 1:
        quarter = chance.randint(0, 3)
        left, top = x - side * (quarter % 2), y - side * (quarter // 2)
        start = [0, 90, 270, 180][quarter]
        draw.pieslice([left, top, left + 2 * side, top + 2 * side], start, start + 90, fill=tone)
    elif kind == 2:
        draw.polygon([(x, y), (x + side, y), (x, y + side)], fill=tone)


def _portrait(
    draw: ImageDraw.ImageDraw, x: int, y: int, cell: int, base: Colour, chance: random.Random
) -> None:
    back = mix(PAPER, base, chance.uniform(0.08, 0.75))
    draw.rectangle([x + 12, y + 12, x + cell - 12, y + cell - 12], fill=back)
    skin = mix((250, 222, 196), (104, 66, 44), chance.random())
    cloth = mix(base, SUN if chance.random() < 0.3 else PAPER, chance.uniform(0, 0.5))
    hair = mix((40, 30, 28), (226, 196, 130), chance.random())
    middle, head = x + cell // 2, int(cell * 0.17)
    top = y + int(cell * 0.44)
    draw.pieslice(
        [middle - int(cell * 0.33), y + int(cell * 0.62), middle + int(cell * 0.33), y + int(cell * 1.30)],
        180,
        360,
        fill=cloth,
    )
    draw.rectangle([x, y + cell - 12, x + cell, y + cell + 60], fill=mix(PAPER, base, 0.06))
    draw.ellipse([middle - head - 14, top - head - 22, middle + head + 14, top + head], fill=hair)
    draw.rectangle([middle - 24, top + head - 30, middle + 24, top + head + 40], fill=skin)
    draw.ellipse([middle - head, top - head, middle + head, top + head + 14], fill=skin)


def _flat_tower(draw: ImageDraw.ImageDraw, tone: Colour, chance: random.Random) -> None:
    """A broad church tower that ends without a spire."""
    x, top, foot = 900, 300, 1332
    draw.rectangle([x, top, x + 210, foot], fill=tone)
    draw.rectangle([x - 26, 560, x + 236, foot], fill=tone)
    for corner in (x, x + 60, x + 120, x + 180):
        draw.polygon([(corner, top), (corner + 15, top - 46), (corner + 30, top)], fill=tone)
    light = mix(tone, PAPER, 0.4)
    for left in (x + 36, x + 126):
        for level in (360, 640):
            draw.rounded_rectangle([left, level, left + 48, level + 190], radius=24, fill=light)
    draw.polygon([(x + 236, 900), (x + 640, 900), (x + 700, foot), (x + 236, foot)], fill=tone)


def _dome(draw: ImageDraw.ImageDraw, tone: Colour, chance: random.Random) -> None:
    """A white church with a large dome and four small ones, above wide steps."""
    foot, x = 1332, 1040
    draw.polygon([(x - 320, foot), (x - 220, 1080), (x + 520, 1080), (x + 620, foot)], fill=tone)
    draw.rectangle([x - 160, 820, x + 460, 1090], fill=tone)
    draw.polygon([(x - 20, 820), (x + 150, 730), (x + 320, 820)], fill=tone)
    draw.rectangle([x + 60, 620, x + 240, 820], fill=tone)
    draw.pieslice([x + 40, 500, x + 260, 740], 180, 360, fill=tone)
    draw.line([(x + 150, 500), (x + 150, 430)], fill=tone, width=10)
    for left in (x - 150, x + 370):
        draw.rectangle([left, 740, left + 80, 830], fill=tone)
        draw.pieslice([left - 8, 690, left + 88, 790], 180, 360, fill=tone)
    for column in range(x - 130, x + 450, 66):
        draw.rectangle([column, 870, column + 22, 1060], fill=mix(tone, PAPER, 0.4))


def _castle_hill(draw: ImageDraw.ImageDraw, tone: Colour, chance: random.Random) -> None:
    """A round tower on a hill, and two church towers below it."""
    foot = 1332
    hill = [(500, foot), (700, 960), (860, 820), (1080, 780), (1260, 840), (1480, 1010), (1700, foot)]
    draw.polygon(hill, fill=mix(tone, PAPER, 0.18))
    draw.rectangle([900, 500, 1090, 800], fill=tone)
    for tooth in range(900, 1090, 54):
        draw.rectangle([tooth, 466, tooth + 28, 502], fill=tone)
    draw.line([(995, 466), (995, 340)], fill=tone, width=8)
    draw.polygon([(995, 344), (1080, 366), (995, 392)], fill=SUN)
    for left, top in ((1840, 660), (2010, 720)):
        draw.rectangle([left, top, left + 90, foot], fill=tone)
        draw.polygon([(left - 12, top), (left + 45, top - 150), (left + 102, top)], fill=tone)
    light = mix(tone, PAPER, 0.4)
    for level in (560, 660):
        draw.rounded_rectangle([975, level, 1015, level + 60], radius=20, fill=light)


LANDMARKS: dict[str, Painter] = {
    "flat tower": _flat_tower,
    "dome": _dome,
    "castle hill": _castle_hill,
}


def _jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(file, "JPEG", quality=86, optimize=True)
    return file.getvalue()
