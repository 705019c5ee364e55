"""Numbers as bars."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.desk.bars import bars

NUMBERS = st.integers(0, 5000)


def test_all_bars_share_one_scale() -> None:
    small, large = bars([("A", 5, 10, 0), ("B", 15, 20, 5)])
    assert (small.share, large.share, large.waiting_share) == (25, 75, 25)


def test_without_a_limit_the_longest_fills_the_scale() -> None:
    assert [bar.share for bar in bars([("A", 4, None, 0), ("B", 1, None, 0)])] == [100, 25]


def test_nothing_is_drawn_as_nothing_and_one_as_something() -> None:
    assert [bar.share for bar in bars([("A", 0, 5000, 0), ("B", 1, 5000, 0)])] == [0, 1]
    assert bars([]) == []
    assert [bar.share for bar in bars([("A", 0, None, 0)])] == [0]


def test_full_is_what_has_no_more_room() -> None:
    rows = bars([("A", 3, 3, 1), ("B", 2, 3, 0), ("C", 2, None, 0), ("D", 0, 0, 0)])
    assert [bar.is_full for bar in rows] == [True, False, False, True]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.just("A"), NUMBERS, st.none() | NUMBERS, NUMBERS), max_size=20))
def test_no_bar_leaves_the_scale(rows: list[tuple[str, int, int | None, int]]) -> None:
    for bar in bars(rows):
        assert bar.share >= 0
        assert bar.waiting_share >= 0
        assert bar.share + bar.waiting_share <= 100
        assert (bar.share == 0) == (bar.value == 0)
