"""What a model needs to be found by the public search."""

from collections.abc import Iterable
from typing import Final

from wagtail.search import index

from core.searching import words

LONGEST_TEXT: Final = 200_000
"""Characters of a record that are searched: PostgreSQL indexes at most one megabyte of a text."""

FINDING_FIELDS: Final = [index.SearchField("search_text"), index.AutocompleteField("search_words")]
"""To be added to ``search_fields``; the index then keeps the text to show and the words to find it by."""


class Findable:
    """Says what of a record is searched; ``str()`` of it has to be its title."""

    def search_texts(self) -> Iterable[str]:
        """What readers see of it beside its title, as plain text; empty ones do no harm."""
        raise NotImplementedError

    @property
    def search_text(self) -> str:
        """All its texts, as a result shows a part of them."""
        texts = (words.normalised(text) for text in self.search_texts())
        return " · ".join(text for text in texts if text)[:LONGEST_TEXT]

    @property
    def search_words(self) -> str:
        """The words of title and texts, as the index compares them."""
        return words.marked(words.wanted(f"{self} {self.search_text}"))
