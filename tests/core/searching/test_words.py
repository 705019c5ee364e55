"""Words are made alike before any database sees them."""

import pytest

from core.searching import words


def test_words_are_folded():
    assert words.wanted("Ünïcode ÉCOLE école x ß") == ["unicode", "ecole", "ss"]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Σίσυφος", "σισυφοσ"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("½", "12"),
        ("x²", "x2"),
        ("Й", "и"),
    ],
)
def test_what_is_written_differently_is_compared_alike(written, compared):
    assert words.fold(written) == compared


def test_a_folded_word_is_letters_and_digits_only():
    everything = "".join(chr(code) for code in range(0x20, 0x3000))

    assert all(word.isalnum() for word in words.wanted(everything))


def test_no_word_is_longer_than_databases_take():
    assert words.wanted("a" * 3000 + " " + "\ufdfa" * 200) == ["a" * 64, words.fold("\ufdfa" * 200)]
    assert all(len(word) <= 64 for word in words.wanted("ß" * 3000))


def test_marked_words_are_no_words_of_a_text():
    assert words.marked(["tram", "2027"]) == "zqtram zq2027"


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [(["tram"], True), (["tra"], True), (["tram", "st"], True), (["tra", "stops"], False), (["bus"], False)],
)
def test_only_the_last_word_may_be_a_beginning(wanted, holds):
    assert words.holds(["tram", "stops"], wanted) is holds
