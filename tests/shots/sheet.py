"""Puts the pictures on one sheet: a page of HTML, and one JPEG for each scheme."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.demo_site import ROOT
from tests.shots.taking import SCHEMES, WIDTHS, Shot

FONT = ROOT / "site" / "core" / "formats" / "fonts" / "Commissioner-SemiBold.ttf"
SCALE = 0.22
"""How much smaller a page stands on the JPEG."""
CELL_HEIGHT = 420
GAP = 18
BETWEEN = 6
LABEL = 34
COLUMNS = 5
GROUND = {"light": "#dfe3ec", "dark": "#2a2f3b"}
LETTERS = {"light": "#161b26", "dark": "#eceff6"}

STYLE = """
body { margin: 1rem; background: #dfe3ec; color: #161b26; font: 15px/1.4 system-ui, sans-serif }
h1 { font-size: 1.2rem } h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem }
body:has(#dark:checked) { background: #2a2f3b; color: #eceff6 }
body:has(#light:checked) .dark, body:has(#dark:checked) .light { display: none }
.states { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem }
figure { margin: 0 } .row { display: flex; gap: 6px; align-items: flex-start }
a { display: block; max-height: 26rem; overflow: hidden } img { display: block }
.noticed { color: #b00020; font-weight: 600 } body:has(#dark:checked) .noticed { color: #ffb4ab }
"""


def title(shot: Shot) -> str:
    """The page and its state in words."""
    return f"{shot.subject.kind}: {shot.subject.state}" if shot.subject.state else shot.subject.kind


def write_html(shots: Sequence[Shot], folder: Path) -> Path:
    """``index.html``: thumbnails grouped by kind of page, each a link to the picture; two buttons choose."""
    choice = "".join(
        f'<label><input type="radio" name="scheme" id="{scheme}"{" checked" if scheme == "light" else ""}> '
        f"{scheme}</label> "
        for scheme in SCHEMES
    )
    by_kind = groupby(sorted(shots, key=_place_of(shots)), key=lambda shot: shot.subject.kind)
    groups = "".join(
        f'<h2>{escape(kind)}</h2><div class="states">{"".join(_figure(shot) for shot in group)}</div>'
        for kind, group in by_kind
    )
    page = (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Every page in every state</title>'
        f"<style>{STYLE}</style><h1>Every page in every state</h1><p>{choice}</p>{groups}</html>"
    )
    path = folder / "index.html"
    path.write_text(page)
    return path


def _place_of(shots: Sequence[Shot]) -> Callable[[Shot], int]:
    """Kinds in the order in which they come first, states in their order within."""
    kinds = list(dict.fromkeys(shot.subject.kind for shot in shots))
    return lambda shot: kinds.index(shot.subject.kind)


def _figure(shot: Shot) -> str:
    pictures = "".join(
        f'<a class="{scheme}" href="pages/{path.name}">'
        f'<img src="pages/{path.name}" width="{round(width * SCALE)}" loading="lazy" '
        f'alt="{escape(title(shot))}, {width} pixels, {scheme}"></a>'
        for (width, scheme), path in shot.pictures.items()
    )
    noticed = "".join(f'<div class="noticed">{escape(line)}</div>' for line in shot.noticed)
    name = escape(shot.subject.state or shot.subject.path)
    return f'<figure><figcaption>{name}</figcaption><div class="row">{pictures}</div>{noticed}</figure>'


def write_picture(shots: Sequence[Shot], scheme: str, folder: Path) -> Path:
    """All pages in ``scheme`` on one JPEG, the widest window of each beside the narrower ones."""
    ordered = sorted(shots, key=_place_of(shots))
    cells = [_cell(shot, scheme) for shot in ordered]
    rows = [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]
    width = max(cell.width for cell in cells) + GAP
    heights = [max(cell.height for cell in row) + GAP for row in rows]
    sheet = Image.new("RGB", (COLUMNS * width + GAP, sum(heights) + GAP), GROUND[scheme])
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, cell in enumerate(row):
            sheet.paste(cell, (GAP + column * width, top))
        top += height
    path = folder / f"{scheme}.jpg"
    sheet.save(path, quality=82)
    return path


def _cell(shot: Shot, scheme: str) -> Image.Image:
    """One page at all widths below its name."""
    thumbnails = [_thumbnail(shot.pictures[width, scheme]) for width in WIDTHS]
    width = sum(each.width + BETWEEN for each in thumbnails)
    cell = Image.new("RGB", (width, LABEL + max(each.height for each in thumbnails)), GROUND[scheme])
    ImageDraw.Draw(cell).text((0, 0), title(shot), LETTERS[scheme], ImageFont.truetype(FONT, 20))
    left = 0
    for thumbnail in thumbnails:
        cell.paste(thumbnail, (left, LABEL))
        left += thumbnail.width + BETWEEN
    return cell


def _thumbnail(path: Path) -> Image.Image:
    picture = Image.open(path)
    small = picture.resize((round(picture.width * SCALE), round(picture.height * SCALE)), reducing_gap=2)
    return small.crop((0, 0, small.width, min(small.height, CELL_HEIGHT)))
