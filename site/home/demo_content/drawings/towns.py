"""Towns by the water, each known by one building, by day and in the evening."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from home.demo_content.drawings.canvas import (
    NIGHT,
    PAPER,
    SMOOTHING,
    SUN,
    WIDE,
    Colour,
    Sheet,
    dice,
    mix,
    parse,
)

HORIZON = 668
"""Where the water begins."""


@dataclass(frozen=True, slots=True)
class Light:
    """The colours of one time of day, far things first."""

    sky: Colour
    haze: Colour
    far: Colour
    town: Colour
    landmark: Colour
    detail: Colour
    front: Colour
    window: Colour
    sun: Colour
    water: Colour


def town(colour: str, landmark: str, seed: int, *, evening: bool = False) -> bytes:
    """A town under a low sun, as JPEG; ``landmark`` names one of ``LANDMARKS``."""
    chance, light = dice(seed), (_evening if evening else _day)(parse(colour))
    sheet = Sheet(WIDE, light.sky)
    _sky(sheet, light)
    if evening:
        _stars(sheet, chance)
    sheet.disc(1130, 330, 92, light.sun)
    _hills(sheet, 560, 34, light.far, chance)
    _houses(sheet, light.town, light.detail, chance, tall=(50, 120))
    LANDMARKS[landmark](sheet, light)
    _houses(sheet, light.front, light.window, chance, tall=(40, 84))
    _trees(sheet, light.front, chance)
    sheet.box(0, HORIZON - 12, WIDE[0], 12, mix(light.front, NIGHT, 0.25))
    _water(sheet, light, chance)
    return sheet.jpeg()


def _day(base: Colour) -> Light:
    return Light(
        sky=mix(PAPER, base, 0.34),
        haze=mix(PAPER, SUN, 0.22),
        far=mix(PAPER, base, 0.26),
        town=mix(PAPER, base, 0.48),
        landmark=mix(PAPER, base, 0.74),
        detail=mix(PAPER, base, 0.36),
        front=base,
        window=mix(base, PAPER, 0.5),
        sun=mix(SUN, PAPER, 0.12),
        water=mix(PAPER, base, 0.52),
    )


def _evening(base: Colour) -> Light:
    deep = mix(base, NIGHT, 0.6)
    return Light(
        sky=mix(base, NIGHT, 0.72),
        haze=mix(base, SUN, 0.28),
        far=mix(base, NIGHT, 0.2),
        town=mix(base, NIGHT, 0.4),
        landmark=mix(base, NIGHT, 0.3),
        detail=mix(SUN, PAPER, 0.2),
        front=mix(base, NIGHT, 0.8),
        window=mix(SUN, PAPER, 0.2),
        sun=mix(PAPER, SUN, 0.2),
        water=deep,
    )


def _sky(sheet: Sheet, light: Light) -> None:
    height = HORIZON * SMOOTHING
    column = Image.new("RGB", (1, height))
    for y in range(height):
        column.putpixel((0, y), mix(light.sky, light.haze, (y / height) ** 1.3))
    sheet.image.paste(column.resize((sheet.image.width, height)), (0, 0))


def _stars(sheet: Sheet, chance: random.Random) -> None:
    for _number in range(70):
        sheet.disc(chance.uniform(0, 1600), chance.uniform(0, 380), chance.choice((1, 1, 1.6, 2.2)), PAPER)


def _hills(sheet: Sheet, level: float, swing: float, tone: Colour, chance: random.Random) -> None:
    first, second = chance.uniform(0, 6), chance.uniform(0, 6)
    ridge = [
        (x, level + swing * math.sin(x / 260 + first) + swing / 2 * math.sin(x / 97 + second))
        for x in range(0, 1620, 10)
    ]
    sheet.shape([(0, HORIZON), *ridge, (1600, HORIZON)], tone)


def _houses(
    sheet: Sheet, tone: Colour, window: Colour, chance: random.Random, *, tall: tuple[int, int]
) -> None:
    x = -20.0
    while x < WIDE[0]:
        width, height = chance.uniform(38, 74), chance.uniform(*tall)
        shade = mix(tone, PAPER, chance.uniform(0, 0.1))
        top = HORIZON - height
        sheet.box(x, top, width, height, shade)
        chance.choice((_pitched, _pitched, _stepped, _hipped, _flat))(sheet, x, top, width, shade)
        for across in range(round(width // 17)):
            for down in range(round(height // 24)):
                if chance.random() < 0.66:
                    sheet.box(x + 8 + across * 16, top + 11 + down * 23, 6, 10, window)
        x += width + chance.choice((0, 0, 1, 6))


def _pitched(sheet: Sheet, x: float, top: float, width: float, tone: Colour) -> None:
    sheet.shape([(x, top), (x + width / 2, top - width * 0.55), (x + width, top)], tone)


def _stepped(sheet: Sheet, x: float, top: float, width: float, tone: Colour) -> None:
    for step in range(4):
        inset = width * 0.12 * step
        sheet.box(x + inset, top - 11 * step, width - 2 * inset, 12, tone)


def _hipped(sheet: Sheet, x: float, top: float, width: float, tone: Colour) -> None:
    sheet.shape(
        [(x - 3, top), (x + width * 0.2, top - 20), (x + width * 0.8, top - 20), (x + width + 3, top)], tone
    )
    sheet.box(x + width * 0.65, top - 34, 7, 16, tone)


def _flat(sheet: Sheet, x: float, top: float, width: float, tone: Colour) -> None:
    sheet.box(x - 2, top - 5, width + 4, 6, tone)


def _trees(sheet: Sheet, tone: Colour, chance: random.Random) -> None:
    for _number in range(26):
        x, size = chance.uniform(0, 1600), chance.uniform(12, 24)
        leaf = mix(tone, NIGHT, chance.uniform(0.1, 0.3))
        sheet.box(x - 1.5, HORIZON - 32, 3, 26, leaf)
        sheet.oval(x, HORIZON - 26 - size, size * 0.75, size, leaf)


def _water(sheet: Sheet, light: Light, chance: random.Random) -> None:
    """The town upside down, stretched and softer with the distance, with bright lines of a light wind."""
    image, edge = sheet.image, HORIZON * SMOOTHING
    depth = image.height - edge
    above = image.crop((0, edge - round(depth * 1.5), image.width, edge))
    mirrored = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((image.width, depth))
    soft = mirrored.filter(ImageFilter.BoxBlur(5))
    image.paste(Image.blend(soft, Image.new("RGB", soft.size, light.water), 0.42), (0, edge))
    pen = ImageDraw.Draw(image)
    for _number in range(90):
        far = chance.random() ** 1.6
        y, x = edge + 16 + far * (depth - 20), chance.uniform(-100, image.width)
        length = 30 + 260 * far * chance.random()
        tone = mix(light.water, light.haze, chance.uniform(0.25, 0.7))
        pen.line([(x, y), (x + length, y)], fill=tone, width=2 + round(3 * far))


def _flat_tower(sheet: Sheet, light: Light) -> None:
    """A mighty church tower that ends without a spire, with its nave."""
    tone, pale = light.landmark, light.detail
    sheet.shape([(640, 470), (668, 412), (900, 412), (928, 470)], mix(tone, PAPER, 0.12))
    sheet.box(640, 468, 288, 220, tone)
    for x in range(664, 916, 42):
        sheet.arch(x, 500, 18, 92, pale)
    sheet.shape([(880, 412), (888, 330), (896, 412)], tone)
    sheet.box(470, 300, 190, 380, tone)
    sheet.box(486, 150, 158, 160, tone)
    for x in (462, 652):
        sheet.shape([(x - 4, 680), (x - 4, 330), (x + 7, 296), (x + 16, 330), (x + 16, 680)], tone)
    for x in (486, 536, 586, 632):
        sheet.shape([(x, 152), (x + 6, 116), (x + 12, 152)], tone)
    for x in (510, 584):
        sheet.arch(x, 176, 36, 112, pale)
        sheet.arch(x, 350, 36, 130, pale)
    sheet.disc(565, 528, 27, mix(SUN, PAPER, 0.15))
    sheet.line([(565, 528), (565, 510)], tone, 3)
    sheet.line([(565, 528), (577, 534)], tone, 3)
    sheet.box(486, 318, 158, 5, pale)


def _dome(sheet: Sheet, light: Light) -> None:
    """A white church with a large dome and four small ones, above wide steps."""
    tone, pale = light.landmark, light.detail
    for step in range(7):
        sheet.box(
            360 - step * 14 + 60, 560 + step * 16, 440 + step * 28 - 60, 17, mix(tone, pale, step % 2 * 0.3)
        )
    sheet.box(440, 420, 360, 142, tone)
    for x in range(456, 790, 37):
        sheet.box(x, 442, 13, 110, pale)
    sheet.shape([(520, 424), (620, 372), (720, 424)], tone)
    sheet.shape([(556, 416), (620, 384), (684, 416)], pale)
    sheet.box(548, 300, 144, 90, tone)
    for x in range(560, 690, 25):
        sheet.arch(x, 314, 11, 58, pale)
    sheet.pie(620, 302, 82, 180, 360, tone)
    for inset in (28, 56):
        sheet.line([(620, 222), (620 - inset, 300)], pale, 1.5)
        sheet.line([(620, 222), (620 + inset, 300)], pale, 1.5)
    sheet.box(608, 196, 24, 30, tone)
    sheet.line([(620, 200), (620, 160)], tone, 4)
    sheet.line([(610, 172), (630, 172)], tone, 4)
    for x in (446, 738):
        sheet.box(x, 372, 56, 52, tone)
        sheet.pie(x + 28, 374, 32, 180, 360, tone)
        sheet.line([(x + 28, 346), (x + 28, 322)], tone, 3)
        sheet.arch(x + 20, 384, 16, 32, pale)


def _castle_hill(sheet: Sheet, light: Light) -> None:
    """A round tower with a flag on a wooded hill, and a bell tower at its foot."""
    tone, pale = light.landmark, light.detail
    hill = mix(tone, light.haze, 0.28)
    sheet.shape([(100, 690), *((x, _slope(x)) for x in range(100, 1030, 10)), (1030, 690)], hill)
    chance = dice(7)
    for step in range(150):
        x, y = chance.uniform(250, 870), 440 + step * 1.5
        if y > _slope(x) + 30:
            sheet.oval(x, y, 11, chance.uniform(12, 19), mix(hill, tone, chance.uniform(0.1, 0.55)))
    sheet.shape([(508, 390), (516, 218), (604, 218), (612, 390)], tone)
    sheet.box(508, 204, 104, 20, tone)
    for x in range(508, 612, 24):
        sheet.box(x, 190, 13, 18, tone)
    for y in (250, 316):
        sheet.arch(551, y, 18, 34, pale)
    sheet.line([(560, 192), (560, 122)], tone, 4)
    sheet.shape([(560, 122), (612, 136), (560, 152)], mix(SUN, PAPER, 0.05))
    _bell_tower(sheet, 838, tone, pale)


def _slope(x: float) -> float:
    return 680 - 290 * math.exp(-((abs(x - 560) / 220) ** 2.6))


def _bell_tower(sheet: Sheet, x: float, tone: Colour, pale: Colour) -> None:
    for width, top, height in ((92, 520, 160), (72, 436, 88), (56, 372, 68)):
        sheet.box(x - width / 2, top, width, height, tone)
        sheet.box(x - width / 2 - 5, top - 5, width + 10, 8, tone)
        sheet.arch(x - 9, top + 18, 18, min(height - 26, 54), pale)
    sheet.pie(x, 370, 30, 180, 360, tone)
    sheet.box(x - 7, 322, 14, 22, tone)
    sheet.line([(x, 324), (x, 288)], tone, 3)
    sheet.line([(x - 8, 300), (x + 8, 300)], tone, 3)


LANDMARKS: dict[str, Callable[[Sheet, Light], None]] = {
    "flat tower": _flat_tower,
    "dome": _dome,
    "castle hill": _castle_hill,
}
FOCUS: dict[str, tuple[int, int, int, int]] = {
    "flat tower": (640, 420, 480, 640),
    "dome": (620, 420, 480, 600),
    "castle hill": (680, 420, 520, 640),
}
"""The middle, width and height of what no cut may lose."""
