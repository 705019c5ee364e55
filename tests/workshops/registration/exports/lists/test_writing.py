"""Cells that no spreadsheet takes for a formula."""

import pytest

from workshops.registration.exports.lists.writing import clean, harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+37060000000", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'=1", "|calc", "%x"]
)
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    assert str(harmless(text)).startswith("'")


@pytest.mark.parametrize("text", ["Ona", "O’Brien", "a=b", "2027-05-12", "", "ona@example.org"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_numbers_stay_numbers_and_what_nobody_sees_goes() -> None:
    assert harmless(-3) == -3
    assert clean("a\x00\u202eb\ufffe\nc") == "ab\nc"
    assert len(str(clean("x" * 40_000))) == 32_000
