"""Looks into PDF: no scripts, no files within, nothing that starts or sends anything."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from core.formats.inspection.verdicts import Unsafe

ACTS: Final = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|GoToR|Rendition|Movie"
    rb"|Sound|Encrypt)(?![A-Za-z0-9])|/XFA\s*[\[0-9]|/Subtype\s*/3D(?![A-Za-z0-9])"
)
"""Names of what acts, sends, starts or hides something (ISO 32000-2, 12.6 and 7.11), and of encryption,
behind which nobody could look. Every script of a PDF needs the name ``JavaScript``."""
ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
"""How a letter of a name may be written otherwise."""
STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
PACKED: Final = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
"""Says of a stream that objects are packed in it."""
USUAL_FILTER: Final = re.compile(rb"/Filter\s*(?:\[\s*/FlateDecode\s*\]|/FlateDecode(?![A-Za-z0-9]))")
LONGEST_DICTIONARY: Final = 64 * 1024
MOST_UNPACKED: Final = 64 * 1024 * 1024
"""Bytes that all packed objects of a file may have together; pages and pictures are not unpacked."""
PIECE: Final = 256 * 1024
OVERLAP: Final = 64
ZIP_END: Final = b"PK\x05\x06"

ACTIVE = _("The PDF holds scripts, other files or links that start something. Print it into a new PDF.")
LOCKED = _("The PDF is protected, so nobody can look into it. Save it without a password.")
BROKEN = _("The PDF cannot be read. Export it again.")


def look_into_pdf(file: BinaryIO) -> None:
    """Look at all names that stand open and at those in packed objects.

    Raises:
        Unsafe: there is something that acts, the file is protected, broken, or another kind of file as well.
    """
    content = file.read()
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\0\r\n \t"):
        raise Unsafe(BROKEN)
    if ZIP_END in content[-(64 * 1024 + 22) :] or content.count(b"%PDF-") != 1:
        raise Unsafe(BROKEN)
    plain = _plain(content)
    _refuse_acting(content)
    _refuse_acting(plain)
    starts = list(_packed_objects(content))
    if len(starts) != len(PACKED.findall(plain)):
        raise Unsafe(BROKEN)  # one of them is written so that it is not found
    left = MOST_UNPACKED
    for start in starts:
        left -= _look_into_packed(content, start, left)


def _plain(content: bytes) -> bytes:
    """``content`` with names written in plain letters."""
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _refuse_acting(content: bytes) -> None:
    found = ACTS.search(content)
    if found:
        raise Unsafe(LOCKED if found[0] == b"/Encrypt" else ACTIVE)


def _packed_objects(content: bytes) -> Iterator[int]:
    """Where the data of each stream begins that holds objects.

    Raises:
        Unsafe: such a stream is packed in another way than the usual one.
    """
    for found in STREAM.finditer(content):
        first = max(0, found.start() - LONGEST_DICTIONARY)
        told = _plain(content[max(first, content.rfind(b"obj", first, found.start())) : found.start()])
        if not PACKED.search(told):
            continue
        is_usual = told.count(b"/Filter") == 1 and USUAL_FILTER.search(told)
        if not is_usual or b"/DecodeParms" in told:
            raise Unsafe(BROKEN)
        yield found.end()


def _look_into_packed(content: bytes, start: int, left: int) -> int:
    """Unpack a stream in pieces and look at each; how many bytes it had.

    Raises:
        Unsafe: something in it acts, or it has more than ``left`` bytes.
    """
    unpacker, kept, total = zlib.decompressobj(), b"", 0
    view = memoryview(content)[start:]
    data: bytes | memoryview = view[:PIECE]
    place = PIECE
    while not unpacker.eof and (data or place < len(view)):
        try:
            piece = unpacker.decompress(data, PIECE)
        except zlib.error as error:
            raise Unsafe(BROKEN) from error
        total += len(piece)
        if total > left:
            raise Unsafe(BROKEN)
        _refuse_acting(_plain(kept + piece))
        kept = (kept + piece)[-OVERLAP:]
        data = unpacker.unconsumed_tail
        if not data:
            data = view[place : place + PIECE]
            place += PIECE
    return total
