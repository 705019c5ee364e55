"""What a page tells, taken out of how it is drawn, so that its checksum outlives the site's design."""

from html.parser import HTMLParser
from typing import Final

LEFT_OUT_CLASSES: Final = {"breadcrumbs", "cover__now", "errata", "choices"}
"""Ways through the site, what can be done now, errata (which are counted by themselves), ways to read."""
LEFT_OUT_SECTIONS: Final = {"news"}
"""News are not closed with their edition; a section is named by what labels it."""
SILENT: Final = {"script", "style", "svg", "template", "dialog"}
VOID: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
TELLING: Final = {"a": "href", "img": "alt", "time": "datetime"}
"""Attributes that tell something beside the words."""


class _Words(HTMLParser):
    def __init__(self, origin: str, media: str) -> None:
        super().__init__()
        self.origin, self.media = origin, media
        self.found: list[str] = []
        self.depth = 0
        """How many elements around are part of the page's content."""
        self.silent_since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if not self.depth and tag != "main":
            return
        if tag not in VOID:
            self.depth += 1
        if self.silent_since:
            return
        if tag in SILENT or _is_left_out(values):
            self.silent_since = 0 if tag in VOID else self.depth
            return
        told = values.get(TELLING.get(tag, ""), "").removeprefix(self.origin)
        if told and not told.startswith(self.media):
            self.found.append(told)

    def handle_endtag(self, tag: str) -> None:
        if not self.depth or tag in VOID:
            return
        if self.silent_since == self.depth:
            self.silent_since = 0
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth and not self.silent_since:
            self.found += data.split()


def _is_left_out(values: dict[str, str]) -> bool:
    classes = set(values.get("class", "").split())
    return not classes.isdisjoint(LEFT_OUT_CLASSES) or values.get("aria-labelledby") in LEFT_OUT_SECTIONS


def words_of(page: bytes, origin: str, media: str) -> bytes:
    """The words of a page's content, with where its links lead and what its pictures show, in order.

    Menus and scripts do not count, and links into the site count without its ``origin``. The files of
    pictures, below the path ``media``, have checksums of their own.
    """
    reader = _Words(origin, media)
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    return " ".join(reader.found).encode()
