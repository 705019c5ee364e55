"""Cells that no spreadsheet takes for a formula."""

import pytest

from core.formats.csv_rows import as_csv, harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+37060000000",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\u200b=1",
        "＝1",
        "'=1",
        "|calc",
        "%x",
    ],
)
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ona", "O’Brien", "a=b", "2027-05-12", "", "ona@example.org"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_numbers_stay_numbers() -> None:
    assert harmless(-3) == -3


def test_a_table_begins_with_the_mark_by_which_spreadsheets_know_it() -> None:
    assert b"".join(as_csv([["Name", "Sum"], ["=ė\x00", -3]])) == "\ufeffName,Sum\r\n'=ė,-3\r\n".encode()
