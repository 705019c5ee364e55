"""Tells by its name and its first bytes what a file is, and has it looked into."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from core.formats.inspection.office import look_into_odp, look_into_pptx
from core.formats.inspection.portable import look_into_pdf
from core.formats.inspection.raster import look_into_jpeg, look_into_png
from core.formats.inspection.verdicts import Unsafe

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of the largest file that is taken."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken."""

    suffix: str
    """How names of such files end, with the dot, in small letters."""
    begins: bytes
    look: Callable[[BinaryIO], None]
    """Raises ``Unsafe`` when there is something in it that acts, or it is not what it says."""


KINDS: Final = {
    kind.suffix: kind
    for kind in (
        Kind(".pdf", b"%PDF-", look_into_pdf),
        Kind(".pptx", b"PK\x03\x04", look_into_pptx),
        Kind(".odp", b"PK\x03\x04", look_into_odp),
        Kind(".png", b"\x89PNG\r\n\x1a\n", look_into_png),
        Kind(".jpg", b"\xff\xd8\xff", look_into_jpeg),
        Kind(".jpeg", b"\xff\xd8\xff", look_into_jpeg),
    )
}


def inspect(name: str, file: BinaryIO) -> Kind:
    """What ``file``, uploaded as ``name``, is; read from its beginning, and left there.

    Raises:
        Unsafe: it is none of ``KINDS``, too large, or holds what can act.
    """
    kind = KINDS.get(PurePosixPath(name.strip()).suffix.lower())
    if kind is None:
        raise Unsafe(_("Only PDF, PPTX, ODP, PNG and JPEG are taken."))
    size = file.seek(0, 2)
    if size == 0:
        raise Unsafe(_("The file is empty."))
    if size > LARGEST:
        raise Unsafe(_("The file is larger than 20 MB. Make its pictures smaller, or export it as PDF."))
    file.seek(0)
    if file.read(len(kind.begins)) != kind.begins:
        raise Unsafe(_("The file is not what its name says. Export it again."))
    file.seek(0)
    kind.look(file)
    file.seek(0)
    return kind
