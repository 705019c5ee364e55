"""Numbers as bars: pure computing, for tables that draw them on the server."""

from dataclasses import dataclass

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a table: a number, what it is out of, and how many more would like to be among them."""

    label: str
    value: int
    total: int | None
    """``None`` without a limit."""
    waiting: int
    share: int
    """The length of the value, from 0 to 100."""
    waiting_share: int
    """The length of those who wait, right behind it."""

    @property
    def is_full(self) -> bool:
        """Whether there is no more room."""
        return self.total is not None and self.value >= self.total


def bars(rows: list[tuple[str, int, int | None, int]]) -> list[Bar]:
    """A bar for each of ``rows`` (label, value, total, waiting), all drawn to one scale.

    The scale ends at the largest total or, where more came or wait, at their number; no bar is longer. What
    is there at all is never drawn as nothing.
    """
    longest = max((max(total or 0, value + waiting) for _label, value, total, waiting in rows), default=0)
    found = []
    for label, value, total, waiting in rows:
        share = _length(value, longest)
        found.append(Bar(label, value, total, waiting, share, min(_length(waiting, longest), WHOLE - share)))
    return found


def _length(number: int, longest: int) -> int:
    if number <= 0 or longest <= 0:
        return 0
    return min(WHOLE, max(1, number * WHOLE // longest))
