"""What ``collectstatic`` makes of static files in production."""

import gzip
import re
from collections.abc import Callable, Iterator
from typing import Any

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from core.serving.compression import SMALLEST
from core.serving.indentation import without_indentation

SHEETS = re.compile(r"^css/[\w-]+\.css$")
"""Our own style sheets, all in one folder. Those that consist of imports are joined."""
IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
"""What sheets say to those who read them; joined ones do without."""
REMARK = re.compile(r"^[ \t]*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
"""The same in scripts: only whole lines, since a script's texts may hold what looks like a comment."""
SCRIPTS = re.compile(r"^js/[\w-]+\.js$")
"""Our own scripts. Those that consist of imports, of a folder beside them, are joined as well."""
SCRIPT_IMPORT = re.compile(r'^import "\./([\w-]+/[\w-]+\.js)";$', re.MULTILINE)
COMPRESSED = (".css", ".js", ".svg", ".json", ".txt")
"""Endings of texts. Fonts and pictures are compressed by themselves."""
PACKED: dict[str, Callable[[bytes], bytes]] = {
    # Without a time stamp the same content always gives the same copy.
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
    ".br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=11),
}
"""How a compressed copy is made, by the ending that its name gets."""

Processed = tuple[str, str, bool] | tuple[str, None, RuntimeError]
Paths = dict[str, tuple[Storage, str]]


class ProductionFilesStorage(ManifestStaticFilesStorage):
    """Writes each file under a name with its content's hash, and each text beside it compressed, too.

    WhiteNoise sends the copy to whoever takes it, and so does nginx with ``brotli_static`` and
    ``gzip_static``. Sheets and scripts that are imported are joined, because a browser on a slow line
    waits for each of them.
    """

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Processed]:
        if not dry_run:
            for name in filter(SHEETS.match, list(paths)):
                self.join(name, paths, IMPORT, lambda sheet: without_indentation(COMMENT.sub("", sheet)))
            for name in filter(SCRIPTS.match, list(paths)):
                self.join(name, paths, SCRIPT_IMPORT, script_block)
        for processed in super().post_process(paths, dry_run, **options):
            if processed[1] is not None:  # else it could not be processed
                self.compress(processed[1])
            yield processed

    def join(self, name: str, paths: Paths, imports: re.Pattern[str], dress: Callable[[str], str]) -> None:
        """Write what ``name`` imports, if anything, in place of its ``imports``, each as ``dress`` makes it.

        Sheets lie in one folder and scripts name no addresses, so those in what is joined still hold.
        """
        folder = name.rpartition("/")[0]

        def content(each: str) -> str:
            source, path = paths[each]
            with source.open(path) as file:
                text: str = file.read().decode()
            return text

        written = content(name)
        joined = imports.sub(lambda found: dress(content(f"{folder}/{found[1]}")), written)
        if joined == written:
            return
        self.delete(name)
        self.save(name, ContentFile(joined.encode()))
        paths[name] = (self, name)

    def compress(self, name: str) -> None:
        """Write compressed copies beside ``name``, unless they stand: its hash says that nothing changed."""
        if not name.endswith(COMPRESSED):
            return
        with self.open(name) as file:
            content = file.read()
        if len(content) < SMALLEST:
            return
        for ending, packed in PACKED.items():
            if not self.exists(name + ending):
                self.save(name + ending, ContentFile(packed(content)))


def script_block(script: str) -> str:
    """``script`` in a block of its own, where its names are its own, without what its readers alone need."""
    return f"{{\n{without_indentation(REMARK.sub('', script))}}}"
