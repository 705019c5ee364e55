"""Doors of a town, each another one, and one that stands open."""

import random

from home.demo_content.drawings.canvas import (
    NIGHT,
    PAPER,
    SUN,
    TALL,
    WIDE,
    Colour,
    Sheet,
    dice,
    mix,
    parse,
)

DOOR = (250, 330, 460, 800)
"""Left, top, width and height of the opening."""


def door(colour: str, seed: int) -> bytes:
    """A closed front door in its wall, as a tall JPEG; neighbouring seeds give different ones."""
    base, chance = parse(colour), dice(seed)
    wall, leaf = _pairs(base)[(seed + seed // 6 * 2) % 6]
    sheet = Sheet(TALL, wall)
    _bricks(sheet, wall, chance, with_rows=seed % 3 != 1)
    x, y, width, height = DOOR
    frame = mix(wall, PAPER, 0.6) if sum(wall) < 420 else mix(wall, base, 0.5)
    is_arched = seed % 2 == 0
    if is_arched:
        sheet.arch(x - 42, y - 42 - 60, width + 84, height + 102, frame)
        sheet.arch(x, y - 60, width, height + 60, mix(leaf, NIGHT, 0.35))
        _fanlight(sheet, x, y, width, leaf)
    else:
        sheet.box(x - 42, y - 190, width + 84, height + 190, frame)
        sheet.box(x - 66, y - 214, width + 132, 28, mix(frame, NIGHT, 0.12))
        sheet.box(x, y - 150, width, height + 150, mix(leaf, NIGHT, 0.35))
        for pane in range(4):
            sheet.box(x + 14 + pane * 110, y - 136, 102, 110, mix(SUN, PAPER, 0.35 + pane % 2 * 0.25))
    top = y + (width / 2 - 52 if is_arched else 0)
    _leaf(sheet, x + 10, top, width - 20, y + height - top, leaf, seed)
    _steps(sheet, mix(wall, NIGHT, 0.3))
    return sheet.jpeg()


def open_door(colour: str) -> bytes:
    """A door that stands open: light falls over the steps, as a wide JPEG."""
    base = parse(colour)
    wall, light = mix(base, NIGHT, 0.12), mix(SUN, PAPER, 0.12)
    sheet = Sheet(WIDE, wall)
    _bricks(sheet, wall, dice(3), with_rows=True)
    ground = mix(base, NIGHT, 0.5)
    sheet.box(0, 720, 1600, 180, ground)
    sheet.shape([(640, 720), (960, 720), (1250, 900), (270, 900)], mix(ground, light, 0.55))
    sheet.arch(600, 110, 400, 610, mix(PAPER, base, 0.25))
    sheet.arch(640, 150, 320, 570, light)
    sheet.arch(690, 215, 220, 505, mix(light, PAPER, 0.4))
    sheet.shape([(960, 250), (1130, 196), (1130, 782), (960, 720)], mix(PAPER, base, 0.75))
    for near, far in ((0.08, 0.44), (0.54, 0.92)):
        points = [(985, near), (1105, near), (1105, far), (985, far)]
        sheet.shape([(x, _along(x, share)) for x, share in points], mix(PAPER, base, 0.55))
    sheet.disc(1108, 500, 9, light)
    for x in (150, 350, 1240, 1440):
        sheet.box(x - 10, 230, 140, 270, mix(PAPER, base, 0.3))
        sheet.box(x, 240, 120, 250, mix(base, NIGHT, 0.55))
        sheet.box(x + 56, 240, 8, 250, mix(PAPER, base, 0.3))
        sheet.box(x, 350, 120, 8, mix(PAPER, base, 0.3))
        sheet.box(x - 20, 500, 160, 16, mix(PAPER, base, 0.4))
    return sheet.jpeg()


def _along(x: float, share: float) -> float:
    """The height at ``x`` of the open leaf, ``share`` of the way down: near things are larger."""
    far = (x - 960) / 170
    top, foot = 250 - 54 * far, 720 + 62 * far
    return top + (foot - top) * share


def _pairs(base: Colour) -> list[tuple[Colour, Colour]]:
    return [
        (mix(PAPER, base, 0.22), base),
        (mix(base, NIGHT, 0.1), mix(SUN, PAPER, 0.08)),
        (mix(SUN, PAPER, 0.45), mix(base, NIGHT, 0.2)),
        (mix(PAPER, base, 0.6), mix(PAPER, base, 0.1)),
        (mix(PAPER, base, 0.12), mix(PAPER, base, 0.62)),
        (mix(base, NIGHT, 0.45), mix(PAPER, base, 0.42)),
    ]


def _bricks(sheet: Sheet, wall: Colour, chance: random.Random, *, with_rows: bool) -> None:
    if not with_rows:
        return
    for row in range(sheet.height // 40 + 1):
        for column in range(-1, sheet.width // 96 + 1):
            if chance.random() < 0.24:
                x = column * 96 + row % 2 * 48
                sheet.box(x, row * 40, 90, 34, mix(wall, NIGHT, chance.uniform(0.04, 0.1)))


def _fanlight(sheet: Sheet, x: float, y: float, width: float, leaf: Colour) -> None:
    middle, foot = x + width / 2, y + width / 2 - 60
    for ray in range(5):
        tone = mix(SUN, PAPER, 0.3 + ray % 2 * 0.25)
        sheet.pie(middle, foot - 6, width / 2 - 16, 182 + ray * 35.5, 214 + ray * 35.5, tone)
    sheet.pie(middle, foot - 4, 62, 180, 360, mix(leaf, NIGHT, 0.35))


def _leaf(sheet: Sheet, x: float, y: float, width: float, height: float, tone: Colour, seed: int) -> None:
    sheet.box(x, y, width, height, tone)
    shade, shine = mix(tone, NIGHT, 0.22), mix(tone, PAPER, 0.22)
    half = width / 2
    if seed % 3 == 0:  # two wings with three panels each
        for wing in (0, 1):
            for top, share in ((0.05, 0.24), (0.34, 0.24), (0.63, 0.32)):
                _panel(
                    sheet, (x + wing * half + 26, y + top * height, half - 52, share * height), shade, shine
                )
        sheet.box(x + half - 3, y, 6, height, shade)
    elif seed % 3 == 1:  # planks
        for plank in range(1, 7):
            sheet.box(x + plank * width / 7 - 2, y, 5, height, shade)
        for top in (0.14, 0.78):
            sheet.box(x + 8, y + top * height, width * 0.8, 24, shade)
    else:  # a round window above one large panel
        sheet.disc(x + half, y + height * 0.27, 92, shade)
        sheet.disc(x + half, y + height * 0.27, 76, mix(SUN, PAPER, 0.35))
        sheet.box(x + half - 4, y + height * 0.27 - 76, 8, 152, shade)
        sheet.box(x + half - 76, y + height * 0.27 - 4, 152, 8, shade)
        _panel(sheet, (x + 60, y + height * 0.53, width - 120, height * 0.38), shade, shine)
    brass = mix(SUN, NIGHT, 0.12) if sum(tone) < 560 and tone[2] > 60 else mix(NIGHT, PAPER, 0.15)
    sheet.disc(x + (half + 32 if seed % 3 == 0 else width - 46), y + height * 0.53, 15, brass)


def _panel(sheet: Sheet, box: tuple[float, float, float, float], shade: Colour, shine: Colour) -> None:
    x, y, width, height = box
    sheet.box(x, y, width, height, shade)
    sheet.box(x + 10, y + 10, width - 20, height - 20, shine)


def _steps(sheet: Sheet, tone: Colour) -> None:
    for step, top in enumerate((1130, 1180, 1232)):
        inset = 150 - step * 60
        sheet.box(inset, top, sheet.width - 2 * inset, 54, mix(tone, PAPER, 0.34 - step * 0.13))
    sheet.box(0, 1264, sheet.width, 20, mix(tone, NIGHT, 0.3))
