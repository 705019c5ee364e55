"""Draws the picture that a shared link shows: like the cover of a printed programme.

1200 x 630 pixels is what readers of Open Graph ask for (https://ogp.me). Everything drawn comes as plain
values, so the same values always give the same picture.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT = 1200, 630
PICTURE_SIZE = (500, 538)
"""Pixels of the picture at the right."""
BIGGEST = 150 * 1000
"""Bytes; some readers of links take no more than this."""
DESIGN = 1
"""Counts up when the drawing changes, so that addresses made of ``digest`` do too."""

MARGIN, GAP, FOOT = 64, 20, HEIGHT - PICTURE_SIZE[1]
WHITE, INK, BADGE = "#ffffff", "#161b26", "#ffcc00"
SMALLEST = 4
FONTS = Path(__file__).parent / "fonts"
REGULAR, STRONG, NUMERAL = "Commissioner-Regular", "Commissioner-SemiBold", "Commissioner-Numerals"
SHORT = 14
"""So many letters may be set as large as the name of a city."""
COLOURS = (256, 160, 96, 48, 16)
"""How many colours are tried one after the other until the file is small enough."""

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class LinkPicture:
    """What stands on it; every text but the heading may be empty."""

    heading: str
    field: str
    """Colour of the large field, as ``#rrggbb``; white can be read on it."""
    foot: str
    """Colour of the strip below."""
    soft: str
    """Colour of quieter text, readable on both."""
    name: str = ""
    line: str = ""
    badge: str = ""
    numeral: str = ""
    """Digits, drawn large and thin where there is no picture."""
    mark: str = ""
    """Whose it is, at the left of the foot."""
    mark_more: str = ""
    """And quieter, at the right of it."""
    picture: str = ""
    """What the picture is known by: changes when it does; empty for none."""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Text that was fitted into its box."""

    lines: tuple[str, ...]
    font: Font
    leading: int
    """Pixels from one baseline to the next."""

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the foot of the last."""
        return self.leading * len(self.lines)


def digest(card: LinkPicture) -> str:
    """Sixteen digits that change when the drawing does."""
    return blake2b(f"{DESIGN} {card!r}".encode(), digest_size=8).hexdigest()


