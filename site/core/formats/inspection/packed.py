"""Opens packed files without being flooded: parts are counted before and measured while they are read."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.functional import Promise

from core.formats.inspection.verdicts import Unsafe

MOST_PARTS: Final = 3000
MOST_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes that all parts may have together."""
MOST_TIMES: Final = 200
"""How many times its packed size a large part may have; text packs well, but not better."""
LARGE: Final = 1024 * 1024
LONGEST_XML: Final = 24 * 1024 * 1024
PIECE: Final = 64 * 1024
END_RECORD: Final = 22
IS_ENCRYPTED: Final = 0x1
Element = Callable[[str, Mapping[str, str]], None]


@contextmanager
def opened(file: BinaryIO, broken: str | Promise) -> Iterator[ZipFile]:
    """A packed file that begins and ends as one, with names that lead nowhere else.

    Raises:
        Unsafe: ``broken``, for whatever is odd about it.
    """
    head = file.read(1024)
    size = file.seek(0, 2)
    file.seek(max(0, size - END_RECORD))
    tail = file.read()
    # Without a comment the end record is the very end: nothing else was put behind, or before.
    if b"%PDF-" in head or tail[:4] != b"PK\x05\x06" or tail[-2:] != b"\0\0":
        raise Unsafe(broken)
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            _refuse_odd(archive.infolist(), broken)
            yield archive
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, KeyError) as error:
        raise Unsafe(broken) from error


def _refuse_odd(parts: list[ZipInfo], broken: str | Promise) -> None:
    names = [part.filename.lower() for part in parts]
    is_odd = (
        not parts
        or len(parts) > MOST_PARTS
        or len(set(names)) != len(names)
        or min(part.header_offset for part in parts) != 0
        or sum(part.file_size for part in parts) > MOST_UNPACKED
        or any(_is_odd(part) for part in parts)
    )
    if is_odd:
        raise Unsafe(broken)


def _is_odd(part: ZipInfo) -> bool:
    name = part.filename
    leads_away = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    is_bomb = part.file_size > LARGE and part.file_size > MOST_TIMES * max(part.compress_size, 1)
    is_hidden = bool(part.flag_bits & IS_ENCRYPTED) or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
    return leads_away or is_bomb or is_hidden


def read_xml(archive: ZipFile, name: str, element: Element, broken: str | Promise = "") -> None:
    """Read a part in pieces and tell ``element`` each element's name and attributes, without their prefixes.

    Raises:
        Unsafe: it is no XML, defines entities of its own, or is too long; or ``element`` raised it.
        KeyError: there is no such part.
    """

    def refuse(*_told: object) -> None:
        raise Unsafe(broken)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    parser.StartElementHandler = lambda tag, told: element(
        tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in told.items()}
    )
    total = 0
    with archive.open(name) as part:
        try:
            while piece := part.read(PIECE):
                total += len(piece)
                if total > LONGEST_XML:
                    raise Unsafe(broken)
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unsafe(broken) from error
