"""Traces of people in texts: where an address or a name stands, whatever else stands around it."""

import json
import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

HIDDEN = "…"
"""What stands in the place of somebody who was erased."""
BEGINS, ENDS = r"(?<![\w.+@-])", r"(?![\w@-]|\.\w)"
"""An address within a longer one, such as that of Ana within Diana's, is no trace."""


class Traces:
    """Looks for people by their addresses and full names.

    A name of one word, such as Maria, is no trace of one person, so it is not looked for.
    """

    def __init__(self, addresses: Iterable[str], names: Iterable[str] = ()) -> None:
        full_names = {form for name in names for form in (name.strip(), " ".join(name.split()))}
        known = {address.strip().lower() for address in addresses}
        known |= {name for name in full_names if " " in name}
        self.words: list[str] = sorted(known - {""})

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in sorted(self.words, key=len, reverse=True))
        return re.compile(f"{BEGINS}(?:{words}){ENDS}", re.IGNORECASE)

    def are_in(self, value: Any) -> bool:
        """Whether a text, or anything that JSON holds, tells of one of the people."""
        if isinstance(value, str):
            return bool(self.words and self._pattern.search(value))
        if isinstance(value, dict):
            return any(self.are_in(part) for pair in value.items() for part in pair)
        return isinstance(value, list) and any(self.are_in(part) for part in value)

    def hide(self, value: Any) -> Any:
        """``value``, a text or what JSON holds, without the people."""
        if isinstance(value, str):
            return self._pattern.sub(HIDDEN, value) if self.words else value
        if isinstance(value, dict):
            return {self.hide(key): self.hide(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.hide(inner) for inner in value]
        return value

    def query(self, fields: Collection[str]) -> Q:
        """Rows that may tell of the people in one of ``fields``; who finds one looks with ``are_in``.

        Databases fold capitals of ASCII alone, and SQLite keeps JSON with escapes: both forms are asked for.
        """
        found = Q(pk__in=[])
        for word in self.words:
            for form in {word, json.dumps(word)[1:-1]}:
                for field in fields:
                    found |= Q(**{f"{field}__icontains": form})
        return found


def as_text(field: str) -> Cast:
    """A field of JSON as the text that the database keeps, to look into with ``Traces.query``."""
    return Cast(field, TextField())
