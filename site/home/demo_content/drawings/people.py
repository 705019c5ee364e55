"""People cut out of paper: shapes without a face, none of them anybody."""

import random

from home.demo_content.drawings.canvas import (
    NIGHT,
    PAPER,
    SQUARE,
    SUN,
    Colour,
    Sheet,
    dice,
    mix,
    parse,
    tones,
)

SKINS: tuple[Colour, ...] = (
    (247, 216, 190),
    (233, 188, 152),
    (205, 150, 110),
    (160, 106, 72),
    (110, 70, 48),
    (84, 54, 40),
)
HAIRS: tuple[Colour, ...] = (
    (38, 28, 26),
    (84, 52, 34),
    (150, 96, 48),
    (206, 164, 92),
    (168, 160, 156),
    (120, 48, 30),
)


def portrait(colour: str, seed: int) -> bytes:
    """One of them, as a square JPEG."""
    base, chance = parse(colour), dice(seed)
    sheet = Sheet(SQUARE, PAPER)
    _person(sheet, 0, 0, SQUARE[0], base, chance)
    return sheet.jpeg()


def wall_of_faces(colour: str, seed: int) -> bytes:
    """Many of them side by side, as JPEG."""
    base, chance = parse(colour), dice(seed)
    side = 225
    sheet = Sheet((7 * side, 4 * side), PAPER)
    for row in range(4):
        for column in range(7):
            _person(sheet, column * side, row * side, side, base, chance)
    return sheet.jpeg()


def _person(sheet: Sheet, x: float, y: float, side: float, base: Colour, chance: random.Random) -> None:
    """Fill the square with one person, who stays inside of it."""
    ground = chance.choice(tones(base))
    cloth = chance.choice([tone for tone in [*tones(base), NIGHT] if _apart(tone, ground)])
    skin, hair = chance.choice(SKINS), chance.choice(HAIRS)
    part = Sheet((round(side), round(side)), ground)
    unit = side / 100
    style = chance.choice((_short, _bob, _long, _bun, _curls, _scarf, _bald))
    accessory = chance.random()
    style(part, unit, hair, cloth, behind=True)
    part.oval(50 * unit, 104 * unit, 38 * unit, 34 * unit, cloth)
    part.box(43 * unit, 56 * unit, 14 * unit, 18 * unit, mix(skin, NIGHT, 0.14))
    part.pie(50 * unit, 70 * unit, 12 * unit, 0, 180, mix(skin, NIGHT, 0.14))
    part.oval(50 * unit, 45 * unit, 17 * unit, 21 * unit, skin)
    style(part, unit, hair, cloth, behind=False)
    if accessory < 0.25:
        _glasses(part, unit, mix(NIGHT, base, 0.3))
    elif accessory < 0.4:
        part.disc(32.5 * unit, 54 * unit, 2.2 * unit, SUN)
        part.disc(67.5 * unit, 54 * unit, 2.2 * unit, SUN)
    sheet.paste(part, x, y)


def _apart(first: Colour, second: Colour) -> bool:
    return abs(sum(first) - sum(second)) > 120


def _short(part: Sheet, unit: float, hair: Colour, _cloth: Colour, *, behind: bool) -> None:
    if not behind:
        part.pie(50 * unit, 40 * unit, 19 * unit, 180, 360, hair)
        part.shape([(31 * unit, 40 * unit), (69 * unit, 40 * unit), (62 * unit, 31 * unit)], hair)


def _bob(part: Sheet, unit: float, hair: Colour, _cloth: Colour, *, behind: bool) -> None:
    if behind:
        part.arch(27 * unit, 19 * unit, 46 * unit, 46 * unit, hair)
    else:
        part.pie(50 * unit, 38 * unit, 18 * unit, 180, 360, hair)
        part.box(32 * unit, 36 * unit, 36 * unit, 4 * unit, hair)


def _long(part: Sheet, unit: float, hair: Colour, _cloth: Colour, *, behind: bool) -> None:
    if behind:
        part.arch(27 * unit, 19 * unit, 46 * unit, 72 * unit, hair)
    else:
        fringe = ((30, 52), (31, 32), (42, 21), (58, 21), (69, 32), (70, 52), (63, 38), (52, 28), (38, 38))
        part.shape([(x * unit, y * unit) for x, y in fringe], hair)


def _bun(part: Sheet, unit: float, hair: Colour, _cloth: Colour, *, behind: bool) -> None:
    if behind:
        part.disc(50 * unit, 17 * unit, 10 * unit, hair)
    else:
        part.pie(50 * unit, 41 * unit, 18.5 * unit, 180, 360, hair)


def _curls(part: Sheet, unit: float, hair: Colour, _cloth: Colour, *, behind: bool) -> None:
    if behind:
        for x, y in (
            (34, 32),
            (30, 43),
            (33, 54),
            (42, 24),
            (53, 21),
            (63, 27),
            (69, 37),
            (70, 48),
            (66, 56),
        ):
            part.disc(x * unit, y * unit, 9.5 * unit, hair)
    else:
        for x, y in ((38, 28), (47, 26), (57, 27), (64, 32)):
            part.disc(x * unit, y * unit, 7 * unit, hair)


def _scarf(part: Sheet, unit: float, hair: Colour, cloth: Colour, *, behind: bool) -> None:
    if behind:
        part.oval(50 * unit, 48 * unit, 24 * unit, 29 * unit, mix(cloth, PAPER, 0.35))
    else:
        part.pie(50 * unit, 36 * unit, 17 * unit, 190, 350, mix(cloth, PAPER, 0.35))


def _bald(part: Sheet, unit: float, hair: Colour, _cloth: Colour, *, behind: bool) -> None:
    if not behind:
        part.pie(50 * unit, 52 * unit, 17 * unit, 10, 170, hair)


def _glasses(part: Sheet, unit: float, tone: Colour) -> None:
    for x in (42.5, 57.5):
        part.disc(x * unit, 46 * unit, 6.4 * unit, tone)
        part.disc(x * unit, 46 * unit, 5 * unit, mix(PAPER, tone, 0.16))
    part.box(48 * unit, 45 * unit, 4 * unit, 1.4 * unit, tone)
