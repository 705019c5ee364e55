"""Fetches what a copy holds: pages and downloads as everybody gets them, files from where they lie."""

import mimetypes
from typing import NamedTuple
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

from cooperation.editions.documents import editions_of_document
from cooperation.editions.models import Edition
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile
from home.archiving.copying.places import Part, Site
from home.archiving.visiting import visit

OK = 200


class Content(NamedTuple):
    """Something for a copy."""

    kind: str
    """The content's type."""
    body: bytes


def fetch(path: str, part: Part, site: Site, edition: Edition) -> Content | None:
    """What lies at ``path`` for everybody; ``None`` for nothing, and for what is another edition's."""
    if part == Part.STATIC:
        return _static(unquote(path.removeprefix(site.static)))
    if part == Part.MEDIA:
        return _stored(unquote(path.removeprefix(site.media)))
    if part == Part.DOCUMENT and not _is_public_document(path.removeprefix(site.documents), edition):
        return None
    answer = visit(path)
    return Content(answer.kind, answer.body) if answer.status == OK else None


def _is_public_document(rest: str, edition: Edition) -> bool:
    """Whether everybody gets the document, and it belongs to ``edition`` or to none."""
    key = rest.partition("/")[0]
    document = DocumentFile.objects.filter(pk=int(key)).first() if key.isascii() and key.isdigit() else None
    if document is None or document.audience != Audience.PUBLIC:
        return False
    owners = editions_of_document(document)
    return not owners or edition in owners


def _static(name: str) -> Content | None:
    """A file that comes with the program; before files are collected it lies where it was written."""
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                return Content(_kind(name), file.read())
    except SuspiciousFileOperation:
        return None
    found = finders.find(name)
    if not isinstance(found, str):
        return None
    with open(found, "rb") as file:
        return Content(_kind(name), file.read())


def _stored(name: str) -> Content | None:
    """A picture."""
    try:
        with default_storage.open(name) as file:
            return Content(_kind(name), file.read())
    except (OSError, SuspiciousFileOperation):
        return None


def _kind(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