def draw(card: LinkPicture, picture: bytes = b"") -> bytes:
    """The drawing as PNG; it takes about a tenth of a second and, with any picture, no more than ``BIGGEST``.

    Args:
        picture: a file for the right part, cut to ``PICTURE_SIZE`` if it is larger; none for words alone.

    Raises:
        OSError: ``picture`` is a file that cannot be read.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), card.field)
    pen = ImageDraw.Draw(image)
    right = WIDTH - MARGIN
    if picture:
        _paste(image, picture)
        right = WIDTH - PICTURE_SIZE[0] - MARGIN
    pen.rectangle([0, HEIGHT - FOOT, WIDTH, HEIGHT], fill=card.foot)
    if not picture and card.numeral:
        _numeral(pen, card)
    _foot(pen, card)
    _words(pen, card, right - MARGIN)
    if picture and card.credit:
        _credit(pen, card)
    return _png(image, card)


def fitted(text: str, face: str, box: tuple[int, int], largest: int, tight: float = 1.2) -> Block:
    """``text`` as large as ``box`` (width and height in pixels) allows, broken between words alone.

    Args:
        face: the name of one of our fonts.
        largest: pixels to begin with; it gets smaller until everything fits.
        tight: the height of a line in sizes of the font.
    """
    text = readable(text)
    size = largest
    while True:
        font = _font(face, size)
        lines = _wrap(text, font, box[0])
        leading = round(size * tight)
        fits = leading * len(lines) <= box[1] and all(font.getlength(line) <= box[0] for line in lines)
        if fits or size <= SMALLEST:
            return Block(_balanced(text, font, box[0], lines), font, leading)
        size -= max(1, size // 24)


def readable(text: str) -> str:
    """``text`` with what our font has no letter for taken apart, else left out, never drawn as a box."""
    return with_known_letters(" ".join(text.split()))


def with_known_letters(text: str, spaces: str = " ") -> str:
    """``text`` as ``readable`` makes it, with all of ``spaces`` where they stand."""
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if letter in spaces or _is_known(letter):
            kept.append(letter)
        else:
            kept += [part for part in unicodedata.normalize("NFKD", letter) if _is_known(part)]
    return "".join(kept)


@lru_cache(maxsize=4096)
def _is_known(letter: str) -> bool:
    if letter == " ":
        return True
    if unicodedata.category(letter)[0] in "CMZ":
        return False  # invisible by itself, or drawn onto the letter before it
    return bytes(_font(REGULAR, 24).getmask(letter)) != _missing_glyph()


@lru_cache(maxsize=1)
def _missing_glyph() -> bytes:
    return bytes(_font(REGULAR, 24).getmask(chr(0x10FFFF)))


@lru_cache(maxsize=128)
def _font(face: str, size: int) -> Font:
    return ImageFont.truetype(FONTS / f"{face}.ttf", size)


def _wrap(text: str, font: Font, width: float) -> tuple[str, ...]:
    """The lines of ``text``, each as full as ``width`` allows; a word that is wider stands alone."""
    first, *rest = re.split(r"( |(?<=\w[-/])(?=\w))", text)
    lines = [first]
    for glue, word in zip(rest[::2], rest[1::2], strict=True):
        longer = f"{lines[-1]}{glue or ''}{word}"
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _balanced(text: str, font: Font, width: int, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The same number of lines, as equally long as whole words allow."""
    widest = max(font.getlength(word) for word in text.split(" "))
    for tried in range(max(round(widest), width // 2), width, 16):
        found = _wrap(text, font, tried)
        if len(found) == len(lines):
            return found
    return lines


def _words(pen: ImageDraw.ImageDraw, card: LinkPicture, width: int) -> None:
    """The words of the cover, from the bottom up: the heading takes what the others leave."""
    top, bottom = MARGIN - 8, HEIGHT - FOOT - MARGIN + 16
    room = bottom - top
    line = fitted(card.line, REGULAR, (width, room // 5), 36) if card.line else None
    name = fitted(card.name, STRONG, (width, room // 5), 36) if card.name else None
    badge = fitted(card.badge, STRONG, (width - 28, 44), 26) if card.badge else None
    taken = sum(block.height + GAP for block in (line, name) if block) + (44 + GAP if badge else 0)
    heading = fitted(
        card.heading, STRONG, (width, room - taken), 168 if len(card.heading) <= SHORT else 92, 1.06
    )
    y = bottom
    for block, colour in ((line, card.soft), (heading, WHITE), (name, WHITE)):
        if block:
            y -= block.height
            _block(pen, block, (MARGIN, y), colour)
            y -= GAP
    if badge:
        box = (MARGIN, y - 44, MARGIN + 28 + badge.font.getlength(badge.lines[0]), y)
        pen.rectangle(box, fill=BADGE)
        pen.text((MARGIN + 14, y - 22), badge.lines[0], INK, badge.font, anchor="lm")


def _foot(pen: ImageDraw.ImageDraw, card: LinkPicture) -> None:
    middle = HEIGHT - FOOT // 2
    room = WIDTH - 2 * MARGIN
    mark = fitted(card.mark, STRONG, (room // 2 if card.mark_more else room, 40), 30) if card.mark else None
    if mark:
        pen.text((MARGIN, middle), mark.lines[0], WHITE, mark.font, anchor="lm")
    if card.mark_more:
        left = room - (mark.font.getlength(mark.lines[0]) + 2 * GAP if mark else 0)
        more = fitted(card.mark_more, REGULAR, (round(left), 40), 28)
        pen.text((WIDTH - MARGIN, middle), more.lines[0], card.soft, more.font, anchor="rm")


def _numeral(pen: ImageDraw.ImageDraw, card: LinkPicture) -> None:
    """Large and thin in the upper right corner, so quiet that words may come near it."""
    block = fitted(card.numeral, NUMERAL, (WIDTH // 2, 260), 240, 1.0)
    pen.text((WIDTH - MARGIN, MARGIN - 20), block.lines[0], card.soft, block.font, anchor="rt")


def _credit(pen: ImageDraw.ImageDraw, card: LinkPicture) -> None:
    block = fitted(card.credit, REGULAR, (PICTURE_SIZE[0] - 24, 22), 18)
    wide = block.font.getlength(block.lines[0]) + 24
    pen.rectangle([WIDTH - wide, HEIGHT - FOOT - 32, WIDTH, HEIGHT - FOOT], fill=card.foot)
    pen.text((WIDTH - 12, HEIGHT - FOOT - 16), block.lines[0], card.soft, block.font, anchor="rm")


def _block(pen: ImageDraw.ImageDraw, block: Block, corner: tuple[int, int], colour: str) -> None:
    x, y = corner
    for number, line in enumerate(block.lines, 1):
        baseline = y + number * block.leading - round(block.font.size * 0.22)
        left = x - block.font.getbbox(line, anchor="ls")[0]  # large letters begin where small ones do
        pen.text((left, baseline), line, colour, block.font, anchor="ls")


def _paste(image: Image.Image, picture: bytes) -> None:
    with Image.open(BytesIO(picture)) as found:
        found.draft("RGB", (PICTURE_SIZE[0] * 2, PICTURE_SIZE[1] * 2))
        cut = ImageOps.fit(found.convert("RGB"), PICTURE_SIZE)
    image.paste(cut, (WIDTH - PICTURE_SIZE[0], 0))


def _png(image: Image.Image, card: LinkPicture) -> bytes:
    """With as many colours as ``BIGGEST`` allows; the field and the foot keep theirs exactly."""
    made = b""
    for colours in COLOURS:
        few = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        palette = few.getpalette() or []
        for corner, colour in (((0, 0), card.field), ((0, HEIGHT - 1), card.foot)):
            at = int(few.getpixel(corner)) * 3  # type: ignore[arg-type]
            palette[at : at + 3] = bytes.fromhex(colour.removeprefix("#"))
        few.putpalette(palette)
        file = BytesIO()
        few.save(file, "PNG")
        made = file.getvalue()
        if len(made) <= BIGGEST:
            break
    return made
