"""Where in a copy the things of the site lie, and what a copy holds at all: pure decisions on addresses."""

from dataclasses import dataclass
from enum import Enum
from posixpath import dirname, normpath, relpath
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

ENDINGS = {"text/html": "index.html", "application/atom+xml": "index.xml"}
"""The file that stands for an address which ends with a slash, by the kind of its content."""
POCKET = "format=pocket"
"""The one query that leads to a file of its own: the programme to fold."""


class Part(Enum):
    """Where something that a page needs comes from."""

    PAGE = "page"
    DOCUMENT = "document"
    STATIC = "static"
    MEDIA = "media"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Site:
    """What the site calls its places."""

    origin: str
    """Such as ``https://meeting.example``."""
    root: str
    """The path of the edition's start page."""
    static: str
    media: str
    documents: str = "/documents/"
    styles: str = "/accents/"

    def own(self, address: str, base: str) -> str | None:
        """``address``, written on the page at the path ``base``, as a path of this site with its query.

        ``None`` when it leads elsewhere, or is no address of a thing.
        """
        whole = urlsplit(urljoin(self.origin + base, address))
        here = urlsplit(self.origin)
        if (whole.scheme, whole.netloc) != (here.scheme, here.netloc):
            return None
        path = whole.path or "/"
        if normpath(unquote(path)).rstrip("/") != unquote(path).rstrip("/"):
            return None  # no way up and out of the folder
        return urlunsplit(("", "", path, whole.query, ""))

    def part(self, path: str) -> Part | None:
        """What lies at ``path`` (with its query) as a copy sees it; ``None`` for what stays outside."""
        where, query = _split(path)
        if where.startswith(self.root):
            return Part.PAGE if query in ("", POCKET) else None
        if query:
            return None
        beginnings = (
            (self.static, Part.STATIC),
            (self.media, Part.MEDIA),
            (self.documents, Part.DOCUMENT),
            (self.styles, Part.STYLE),
        )
        return next((part for beginning, part in beginnings if where.startswith(beginning)), None)


def _split(path: str) -> tuple[str, str]:
    where, _mark, query = path.partition("?")
    return where, query


def file_for(path: str, kind: str) -> str:
    """The name of the file in the copy for what lies at ``path`` and is of ``kind``."""
    where, query = _split(path)
    name = unquote(where).lstrip("/")
    if name.endswith("/") or not name:
        return name + ENDINGS.get(kind, "index")
    if query == POCKET:
        stem, _dot, ending = name.rpartition(".")
        return f"{stem}-pocket.{ending}"
    # A route without a slash at its end, such as a page that was linked to in a hurry.
    return f"{name}/index.html" if kind == "text/html" and "." not in name.rpartition("/")[2] else name


def way(from_file: str, to_file: str, fragment: str = "") -> str:
    """The relative link from one file of the copy to another."""
    link = quote(relpath(to_file, dirname(from_file) or "."))
    return f"{link}#{fragment}" if fragment else link
