"""Puts hits in order and shows why they are hits: pure, no database."""

from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from core.searching import words

SNIPPET_LENGTH = 220
"""Characters of text around the first hit."""
BEFORE_THE_HIT = 60

WHOLE_IN_TITLE, BEGINS_IN_TITLE = 3, 2


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds the words that were looked for."""

    kind: str
    """What it is, in the reader's language."""
    title: str
    url: str
    text: str = ""
    """Its plain text, in NFC; empty when the index keeps it, see ``page_id``."""
    about: str = ""
    """Where it belongs, such as the edition's title; shown, not searched."""
    page_id: int | None = None
    """The page whose text is its text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, ready to be shown."""

    found: Found
    title: SafeString
    snippet: SafeString


def in_order(found: list[Found], query: str) -> list[Found]:
    """Those with words of ``query`` in their title first; equally good ones keep their order."""
    wanted = words.wanted(query)
    return sorted(found, key=lambda each: -_score(each.title, wanted))


def _score(title: str, wanted: list[str]) -> int:
    present = set(words.wanted(title))
    return sum(_word_score(present, word) for word in wanted)


def _word_score(present: set[str], word: str) -> int:
    if word in present:
        return WHOLE_IN_TITLE
    return BEGINS_IN_TITLE if any(each.startswith(word) for each in present) else 0


def show(found: Found, query: str) -> Hit:
    """``found`` with the words of ``query`` marked, in its title and in a part of its text."""
    wanted = tuple(words.wanted(query))
    return Hit(found, _marked(words.normalised(found.title), wanted), _snippet(found.text, wanted))


def _snippet(text: str, wanted: tuple[str, ...]) -> SafeString:
    first = next((start for start, _end, word in words.spans(text) if word.startswith(wanted)), 0)
    begin = text.rfind(" ", 0, max(first - BEFORE_THE_HIT, 0)) + 1 if first > BEFORE_THE_HIT else 0
    end = begin + SNIPPET_LENGTH
    if end < len(text):
        space = text.rfind(" ", begin, end)
        end = space if space > first else end
    part = _marked(text[begin:end], wanted)
    return format_html("{}{}{}", "… " if begin else "", part, " …" if end < len(text) else "")


def _marked(text: str, wanted: tuple[str, ...]) -> SafeString:
    """``text``, escaped, with each word that begins like a wanted one in a ``<mark>``."""
    pieces: list[tuple[str | SafeString]] = []
    done = 0
    for start, end, word in words.spans(text):
        if wanted and word.startswith(wanted):
            pieces += [(text[done:start],), (format_html("<mark>{}</mark>", text[start:end]),)]
            done = end
    return format_html_join("", "{}", [*pieces, (conditional_escape(text[done:]),)])
