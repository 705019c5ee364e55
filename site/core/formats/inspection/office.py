"""Looks into PPTX and ODP: no macros, no objects of other programs, nothing fetched from elsewhere."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO, Final
from zipfile import ZipFile

from django.utils.translation import gettext_lazy as _

from core.formats.inspection.packed import opened, read_xml
from core.formats.inspection.verdicts import Unsafe

PICTURES: Final = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".svg", ".svm", ".tif", ".tiff"}
SOUNDS: Final = {".mp3", ".m4a", ".mp4", ".wav"}
FONTS: Final = {".fntdata", ".ttf", ".otf", ".odttf"}
OF_PPTX: Final = {".xml", ".rels", *PICTURES, *SOUNDS, *FONTS}
OF_ODP: Final = {".xml", ".rdf", *PICTURES, *SOUNDS, *FONTS}
MAIN_PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MAIN_ODP: Final = b"application/vnd.oasis.opendocument.presentation"
LINKS: Final = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
"""How an address begins that somebody may follow by a click."""
SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\|/", re.IGNORECASE)
ACTING_RELATIONS: Final = (
    "oleobject",
    "vbaproject",
    "attachedtemplate",
    "control",
    "activex",
    "package",
    "frame",
    "afchunk",
    "customui",
    "extensibility",
    "webextension",
)
ACTING_ELEMENTS: Final = {
    "applet",
    "plugin",
    "object",
    "object-ole",
    "floating-frame",
    "event-listener",
    "dde-source",
    "dde-connection-decl",
    "encryption-data",
    "script",
    "library-embedded",
    "oleObj",
    "control",
}

ACTIVE = _("The slides hold macros, objects of other programs or files from elsewhere. Export them as PDF.")
FOREIGN = _("The slides hold a kind of file that is not taken. Export them as PDF.")
BROKEN = _("The slides cannot be read. Save them again, or export them as PDF.")
Attributes = Mapping[str, str]


def look_into_pptx(file: BinaryIO) -> None:
    """Look at all parts, at how they hang together, and at what a click does.

    Raises:
        Unsafe: something acts, is fetched or is no part of slides.
    """
    with opened(file, BROKEN) as archive:
        names = archive.namelist()
        _refuse_foreign(names, OF_PPTX)
        types: list[str] = []
        read_xml(archive, "[Content_Types].xml", lambda _tag, told: types.append(told.get("ContentType", "")))
        if MAIN_PPTX not in types or any(
            re.search(r"macro|vba|oleobject|activex", one, re.IGNORECASE) for one in types
        ):
            raise Unsafe(ACTIVE)
        _read_all(archive, names, lambda name: _relation if name.endswith(".rels") else _slide_element)


def look_into_odp(file: BinaryIO) -> None:
    """Look at all parts of an OpenDocument presentation.

    Raises:
        Unsafe: something acts, is fetched or is no part of slides.
    """
    with opened(file, BROKEN) as archive:
        names = archive.namelist()
        if names[:1] != ["mimetype"] or archive.read("mimetype")[:100] != MAIN_ODP:
            raise Unsafe(BROKEN)
        folders = {PurePosixPath(name).parts[0] for name in names if "/" in name}
        if folders & {"Basic", "Scripts", "Dialogs", "Database"} or any(
            re.match(r"Object \d", folder) for folder in folders
        ):
            raise Unsafe(ACTIVE)
        _refuse_foreign([name for name in names if not _is_of_odp(name)], OF_ODP)
        _read_all(archive, names, lambda _name: _open_document_element)


def _is_of_odp(name: str) -> bool:
    """Whether it is one of the parts that have no ending."""
    return name == "mimetype" or (name.startswith("ObjectReplacements/") and "." not in name)


def _refuse_foreign(names: list[str], suffixes: set[str]) -> None:
    for name in names:
        if not name.endswith("/") and f".{name.lower().rpartition('.')[2]}" not in suffixes:
            is_code = name.lower().endswith((".bin", ".exe", ".dll", ".js", ".vbs", ".ps1"))
            raise Unsafe(ACTIVE if is_code else FOREIGN)


def _read_all(
    archive: ZipFile, names: list[str], reader: Callable[[str], Callable[[str, Attributes], None]]
) -> None:
    for name in names:
        if name.lower().endswith((".xml", ".rels", ".rdf", ".svg")):
            read_xml(archive, name, reader(name), BROKEN)


def _relation(tag: str, told: Attributes) -> None:
    """How one part of a PPTX hangs on another, or on something elsewhere."""
    if tag != "Relationship":
        return
    kind = told.get("Type", "").rpartition("/")[2].lower()
    if any(kind.startswith(acting) for acting in ACTING_RELATIONS):
        raise Unsafe(ACTIVE)
    is_outside = told.get("TargetMode", "").lower() == "external"
    if is_outside and not (kind == "hyperlink" and LINKS.match(told.get("Target", "").strip())):
        raise Unsafe(ACTIVE)


def _slide_element(tag: str, told: Attributes) -> None:
    """What an element of a slide does when somebody clicks."""
    action = told.get("action", "").lower()
    if tag in ACTING_ELEMENTS or re.match(r"ppaction://(?:macro|program|ole)", action):
        raise Unsafe(ACTIVE)


def _open_document_element(tag: str, told: Attributes) -> None:
    if tag in ACTING_ELEMENTS:
        raise Unsafe(ACTIVE)
    address = told.get("href", "").strip()
    if not address or address.startswith("./"):
        return
    if tag == "a" and LINKS.match(address):
        return
    if SCHEME.match(address) or ".." in PurePosixPath(address).parts:
        raise Unsafe(ACTIVE)
