"""Looks into pictures: they are whole, of a sane size, and end where they end."""

import struct
from typing import BinaryIO, Final

from django.utils.translation import gettext_lazy as _
from PIL import Image

from core.formats.inspection.verdicts import Unsafe

MOST_PIXELS: Final = 40_000_000
BROKEN = _("The picture cannot be read, or something else hangs on it. Save it again as PNG or JPEG.")
TOO_LARGE = _("The picture has more than 40 million pixels. Make it smaller.")
ZIP_END: Final = b"PK\x05\x06"
LONGEST_CHUNK: Final = 2**31


def look_into_png(file: BinaryIO) -> None:
    """Walk through its chunks to the last one, behind which nothing may stand.

    Raises:
        Unsafe: it is broken, too large, or more than a picture.
    """
    file.seek(8)
    while True:
        head = file.read(8)
        if len(head) < 8:
            raise Unsafe(BROKEN)
        length, kind = struct.unpack(">I4s", head)
        if length >= LONGEST_CHUNK:
            raise Unsafe(BROKEN)
        file.seek(length + 4, 1)
        if kind == b"IEND":
            break
    if file.read(1):
        raise Unsafe(BROKEN)
    _look(file, "PNG")


def look_into_jpeg(file: BinaryIO) -> None:
    """Look that it ends as a picture and is one.

    Raises:
        Unsafe: it is broken, too large, or more than a picture.
    """
    content = file.read()
    if not content.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise Unsafe(BROKEN)
    if ZIP_END in content[-(64 * 1024 + 22) :] or b"%PDF-" in content[:1024] or b"<?php" in content:
        raise Unsafe(BROKEN)
    _look(file, "JPEG")


def _look(file: BinaryIO, kind: str) -> None:
    file.seek(0)
    try:
        with Image.open(file, formats=[kind]) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise Unsafe(TOO_LARGE)
            picture.verify()
    except Unsafe:
        raise
    except Exception as error:  # Pillow raises many kinds for a broken file
        raise Unsafe(BROKEN) from error
