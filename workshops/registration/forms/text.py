"""Text as people paste it: without the characters that no name and no answer needs."""

import re
from typing import Any

from django import forms

from workshops.registration.unseen import without_unseen

_SPACES = re.compile(r"\s+")


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
