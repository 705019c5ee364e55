"""What became of each piece that could be taken over: the same lines for the trial and for the real run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What can be taken over by itself, in the order in which it is made."""

    PAGES = "pages", _("Pages")
    ROOMS = "rooms", _("Rooms")
    AGENDA = "agenda", _("Agenda")
    WORKSHOPS = "workshops", _("Workshops and their seats")
    REGISTRATION = "registration", _("How people register")
    LETTERS = "letters", _("Letters")
    CHECKLIST = "checklist", _("Checklist")


class Outcome(models.TextChoices):
    """What became of one piece."""

    DECIDE = "decide", _("Needs your decision")
    SHIFTED = "shifted", _("Taken over with new dates")
    COPIED = "copied", _("Taken over")
    LEFT_OUT = "left_out", _("Left out")


@dataclass(frozen=True, slots=True)
class Line:
    """One piece: what it is, and what is to be said of it."""

    part: Part
    outcome: Outcome
    what: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one part with one outcome, for a page."""

    outcome: Outcome
    lines: Sequence[Line]


@dataclass
class Report:
    """Everything that was taken over, shifted, left out, or has to be decided."""

    lines: list[Line] = field(default_factory=list)
    days: list[tuple[str, str]] = field(default_factory=list)
    """Each day of the meeting before, and the day that it becomes, in words."""

    def add(self, part: Part, outcome: Outcome, what: object, told: object = "") -> None:
        """Say one thing; the words are settled now, in the reader's language."""
        self.lines.append(Line(part, outcome, str(what), str(told)))

    def copied(self, part: Part, what: object, told: object = "") -> None:
        """Something was taken over as it was."""
        self.add(part, Outcome.COPIED, what, told)

    def shifted(self, part: Part, what: object, told: object = "") -> None:
        """Something was taken over with other dates."""
        self.add(part, Outcome.SHIFTED, what, told)

    def left_out(self, part: Part, what: object, told: object) -> None:
        """Something was not taken over, and why."""
        self.add(part, Outcome.LEFT_OUT, what, told)

    def decide(self, part: Part, what: object, told: object) -> None:
        """Something that people have to look at."""
        self.add(part, Outcome.DECIDE, what, told)

    def parts(self) -> list[tuple[Part, list[Section]]]:
        """All lines, part by part, what has to be decided first."""
        found = [(part, list(self._sections(part))) for part in Part]
        return [(part, sections) for part, sections in found if sections]

    def _sections(self, part: Part) -> Iterable[Section]:
        for outcome in Outcome:
            lines = [line for line in self.lines if (line.part, line.outcome) == (part, outcome)]
            if lines:
                yield Section(outcome, lines)

    def count(self, outcome: Outcome, part: Part | None = None) -> int:
        """How many lines there are with ``outcome``."""
        return sum(line.outcome == outcome and part in (None, line.part) for line in self.lines)

    @property
    def to_decide(self) -> int:
        """How many lines wait for a decision."""
        return self.count(Outcome.DECIDE)

    @property
    def fingerprint(self) -> str:
        """What tells this report from any other; equal when the same would be made."""
        said = repr([(line.part, line.outcome, line.what, line.told) for line in self.lines])
        return sha256(said.encode()).hexdigest()[:32]
