"""Headings follow each other without a hole."""

import pytest

from core.publishing import rules


@pytest.mark.parametrize(
    ("levels", "skipped"),
    [
        ([], []),
        ([None, 2, 3, 3, 2, None, 3], []),
        ([3], [0]),
        ([None, 3, 2], [1]),
        ([2, 3, 2, 3], []),
    ],
)
def test_a_heading_is_at_most_one_level_below_the_one_before(levels, skipped):
    assert rules.skipped_levels(levels) == skipped


def test_what_stands_above_the_text_counts():
    assert rules.skipped_levels([3, 3], above=2) == []
