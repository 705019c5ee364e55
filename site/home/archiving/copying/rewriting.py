"""Rewrites pages and style sheets for a copy: links, and what a page does not need without the site."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

Link = Callable[[str], str]
"""Turns an address as it is written into the one that the copy has in its place."""

DROPPED: Final = {"script", "form", "template", "iframe"}
"""Elements that do nothing without the site."""
DROPPED_CLASSES: Final = {"site-header", "site-footer", "demo-bar"}
"""The frame of the site, which tells of other editions as well; and that of the demo."""
DROPPED_LINKS: Final = {"preload", "modulepreload", "manifest", "icon"}
VOID: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
ADDRESSES: Final = {"href", "src", "poster"}
SETS: Final = {"srcset", "imagesrcset"}
URL: Final = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
IMPORT: Final = re.compile(r"""(@import\s+)(["'])([^"']+)\2""")


class _Page(HTMLParser):
    """Writes a page again as it reads it."""

    def __init__(self, link: Link, after_skip_link: str) -> None:
        super().__init__(convert_charrefs=False)
        self.link = link
        self.note = after_skip_link
        self.written: list[str] = []
        self.depth = 0
        self.dropped_since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self._void(tag, attrs)
            return
        self.depth += 1
        if self.dropped_since:
            return
        if _is_dropped(tag, dict(attrs)):
            self.dropped_since = self.depth
            return
        if tag == "main":
            self.written.append(self.note)
        self.written.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once, as signs in SVG are."""
        if self.dropped_since or (tag == "link" and _is_dropped_link(dict(attrs))):
            return
        self.written.append(self._tag(tag, attrs)[:-1] + " />")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.dropped_since:
            self.written.append(f"</{tag}>")
        elif self.dropped_since == self.depth:
            self.dropped_since = 0
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._write(f"<!{decl}>")

    def _void(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.dropped_since and not (tag == "link" and _is_dropped_link(dict(attrs))):
            self.written.append(self._tag(tag, attrs))

    def _write(self, text: str) -> None:
        if not self.dropped_since:
            self.written.append(text)

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        parts = [tag]
        for name, value in attrs:
            if value is None:
                parts.append(name)
                continue
            if name in ADDRESSES:
                value = self.link(value)
            elif name in SETS:
                value = _set(value, self.link)
            parts.append(f'{name}="{escape(value, quote=True)}"')
        return f"<{' '.join(parts)}>"


def _is_dropped(tag: str, attrs: dict[str, str | None]) -> bool:
    classes = set((attrs.get("class") or "").split())
    return tag in DROPPED or not classes.isdisjoint(DROPPED_CLASSES)


def _is_dropped_link(attrs: dict[str, str | None]) -> bool:
    return not DROPPED_LINKS.isdisjoint((attrs.get("rel") or "").split())


def _set(value: str, link: Link) -> str:
    """A set of pictures' sizes, each an address and how wide it is."""
    found = []
    for candidate in value.split(","):
        address, _space, width = candidate.strip().partition(" ")
        if address:
            found.append(f"{link(address)} {width}".strip())
    return ", ".join(found)


def page(content: bytes, link: Link, note: str) -> bytes:
    """The page in ``content`` with every address as ``link`` turns it, and ``note`` (HTML) above its content.

    Without scripts, forms and the frame of the site.
    """
    writer = _Page(link, note)
    writer.feed(content.decode())
    writer.close()
    return "".join(writer.written).encode()


def sheet(content: bytes, link: Link) -> bytes:
    """The style sheet in ``content`` with every address as ``link`` turns it."""
    text = IMPORT.sub(lambda found: f'{found[1]}"{link(found[3])}"', content.decode())
    return URL.sub(lambda found: f'url("{link(found[2])}")', text).encode()
