"""Cells without what nobody sees."""

from workshops.registration.exports.lists.writing import clean


def test_what_nobody_sees_goes_and_the_longest_text_fits() -> None:
    assert clean(-3) == -3
    assert clean("a\x00\u202eb\ufffe\nc") == "ab\nc"
    assert len(str(clean("x" * 40_000))) == 32_000
