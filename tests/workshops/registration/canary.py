"""A person with unmistakable words about themselves, and a search for these words in everything that is kept.

Searched are all tables that the database has, whatever made them, in the forms in which programs write text
down; sessions and mails are taken apart first, as they are packed.
"""

import base64
import io
import json
import logging
import quopri
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.utils.html import escape

from core.mail.models import OutgoingMail

NAME = "Quillon Käferzyx"
EMAIL = "quillon.kaeferzyx@canaryhost.example"
FUNCTION = "Headcanary of Zyxland"
DIET = "Nocanarynuts"
ACCESS = "Canaryramp"
ANSWER = "Canarytrain at noon"
WORDS = (NAME, "Käferzyx", EMAIL, "kaeferzyx", "canaryhost", FUNCTION, DIET, ACCESS, ANSWER)
NEEDS = (DIET, ACCESS)


def forms_of(word: str) -> set[bytes]:
    """Everything that ``word`` may look like inside of something that was written down, in small letters."""
    found: set[bytes] = set()
    for form in {word, word.lower(), word.upper(), json.dumps(word)[1:-1], quote(word), escape(word)}:
        plain = form.encode()
        found |= {plain, form.encode("utf-16-le"), quopri.encodestring(plain).strip(), plain.hex().encode()}
        found |= set(_in_base64(plain))
    return {form.lower() for form in found}


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """The part of ``plain`` in base64 that does not depend on what stands beside it, wherever it begins."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        first = 0 if not shift else 4
        stable = coded[first : len(coded) // 4 * 4 - 4]
        if len(stable) >= 8:
            yield stable
            yield stable.replace(b"+", b"-").replace(b"/", b"_")


FORMS = {word: forms_of(word) for word in WORDS}


@lru_cache(maxsize=50_000)
def found_in(content: bytes, words: tuple[str, ...] = WORDS) -> list[str]:
    """Which of ``words`` stand in ``content``; most of what is kept stays the same from search to search."""
    small = content.lower()
    return [word for word in words if any(form in small for form in FORMS[word])]


def traces(words: Iterable[str] = WORDS, log: str = "") -> list[str]:
    """Where any of ``words`` stands: each place and word once; empty when nothing is left of the person."""
    words = tuple(words)
    places = {f"{place}: {word}" for place, content in _everything(log) for word in found_in(content, words)}
    return sorted(places)


def _everything(log: str) -> Iterator[tuple[str, bytes]]:
    yield from _tables()
    for session in Session.objects.all():
        yield "session, unpacked", json.dumps(session.get_decoded(), ensure_ascii=False).encode()
    for mail in OutgoingMail.objects.all():
        message = message_from_bytes(bytes(mail.source), policy=policy.default)
        for part in message.walk():
            yield "mail, unpacked", "\n".join(f"{name}: {value}" for name, value in part.items()).encode()
            if not part.is_multipart():
                yield "mail, unpacked", part.get_payload(decode=True)
    yield from _caches()
    for folder in {Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_MEDIA_ROOT)}:
        for path in folder.rglob("*") if folder.exists() else ():
            yield f"file {path.name}", str(path).encode()
            if path.is_file():
                yield f"file {path.name}", path.read_bytes()
    yield "log", log.encode()


def _tables() -> Iterator[tuple[str, bytes]]:
    """Every value of every table, views and the tables behind indexes of words included."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor, include_views=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    if value is not None:
                        yield f"{table}.{column}", _as_bytes(value)


def _as_bytes(value: Any) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode()


@contextmanager
def logged(stream: io.StringIO) -> Iterator[None]:
    """Write into ``stream`` what a production server writes into its log, all of it."""
    as_json = {name: value for name, value in settings.LOGGING["formatters"]["json"].items() if name != "()"}
    json_lines, access_lines = logging.StreamHandler(stream), logging.StreamHandler(stream)
    json_lines.setFormatter(structlog.stdlib.ProcessorFormatter(**as_json))
    root, access = logging.getLogger(), logging.getLogger("access")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(access, "propagate", False)
        for logger, handler in ((root, json_lines), (access, access_lines)):
            patched.setattr(logger, "handlers", [handler])
            patched.setattr(logger, "level", logging.INFO)
        for logger in (root, access):
            logger.manager._clear_cache()
        yield
    root.manager._clear_cache()


def _caches() -> Iterator[tuple[str, bytes]]:
    """What the caches hold in memory; one that is a table is read as a table."""
    for name in settings.CACHES:
        cache = caches[name]
        if isinstance(cache, LocMemCache):
            for key, value in list(cache._cache.items()):
                yield f"cache {name}", str(key).encode()
                yield f"cache {name}", value
