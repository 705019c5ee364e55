"""Tagged PDF documents (PDF/UA-1), set by typst from a template and plain data.

Data reaches the template as JSON and never as code, fonts are our own, and nothing is fetched.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from core.formats.link_picture import with_known_letters

SPACES = " \n\t\u00a0\u00ad\u2009\u202f\u200b"
"""What is no letter and says where a line may break, or may not."""
FONTS = Path(__file__).parent / "fonts"


class Template:
    """A typst file that reads ``json(bytes(sys.inputs.data))``.

    The compiler keeps what it has learnt of the template and the fonts, so only the first document is
    slow. It bears one thread at a time; the others wait.
    """

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._compiler = typst.Compiler(
            str(path), root=str(path.parent), font_paths=[str(FONTS)], ignore_system_fonts=True
        )

    def render(self, data: Mapping[str, Any], made_at: datetime) -> bytes:
        """The document for ``data``, which must be expressible in JSON.

        ``made_at`` (aware) is what the document says of its making: the same data and moment give the
        same bytes.

        Raises:
            typst.TypstError: the template is wrong, or the document would not be accessible.
        """
        inputs = {"data": json.dumps(_drawable(data), ensure_ascii=False)}
        with self._lock:
            document = self._compiler.compile(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["ua-1"],
                timestamp=int(made_at.timestamp()),
            )
        assert isinstance(document, bytes)
        return document

    def picture(self, data: Mapping[str, Any], dots: int = 144) -> bytes:
        """The only page of the document for ``data`` as a PNG, with ``dots`` to an inch.

        Raises:
            typst.TypstError: the template is wrong.
        """
        inputs = {"data": json.dumps(_drawable(data), ensure_ascii=False)}
        with self._lock:
            picture = self._compiler.compile(format="png", ppi=dots, sys_inputs=inputs)
        assert isinstance(picture, bytes)
        return picture


def _drawable(value: Any) -> Any:
    """``value`` without what our typefaces have no letter for: one would refuse the whole document."""
    if isinstance(value, str):
        return with_known_letters(value, SPACES)
    if isinstance(value, Mapping):
        return {key: _drawable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part) for part in value]
    return value


@lru_cache(maxsize=32)
def template(path: Path) -> Template:
    """The template at ``path``, read once in the life of the process."""
    return Template(path)
