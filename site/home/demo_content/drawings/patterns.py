"""Flat compositions for what has no place to draw: squares, a programme, parcels, numbers, words."""

import random

from home.demo_content.drawings.canvas import NIGHT, PAPER, SUN, WIDE, Colour, Sheet, dice, mix, parse, tones

SIDE = 150


def mosaic(colour: str, seed: int) -> bytes:
    """Squares filled to the edge with discs, quarters, leaves and stripes, as JPEG."""
    base, chance = parse(colour), dice(seed)
    sheet = Sheet(WIDE, base)
    for row in range(6):
        before: list[Colour] = []
        for column in range(11):
            ground, figure = chance.sample([tone for tone in tones(base) if tone not in before], 2)
            before = [ground]
            motif = chance.choice((_disc, _quarter, _leaf, _half, _stripes, _ring, _corner))
            x, y = column * SIDE - 25, row * SIDE
            sheet.box(x, y, SIDE, SIDE, ground)
            motif(sheet, x, y, figure, chance)
    return sheet.jpeg()


def programme(colour: str) -> bytes:
    """Two days of a programme as blocks between hours, without a word, as JPEG."""
    base = parse(colour)
    pale, middle, _third, strong, full, deep, warm = tones(base)
    sheet = Sheet(WIDE, mix(PAPER, base, 0.06))
    for hour in range(10):
        sheet.box(90, 130 + hour * 78, 1420, 2, mix(PAPER, base, 0.22))
        sheet.box(90, 122 + hour * 78, 34, 8, mix(PAPER, base, 0.4))
    for left in (170, 860):
        sheet.box(left, 70, 650, 6, deep)
    blocks = [
        (170, 0, 650, 1, full), (170, 1, 320, 2, strong), (500, 1, 320, 2, middle), (170, 3, 650, 0.5, warm),
        (170, 3.5, 210, 2.5, middle), (390, 3.5, 210, 2.5, full), (610, 3.5, 210, 2.5, strong),
        (170, 6, 650, 1, pale), (170, 7, 430, 2, deep), (610, 7, 210, 2, warm),
        (860, 0.5, 650, 1.5, strong), (860, 2, 320, 1.5, warm), (1190, 2, 320, 2.5, full),
        (860, 3.5, 320, 2, middle), (1190, 4.5, 320, 1, pale), (860, 5.5, 650, 0.5, warm),
        (860, 6, 210, 2, deep), (1080, 6, 430, 2, middle), (860, 8, 650, 1, full),
    ]  # fmt: skip
    for x, start, width, hours, tone in blocks:
        top, height = 132 + start * 78, hours * 78 - 8
        sheet.box(x, top, width - 10, height, tone)
        ink = mix(tone, PAPER, 0.65) if sum(tone) < 430 else mix(tone, base, 0.7)
        if height > 50:
            sheet.box(x + 18, top + 18, min(width * 0.6, 240), 10, ink)
            sheet.box(x + 18, top + 38, min(width * 0.4, 150), 6, ink)
    return sheet.jpeg()


def parcels(colour: str, seed: int) -> bytes:
    """Parcels stacked to the edge, each tied in its own way, as JPEG."""
    base, chance = parse(colour), dice(seed)
    sheet = Sheet(WIDE, mix(base, NIGHT, 0.35))
    floor = 900.0
    while floor > 0:
        x, height = chance.uniform(-120, 0), chance.choice((150, 180, 210))
        last = None
        while x < 1600:
            width = chance.choice((170, 220, 280, 330))
            tone = chance.choice([each for each in tones(base) if each != last])
            last = tone
            _parcel(sheet, (x, floor - height, width - 8, height - 8), tone, base, chance)
            x += width
        floor -= height
    return sheet.jpeg()


def dashboard(colour: str) -> bytes:
    """Bars, a ring and a rising line on one page, as JPEG."""
    base = parse(colour)
    _pale, middle, third, _strong, full, deep, warm = tones(base)
    sheet = Sheet(WIDE, mix(PAPER, base, 0.08))
    for x, y, width, height in ((80, 70, 900, 440), (1020, 70, 500, 440), (80, 550, 1440, 290)):
        sheet.box(x, y, width, height, PAPER)
        sheet.box(x, y, width, 6, deep)
    for number, height in enumerate((120, 180, 150, 240, 210, 290, 260, 330)):
        tone = warm if number == 5 else (full if number % 2 else third)
        sheet.box(125 + number * 105, 480 - height, 72, height, tone)
    start = -90.0
    for share, tone in ((0.42, full), (0.25, third), (0.2, middle), (0.13, warm)):
        sheet.pie(1270, 295, 175, start, start + share * 360, tone)
        start += share * 360
    sheet.disc(1270, 295, 98, PAPER)
    heights = (90, 70, 110, 100, 150, 130, 175, 160, 205, 220)
    points = [(140 + number * 147, 800 - height) for number, height in enumerate(heights)]
    sheet.shape([(140, 815), *points, (points[-1][0], 815)], mix(PAPER, base, 0.22))
    sheet.line(points, full, 7)
    for point in points:
        sheet.disc(*point, 12, warm if point == points[-1] else full)
    return sheet.jpeg()


