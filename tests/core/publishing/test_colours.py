"""Whatever colour a host picks, text in it and on it can be read."""

from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from core.publishing import colours

EVERY_KIND = [
    f"#{red}{green}{blue}" for red, green, blue in product(["00", "33", "80", "cc", "ff"], repeat=3)
]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_that_of_wcag(first: str, second: str, expected: float) -> None:
    assert colours.contrast(first, second) == pytest.approx(expected, abs=0.01)
    assert colours.contrast(second, first) == colours.contrast(first, second)


@pytest.mark.parametrize("picked", EVERY_KIND)
def test_every_colour_becomes_readable(picked: str) -> None:
    made = colours.accent(picked)
    assert colours.contrast("#ffffff", made.fill) >= 4.5
    assert all(colours.contrast(made.on_light, paper) >= 4.5 for paper in ("#ffffff", "#f4f6fb"))
    assert all(colours.contrast(made.on_dark, paper) >= 4.5 for paper in ("#11141c", "#1a1f2b"))
    for surface in (made.cover, made.deep):
        assert colours.contrast("#ffffff", surface) >= 7
        assert colours.contrast(made.cover_soft, surface) >= 4.5
    # On a tinted surface stand ink, soft ink and the colour itself; the first two as in tokens.css.
    for text in ("#161b26", "#4b5365", made.on_light):
        assert colours.contrast(text, made.tint_light) >= 4.5
    for text in ("#eceff6", "#b7bfd0", made.on_dark):
        assert colours.contrast(text, made.tint_dark) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_was_picked() -> None:
    made = colours.accent("#0A6B4F")
    assert (made.fill, made.on_light, made.is_corrected) == ("#0a6b4f", "#0a6b4f", False)


def test_a_pale_colour_becomes_darker_and_keeps_its_hue() -> None:
    made = colours.accent("#ffcc00")
    red, green, blue = (int(made.on_light[at : at + 2], 16) for at in (1, 3, 5))
    assert made.is_corrected
    assert red > green > blue


@pytest.mark.parametrize("wrong", ["blue", "#12345", "#12345g", ""])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"not written as|invalid literal"):
        colours.accent(wrong)


def test_the_papers_are_those_of_the_style_sheets() -> None:
    tokens = Path(str(finders.find("css/tokens.css"))).read_text()
    for light, dark in zip(colours.LIGHT_PAPERS, colours.DARK_PAPERS, strict=True):
        assert f"light-dark({light}, {dark})" in tokens
