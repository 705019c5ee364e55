"""Links in rich texts: those of a whole page are read together, instead of once for each paragraph."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model, Q
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import LinkRewriter

from core.publishing.keys import as_key

_read: ContextVar[dict[tuple[str, str], Any] | None] = ContextVar("links_read_together", default=None)
"""What was read so far, by link type and id; ``None`` outside of ``read_together``."""


class RememberedLinks:
    """For a link handler: reads each record once within ``read_together``."""

    identifier: str

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Any]:
        """The records that the links point to, ``None`` for those that are gone: one query at most."""
        keys = [(cls.identifier, attrs.get("id", "")) for attrs in attrs_list]
        known = _read.get()
        known = {} if known is None else known
        missing = {key for key in keys if key not in known}
        ids = {key for _type, number in missing if (key := as_key(number)) is not None}
        found = cls.read(ids) if missing else {}
        known.update({key: found.get(key[1]) for key in missing})
        return [known[key] for key in keys]

    @classmethod
    def read(cls, ids: set[int]) -> dict[str, Model]:
        """The records with these ids, by id: one query."""
        raise NotImplementedError


class PageLinks(RememberedLinks, PageLinkHandler):
    """Links to pages, in the reader's language where it is published in it."""

    @classmethod
    def read(cls, ids: set[int]) -> dict[str, Model]:
        linked = Page.objects.filter(pk__in=ids)
        translated = Q(locale__language_code=get_language(), live=True)
        group = Page.objects.filter(translation_key__in=linked.values("translation_key"))
        pages = list(group.filter(Q(pk__in=ids) | translated).select_related("locale"))
        shown = {page.translation_key: page for page in pages if page.locale.language_code == get_language()}
        return {str(page.pk): shown.get(page.translation_key, page) for page in pages if page.pk in ids}

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags; Wagtail's own would ask for the language's row again for each."""
        return [_opening_tag(page.url if page else None) for page in cls.get_many(attrs_list)]


class DocumentLinks(RememberedLinks, DocumentLinkHandler):
    """Links to documents."""

    @classmethod
    def read(cls, ids: set[int]) -> dict[str, Model]:
        return {str(number): document for number, document in cls.get_model().objects.in_bulk(ids).items()}


HANDLERS = {handler.identifier: handler for handler in (PageLinks, DocumentLinks)}


@contextmanager
def read_together(texts: Iterable[str]) -> Iterator[None]:
    """While it lasts, links in rich texts cost nothing that stands in ``texts``: one query for each type.

    Within another one it adds what is missing there.
    """
    token = _read.set({}) if _read.get() is None else None
    try:
        for link_type, tags in LinkRewriter().extract_tags(" ".join(texts)).items():
            if link_type in HANDLERS:
                HANDLERS[link_type].get_many([tag.attrs for tag in tags])
        yield
    finally:
        if token:
            _read.reset(token)


def strings(raw: Any) -> Iterator[str]:
    """Every string in the raw data of a stream, markup included."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from strings(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from strings(value)


def _opening_tag(url: str | None) -> str:
    return format_html('<a href="{}">', url) if url else "<a>"