def words(colour: str, seed: int) -> bytes:
    """A page of hard words, and one line of it that is plain, as JPEG."""
    base, chance = parse(colour), dice(seed)
    sheet = Sheet(WIDE, base)
    ink = mix(base, PAPER, 0.32)
    for row in range(9):
        x, is_plain = 110.0, row == 5
        if is_plain:
            sheet.box(0, 92 + row * 82 - 16, 1600, 74, mix(SUN, PAPER, 0.08))
        while x < (900 if is_plain else 1420):
            length = chance.uniform(60, 130) if is_plain else chance.uniform(120, 360)
            end = min(x + length, 1490)
            sheet.box(x, 92 + row * 82, end - x, 42, mix(base, NIGHT, 0.5) if is_plain else ink)
            if not is_plain and chance.random() < 0.3:
                sheet.box(x - 10, 92 + row * 82 + 18, end - x + 20, 6, base)
            x = end + 26
    return sheet.jpeg()


def _parcel(
    sheet: Sheet, box: tuple[float, float, float, float], tone: Colour, base: Colour, chance: random.Random
) -> None:
    x, y, width, height = box
    sheet.box(x, y, width, height, tone)
    band = mix(tone, NIGHT, 0.25) if sum(tone) > 330 else mix(tone, PAPER, 0.3)
    at = x + width * chance.uniform(0.3, 0.6)
    sheet.box(at, y, 18, height, band)
    if chance.random() < 0.5:
        sheet.box(x, y + height * 0.42, width, 18, band)
    else:
        sheet.box(x + 16, y + height - 64, 74, 46, PAPER)
        for line in range(3):
            sheet.box(x + 24, y + height - 56 + line * 12, 58 - line * 14, 5, mix(PAPER, base, 0.6))


def _disc(sheet: Sheet, x: float, y: float, tone: Colour, chance: random.Random) -> None:
    sheet.disc(x + SIDE / 2, y + SIDE / 2, SIDE * chance.choice((0.2, 0.5)), tone)


def _ring(sheet: Sheet, x: float, y: float, tone: Colour, chance: random.Random) -> None:
    middle = (x + SIDE / 2, y + SIDE / 2)
    sheet.disc(*middle, SIDE * 0.42, tone)
    sheet.disc(*middle, SIDE * 0.18, mix(tone, PAPER, 0.7))


def _quarter(sheet: Sheet, x: float, y: float, tone: Colour, chance: random.Random) -> None:
    right, down, start = chance.choice(((0, 0, 0), (1, 0, 90), (1, 1, 180), (0, 1, 270)))
    sheet.pie(x + right * SIDE, y + down * SIDE, SIDE, start, start + 90, tone)


def _leaf(sheet: Sheet, x: float, y: float, tone: Colour, chance: random.Random) -> None:
    half = SIDE / 2
    if chance.random() < 0.5:
        sheet.pie(x, y + half, half, 270, 360, tone)
        sheet.pie(x + SIDE, y + half, half, 90, 180, tone)
    else:
        sheet.pie(x + half, y, half, 0, 180, tone)
        sheet.pie(x + half, y + SIDE, half, 180, 360, tone)


def _half(sheet: Sheet, x: float, y: float, tone: Colour, chance: random.Random) -> None:
    corners = [(x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE)]
    corners.pop(chance.randrange(4))
    sheet.shape(corners, tone)


def _stripes(sheet: Sheet, x: float, y: float, tone: Colour, chance: random.Random) -> None:
    lying = chance.random() < 0.5
    for number in (0, 2, 4):
        at = number * SIDE / 5
        if lying:
            sheet.box(x, y + at, SIDE, SIDE / 5, tone)
        else:
            sheet.box(x + at, y, SIDE / 5, SIDE, tone)


def _corner(sheet: Sheet, x: float, y: float, tone: Colour, chance: random.Random) -> None:
    right, down, start = chance.choice(((0, 0, 0), (1, 0, 90), (1, 1, 180), (0, 1, 270)))
    for radius, share in ((1.0, 0.0), (0.66, 0.45), (0.33, 0.0)):
        sheet.pie(
            x + right * SIDE, y + down * SIDE, SIDE * radius, start, start + 90, mix(tone, PAPER, share)
        )
