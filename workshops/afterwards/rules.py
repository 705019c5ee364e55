"""Pure decisions about what comes after a meeting: no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workshops.afterwards.enums import AnswerKind, Stage

FEWEST: Final = 5
"""With fewer answers than these nothing but their number is told: a breakdown would show single people."""
RATINGS: Final = ("1", "2", "3", "4", "5")
LINK_DAYS: Final = 60
"""How long an upload link is good for unless the host says otherwise."""
MOST_WAITING: Final = 20
"""How many submissions of one link may wait for review."""


def stage(
    opens_at: datetime | None, closes_at: datetime | None, begins_at: datetime | None, now: datetime
) -> Stage:
    """Whether answers are taken at ``now`` (all moments aware).

    Args:
        opens_at: when the form opens; ``None``: not by itself.
        closes_at: when it closes; ``None``: not by itself.
        begins_at: when what is asked about begins; nobody judges before.
        now: the moment.
    """
    if closes_at is not None and now >= closes_at:
        return Stage.CLOSED
    if opens_at is None or now < opens_at or (begins_at is not None and now < begins_at):
        return Stage.NOT_YET
    return Stage.OPEN


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave one answer."""

    value: str
    count: int
    percent: float
    """Of those who answered the question, from 0 to 100."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The answers to one question, counted."""

    bars: tuple[Bar, ...]
    answered: int
    average: float | None
    """Of ratings; ``None`` for other kinds, and when nobody answered."""


def breakdown(kind: str, options: Sequence[str], counts: Mapping[str, int]) -> Breakdown:
    """``counts`` of the answers to a question, in the order of its ``options``; former options come last."""
    order = list(RATINGS if kind == AnswerKind.RATING else options)
    values = [*order, *sorted(value for value in counts if value not in order)]
    answered = sum(counts.values())
    bars = tuple(
        Bar(value, counts.get(value, 0), 100 * counts.get(value, 0) / answered if answered else 0.0)
        for value in values
    )
    is_rating = kind == AnswerKind.RATING and answered
    average = sum(int(value) * number for value, number in counts.items()) / answered if is_rating else None
    return Breakdown(bars, answered, average)


def may_tell(answers: int) -> bool:
    """Whether more than the number of ``answers`` may be told."""
    return answers >= FEWEST


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` that say something, each one decision or action; bullets are taken off."""
    stripped = (line.strip().lstrip("-–•*").strip() for line in text.splitlines())
    return [line for line in stripped if line]


@dataclass(frozen=True, slots=True)
class Handed:
    """What a facilitator handed in, beside a file."""

    outcomes: str = ""
    decisions: str = ""
    actions: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.outcomes or self.decisions or self.actions)


@dataclass(frozen=True, slots=True)
class Attended:
    """What somebody attended, as the check-in has it."""

    days: int = 0
    sessions: tuple[str, ...] = ()
    minutes: int = 0
    """How long the sessions were, together."""


def hours_of(minutes: int) -> float:
    """``minutes`` as hours, to the half."""
    return round(minutes / 30) / 2


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: capitals and spaces do not count."""
    return bool(one.strip()) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
