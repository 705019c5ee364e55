"""Makes slides, good ones and hostile ones, without any file from elsewhere."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.presentationml.presentation.main+xml"/>{more}</Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
SLIDE = '<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r"><a:t>Hello</a:t>{}</p:sld>'
MANIFEST = '<manifest:manifest xmlns:manifest="m">{}</manifest:manifest>'
CONTENT = (
    '<office:document-content xmlns:office="o" xmlns:draw="d" xmlns:xlink="x" xmlns:text="t">{}'
    "</office:document-content>"
)


def pdf(more: bytes = b"", *, tail: bytes = b"") -> bytes:
    """A PDF of one empty page; ``more`` stands among its objects."""
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        + more
        + b"trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n9\n%%EOF\n"
        + tail
    )


def packed_objects(content: bytes, told: bytes = b"/Type/ObjStm/Filter/FlateDecode") -> bytes:
    """An object in which others are packed."""
    data = zlib.compress(content)
    head = b"9 0 obj\n<<%s/N 1/First 4/Length %d>>\nstream\n" % (told, len(data))
    return head + data + b"\nendstream\nendobj\n"


def zipped(parts: dict[str, Any], *, stored: tuple[str, ...] = (), comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
        archive.comment = comment
    return made.getvalue()


def pptx_parts(**changes: Any) -> dict[str, Any]:
    relations = changes.get("relations", "")
    return {
        "[Content_Types].xml": TYPES.format(more=changes.get("types", "")),
        "_rels/.rels": RELATIONS.format(""),
        "ppt/presentation.xml": '<p:presentation xmlns:p="p"/>',
        "ppt/slides/slide1.xml": SLIDE.format(changes.get("slide", "")),
        "ppt/slides/_rels/slide1.xml.rels": RELATIONS.format(relations),
        "ppt/media/image1.png": png(),
    }


def pptx(more: dict[str, Any] | None = None, **changes: Any) -> bytes:
    return zipped(pptx_parts(**changes) | (more or {}))


def relation(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/>'


def odp(more: dict[str, Any] | None = None, content: str = "", manifest: str = "") -> bytes:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.presentation",
        "content.xml": CONTENT.format(content),
        "META-INF/manifest.xml": MANIFEST.format(manifest),
        "Pictures/one.png": png(),
    }
    return zipped(parts | (more or {}), stored=("mimetype",))


def png(size: tuple[int, int] = (4, 4), tail: bytes = b"") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, "PNG")
    return made.getvalue() + tail


def jpeg(tail: bytes = b"") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 4), "navy").save(made, "JPEG")
    return made.getvalue() + tail


def huge_png() -> bytes:
    """A picture that says that it has 60,000 by 60,000 points, and has none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def with_wrong_size(content: bytes, name: str, size: int) -> bytes:
    """A packed file whose directory says that the part ``name`` has ``size`` bytes."""
    at = content.rfind(name.encode()) - 46 + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


def with_flag(content: bytes, name: str, flag: int) -> bytes:
    """A packed file whose directory sets ``flag`` for the part ``name``."""
    at = content.rfind(name.encode()) - 46 + 8
    return content[:at] + struct.pack("<H", flag) + content[at + 2 :]
