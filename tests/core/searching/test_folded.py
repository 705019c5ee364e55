"""A column of folded words, by which lists of the admin find records."""

import pytest

from core.searching.folded import FoldedField, beginning_with, folded


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Ona Šimkutė", "ona@example.org"], " ona simkute ona example org"),
        (["Łoś-Øster", ""], " los oster"),
        (["Straße", "ΈΛΕΝΗ"], " strasse ελενη"),
        (["e\u0301", "\x00 %_'"], " e"),
        ([], ""),
    ],
)
def test_words_are_folded_in_their_order(texts: list[str], words: str) -> None:
    assert folded(texts) == words


def test_each_word_of_a_search_begins_a_word() -> None:
    assert "AND" in str(beginning_with("found_by", "ona šim"))
    assert not beginning_with("found_by", " %% ")


def test_a_migration_knows_what_the_column_follows() -> None:
    field = FoldedField(of=("name",), max_length=20)
    _name, _path, args, kwargs = field.deconstruct()
    again = FoldedField(*args, **kwargs)
    assert (again.of, again.max_length, again.editable) == (("name",), 20, False)
