"""Text as people paste it: without the characters that no name and no answer needs."""

import re
from typing import Any

from django import forms

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters other than tab and line feed, marks that turn the direction of what follows, and halves
of characters, which no database and no mail can keep."""
_SPACES = re.compile(r"\s+")


def without_unseen(value: str) -> str:
    """``value`` without those characters, its lines parted by line feeds."""
    return _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


class LineField(forms.CharField):
    """One line of text, its spaces made single."""

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return ""
        return _SPACES.sub(" ", without_unseen(str(value))).strip()


class ProseField(forms.CharField):
    """Text of several lines."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return ""
        return without_unseen(str(value)).strip()
