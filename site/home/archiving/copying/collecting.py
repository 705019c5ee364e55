"""Walks from an edition's start page to everything of it, and writes each thing into a folder."""

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from django.template.loader import render_to_string

from cooperation.editions.models import Edition
from home.archiving.copying import places, rewriting, sources
from home.archiving.copying.places import Site

Tell = Callable[[int, int], None]
"""Is told how many files are made, and how many are known."""
LEFT_ALONE = ("#", "mailto:", "tel:", "data:")


class Collector:
    """What of one edition is in a copy.

    Whatever a page needs or leads to is fetched once, as somebody whom nobody knows gets it. What they do
    not get stays a link to the site.
    """

    def __init__(self, edition: Edition, site: Site, folder: Path, tell: Tell) -> None:
        self.edition, self.site, self.folder, self.tell = edition, site, folder, tell
        self.files: dict[str, str | None] = {}
        """The name of the file for each path of the site; ``None`` for what is not in the copy."""
        self.waiting: deque[tuple[str, sources.Content]] = deque()
        self.note = ""
        self.done = 0

    def collect(self, paths: Iterable[str]) -> None:
        """Write what lies at ``paths``, and all that it leads to."""
        for path in paths:
            self._want(path)
        while self.waiting:
            path, content = self.waiting.popleft()
            self._write(path, content)
            self.done += 1
            self.tell(self.done, self.done + len(self.waiting))

    def _want(self, path: str) -> str | None:
        """The file for what lies at ``path``, which is fetched when it is asked for the first time."""
        if path in self.files:
            return self.files[path]
        part = self.site.part(path)
        content = sources.fetch(path, part, self.site, self.edition) if part else None
        self.files[path] = name = places.file_for(path, content.kind) if content else None
        if content:
            self.waiting.append((path, content))
        return name

    def _write(self, path: str, content: sources.Content) -> None:
        name = self.files[path]
        assert name is not None
        body = content.body
        if content.kind == "text/html":
            body = rewriting.page(
                body, lambda address: self._link(address, path, name), self._note(name, path)
            )
        elif content.kind == "text/css":
            body = rewriting.sheet(body, lambda address: self._link(address, path, name))
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)

    def _link(self, address: str, base: str, name: str) -> str:
        """What stands in the copy's file ``name`` for ``address`` on the page at ``base``."""
        if not address or address.startswith(LEFT_ALONE):
            return address
        whole, fragment = urldefrag(address)
        path = self.site.own(whole, base)
        if path is None:
            return address
        file = self._want(path)
        if file is None:
            return urljoin(self.site.origin + base, address)
        return places.way(name, file, fragment)

    def _note(self, name: str, path: str) -> str:
        """The line above each page that says what it is a copy of."""
        context = {
            "edition": self.edition,
            "contents": places.way(name, "index.html"),
            "address": self.site.origin + path,
        }
        return render_to_string("archiving/copy/note.html", context)
