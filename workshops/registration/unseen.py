"""Text without the characters that no name and no answer needs."""

import re

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters other than tab and line feed, marks that turn the direction of what follows, and halves
of characters, which no database and no mail can keep."""


def without_unseen(value: str) -> str:
    """``value`` without those characters, its lines parted by line feeds."""
    return _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
