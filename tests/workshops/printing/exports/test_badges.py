"""Badges on paper: whole, inside of their edges, to be scanned, and the same for the same."""

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from core.publishing.colours import contrast
from tests.cooperation.agenda.samples import FACTS
from tests.workshops.printing.reading import Word, check, command, text_of, words_of
from tests.workshops.printing.samples import CODE, HARD_NAMES, MADE, badge
from workshops.printing.enums import Sheet, Size
from workshops.printing.exports.badges import GRIDS, MILLIMETRES, _roles, accent, badge_png, badges_pdf
from workshops.printing.rules import Badge, Blank, Look, fit_together
from workshops.registration.enums import Participation

INSIDE = 2.0
"""Millimetres that a word keeps from the edge of its badge, so that a cut may be off."""

LONGEST = {"function": "W" * 160, "affiliation": "Verbraucherschlichtungsstellenverordnung " * 4}
HARD = [
    *(badge(name) for name in HARD_NAMES),
    *(badge(name, **LONGEST) for name in ("W" * 120, "Jo", "Щ" * 120)),
    badge("Ona", function="", affiliation="", country="", no_pictures=False),
    *(badge("Ona Example", role=role) for role in Participation.values),
]


def corners(look: Look, number: int) -> tuple[int, float, float]:
    """Page (from 1) and top left corner in mm of a badge."""
    if look.sheet == Sheet.SINGLE:
        return number + 1, 0, 0
    _width, _height, columns, rows, left, top = GRIDS[look.size]
    width, height = MILLIMETRES[look.size]
    page, place = divmod(number, columns * rows)
    return page + 1, left + place % columns * width, top + place // columns * height


def is_inside(word: Word, look: Look, corner: tuple[int, float, float]) -> bool:
    page, left, top = corner
    width, height = MILLIMETRES[look.size]
    return (
        word.page == page
        and word.left >= left + INSIDE
        and word.right <= left + width - INSIDE
        and word.top >= top + INSIDE
        and word.bottom <= top + height - INSIDE
    )


LOOKS = [Look(size, sheet) for size in Size for sheet in Sheet if fit_together(size, sheet)]


