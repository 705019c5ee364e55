"""Keys as they arrive from outside: plain digits that a database can keep, and nothing else."""

import pytest

from core.publishing.keys import LARGEST, as_key


@pytest.mark.parametrize(("text", "key"), [("0", 0), ("7", 7), ("007", 7), (str(LARGEST), LARGEST)])
def test_digits_are_a_key(text: str, key: int) -> None:
    assert as_key(text) == key


@pytest.mark.parametrize(
    "text", ["", "²", "٣", "x", "-1", "+1", " 1", "1.0", "1_0", str(LARGEST + 1), "9" * 23, "9" * 5000]
)
def test_anything_else_is_none(text: str) -> None:
    assert as_key(text) is None
