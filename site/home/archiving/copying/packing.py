"""Packs a folder as a zip whose bytes follow from its content alone, with a list that proves it."""

import json
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can tell: when a file was written says nothing of its content."""
PACKED_ALREADY = (".avif", ".gif", ".jpeg", ".jpg", ".mp4", ".pdf", ".png", ".webp", ".woff2", ".zip")
READABLE_BY_ALL = 0o644 << 16
LEVEL = 9


def names_in(folder: Path) -> list[str]:
    """The files below ``folder``, in the order of their names."""
    return sorted(str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())


def write_lists(folder: Path, about: dict[str, Any]) -> None:
    """Write the manifest, with what it is ``about``, and the checksums as ``sha256sum`` reads them."""
    rows = []
    for name in names_in(folder):
        content = (folder / name).read_bytes()
        rows.append({"file": name, "sha256": sha256(content).hexdigest(), "bytes": len(content)})
    manifest = json.dumps({**about, "files": rows}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    own = sha256((folder / MANIFEST).read_bytes()).hexdigest()
    lines = [f"{row['sha256']}  {row['file']}\n" for row in rows] + [f"{own}  {MANIFEST}\n"]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def pack(folder: Path, into: IO[bytes]) -> None:
    """Write everything below ``folder`` as a zip."""
    with ZipFile(into, "w") as archive:
        for name in names_in(folder):
            entry = ZipInfo(name, NO_TIME)
            entry.compress_type = ZIP_STORED if name.lower().endswith(PACKED_ALREADY) else ZIP_DEFLATED
            entry.external_attr = READABLE_BY_ALL
            entry.create_system = 3
            archive.writestr(entry, (folder / name).read_bytes(), compresslevel=LEVEL)