@pytest.mark.services
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.size}-{look.sheet}")
def test_every_word_lies_inside_of_a_badge(look: Look, tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    path.write_bytes(badges_pdf(HARD, look, FACTS, MADE))
    about = check(path, "Cooperation Day 2027: badges")
    on_a_page = 1 if look.sheet == Sheet.SINGLE else GRIDS[look.size][2] * GRIDS[look.size][3]
    assert re.search(rf"Pages: +{-(-len(HARD) // on_a_page)}$", about, re.MULTILINE)
    places = [corners(look, number) for number in range(len(HARD))]
    words = words_of(path)
    assert len(words) > 10 * len(HARD)
    assert [word for word in words if not any(is_inside(word, look, place) for place in places)] == []


@pytest.mark.services
@pytest.mark.parametrize("size", Size)
def test_no_letter_of_a_name_is_lost(size: Size, tmp_path: Path) -> None:
    names = [name for name in HARD_NAMES if name.isprintable() and name.strip("-")]
    path = tmp_path / "badges.pdf"
    path.write_bytes(badges_pdf([badge(name) for name in names], Look(size), FACTS, MADE))
    for page, name in enumerate(names, start=1):
        told = command("pdftotext", "-raw", "-f", str(page), "-l", str(page), str(path), "-")
        letters = re.sub(r"[\s\u00ad-]", "", told)
        assert re.sub(r"[\s-]", "", normalize("NFC", name)) in letters, name


@pytest.mark.services
@pytest.mark.parametrize("size", Size)
def test_lines_do_not_lie_on_each_other(size: Size, tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    path.write_bytes(badges_pdf(HARD, Look(size), FACTS, MADE))
    by_page: dict[int, list[Word]] = {}
    for word in words_of(path):
        by_page.setdefault(word.page, []).append(word)
    for page, words in by_page.items():
        for number, one in enumerate(words):
            for other in words[number + 1 :]:
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                # Boxes reach from the highest accent to the lowest foot of a typeface.
                lower = min(one.bottom - one.top, other.bottom - other.top)
                assert wide < 0.3 or high < 0.45 * lower, (page, one, other)


@pytest.mark.services
@pytest.mark.parametrize("size", Size)
def test_the_code_is_read_from_each_and_says_nothing_else(size: Size, tmp_path: Path) -> None:
    codes = [CODE[:-1] + digit for digit in "0123"]
    path = tmp_path / "badges.pdf"
    made = [badge(f"Ona {code[-1]}", code=code) for code in codes]
    path.write_bytes(badges_pdf(made, Look(size, Sheet.CUT), FACTS, MADE))
    command("pdftoppm", "-r", "200", "-png", "-singlefile", str(path), str(tmp_path / "sheet"))
    read = command("zbarimg", "-q", "--raw", str(tmp_path / "sheet.png")).split()
    assert sorted(read) == codes


@pytest.mark.services
def test_a_sheet_is_moved_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    places = []
    for look in (Look(Size.CARD, Sheet.CUT), Look(Size.CARD, Sheet.CUT, shift_right=2, shift_down=-1.5)):
        path.write_bytes(badges_pdf([badge()], look, FACTS, MADE))
        word = next(word for word in words_of(path) if word.text == "Ona")
        places.append((word.left, word.top))
    assert places[1][0] - places[0][0] == pytest.approx(2, abs=0.05)
    assert places[1][1] - places[0][1] == pytest.approx(-1.5, abs=0.05)

    def darkest(sheet: Sheet) -> int:
        path.write_bytes(badges_pdf([badge()], Look(Size.CARD, sheet), FACTS, MADE))
        command("pdftoppm", "-r", "150", "-png", "-singlefile", str(path), str(tmp_path / "sheet"))
        corner = Image.open(tmp_path / "sheet.png").convert("L").crop((60, 50, 92, 80))
        return int(corner.getextrema()[0])

    assert darkest(Sheet.CUT) < 200
    assert darkest(Sheet.PERFORATED) == 255


@pytest.mark.services
def test_headings_read_names_and_pictures_have_words(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    path.write_bytes(badges_pdf([badge("Ona Example"), Blank("guest")], Look(), FACTS, MADE))
    structure = command("pdfinfo", "-struct-text", str(path))
    assert len(re.findall(r"^ *H1 ", structure, re.MULTILINE)) == 2
    assert structure.count("Figure") == 1
    assert "No pictures" in structure
    assert structure.index("Ona") < structure.index("Head of unit") < structure.index("Delegate")


@pytest.mark.services
def test_no_pictures_is_said_of_those_alone_who_said_so(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    made = [badge("Ona", no_pictures=True), badge("Jonas", no_pictures=False)]
    path.write_bytes(badges_pdf(made, Look(), FACTS, MADE))
    assert text_of(path).count("No pictures") == 1


def test_the_same_badges_give_the_same_bytes() -> None:
    once, again = (badges_pdf([badge("Ona"), Blank()], Look(), FACTS, MADE) for _time in range(2))
    assert once == again


@pytest.mark.parametrize("picked", ["#003399", "#ffcc00", "#ffffff", "#000000", "#7a1f5c"])
def test_each_role_is_a_word_on_its_own_colour(picked: str) -> None:
    roles = _roles(accent(picked))
    assert set(roles) == {*Participation.values, ""}
    assert len({role["word"] for role in roles.values()}) == len(roles)
    assert min(contrast(role["fill"], role["ink"]) for role in roles.values()) >= 4.5
    for role in roles.values():
        ImageColor.getrgb(role["fill"])


@settings(max_examples=25, deadline=None)
@given(
    name=st.text(max_size=120),
    function=st.text(max_size=160),
    affiliation=st.text(max_size=160),
    size=st.sampled_from(list(Size)),
)
def test_whatever_people_write_can_be_set(name: str, function: str, affiliation: str, size: Size) -> None:
    one: Badge = badge(name, function=function, affiliation=affiliation)
    assert badges_pdf([one], Look(size), FACTS, MADE).startswith(b"%PDF")
    assert badge_png(one, size, FACTS).startswith(b"\x89PNG")
