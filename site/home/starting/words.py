"""Finds what a text says of the edition that it was written for: pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
AROUND = 40
"""How many characters are shown on each side of a word."""


@dataclass(frozen=True)
class OldWords:
    """The words by which a text shows its age, and the people of whom nothing is taken over."""

    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    _pattern: dict[str, "re.Pattern[str] | None"] = field(default_factory=dict, compare=False)

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each word of the old edition in ``text`` once, with what stands around it."""
        seen: set[str] = set()
        for found in [*self._matches("words", text), *self._matches("people", text), *ADDRESS.finditer(text)]:
            word = " ".join(found[0].split())
            if word.casefold() not in seen:
                seen.add(word.casefold())
                yield word, _around(text, found.start(), found.end())

    def names_somebody(self, text: str) -> bool:
        """Whether ``text`` names one of the people."""
        return any(self._matches("people", text))

    def _matches(self, kind: str, text: str) -> Iterator["re.Match[str]"]:
        if kind not in self._pattern:
            self._pattern[kind] = _any_of(getattr(self, kind))
        pattern = self._pattern[kind]
        return pattern.finditer(text) if pattern else iter(())


def _any_of(words: Iterable[str]) -> "re.Pattern[str] | None":
    """What finds any of ``words`` as a whole word, the longest first, however it is spaced."""
    kept = sorted({word.strip() for word in words if len(word.strip()) > 1}, key=len, reverse=True)
    if not kept:
        return None
    alternatives = "|".join(r"\s+".join(map(re.escape, word.split())) for word in kept)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    told = " ".join(f"{before}{text[start:end]}{after}".split())
    return f"{'…' if start > AROUND else ''}{told}{'…' if end + AROUND < len(text) else ''}"


def ways_to_write(day: date) -> list[str]:
    """How a text may write ``day``, without its year."""
    month = date_format(day, "F")
    english = f"{day:%B}"
    return [
        f"{day.day} {month}",
        f"{day.day} {english}",
        f"{english} {day.day}",
        f"{day.day}. {month}",
        f"{day:%d.%m}.",
        f"{day.day}.{day.month}.",
        f"{day:%d/%m}",
        day.isoformat(),
    ]


def told(where: str, word: str, around: str) -> str:
    """What is said of a word that was found."""
    return _("%(where)s says “%(word)s”: %(around)s") % {"where": where, "word": word, "around": around}
