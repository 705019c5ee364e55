"""Words as the search compares them: without accents and case, in any script.

The databases cut and fold texts each in its own way, so they never see a text: they get single words that
are folded here, in the index as in the query, and have nothing left to disagree about.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
SHORTEST = 2
"""Letters that a word must have to be looked for."""
LONGEST = 64
"""Letters that are compared; PostgreSQL refuses words of more than 2046 bytes."""
MARK = "zq"
"""What each word in the index begins with.

Wagtail keeps the titles as they are written in the same column, for the admin's choosers. The mark keeps
the two apart: a chooser does not find what a text merely mentions, and a visitor's word does not meet a
title that a database folded its own way. It also makes a number a word for PostgreSQL.
"""


def fold(word: str) -> str:
    """``word`` as it is compared: lower case, no accents, ``ß`` as ``ss`` and ``ø`` as ``o``."""
    if word.isascii():
        return word.lower()[:LONGEST]
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in decomposed if letter.isalnum())
    return plain.casefold().translate(_LETTERS_WITHOUT_DECOMPOSITION)[:LONGEST]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Beginning, end and folded form of each word of ``text``, which has to be in NFC."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), fold(match.group())


def normalised(text: str) -> str:
    """``text`` in NFC with single spaces, as the search keeps and shows it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def wanted(text: str, shortest: int = SHORTEST) -> list[str]:
    """The words of ``text`` of at least ``shortest`` characters, each once, in their order.

    Everything that is no letter or digit only separates words.
    """
    folded = (word for _start, _end, word in spans(unicodedata.normalize("NFC", text)))
    return list(dict.fromkeys(word for word in folded if len(word) >= shortest))


def marked(words: Iterable[str]) -> str:
    """``words`` as the index keeps them and as it is asked for them."""
    return " ".join(f"{MARK}{word}" for word in words)


def holds(present: Iterable[str], wanted_words: list[str]) -> bool:
    """Whether ``present`` has each of ``wanted_words``; of the last one, the beginning is enough.

    The rule by which Wagtail's backends complete words, for what is not asked of a database.
    """
    there = set(present)
    *whole, last = wanted_words
    return there.issuperset(whole) and any(word.startswith(last) for word in there)
