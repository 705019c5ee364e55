"""The words of a page, taken from its own fields."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import Truncator
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

_TAG = re.compile(r"<[^>]*>")
SILENT_KEYS = {"level", "url", "image", "document", "page"}
"""Parts of blocks whose values are no words for readers."""


def own_texts(page: Page) -> Iterator[str]:
    """All that readers see of the page type's own fields, without markup.

    Fields that hold a choice, an address or a mail address are no text. Everything that is read comes
    from the row itself: no query.
    """
    for field in _text_fields(type(page)):
        yield " ".join(_field_text(page, field))


def plain(markup: str) -> str:
    """The text of a piece of HTML; words of neighbouring elements stay apart."""
    return html.unescape(_TAG.sub(" ", markup))


def in_short(markup: str, words: int = 40) -> str:
    """The first ``words`` of a piece of HTML in one line, without its markup."""
    return Truncator(" ".join(plain(markup).split())).words(words)


def _text_fields(page_type: type[Page]) -> Iterator[models.Field]:
    inherited = {field.name for field in Page._meta.get_fields()}
    for field in page_type._meta.concrete_fields:
        if field.name in inherited or field.choices or isinstance(field, models.URLField | models.EmailField):
            continue
        if isinstance(field, StreamField | models.CharField | models.TextField):
            yield field


def _field_text(page: Page, field: models.Field) -> Iterator[str]:
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        yield from _block_texts(list(value.raw_data))
    elif isinstance(field, RichTextField):
        yield plain(value)
    else:
        yield value or ""


def _block_texts(value: Any) -> Iterator[str]:
    """The strings in raw blocks; alternative texts are left out, as they are no words on the page."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, list):
        for each in value:
            yield from _block_texts(each)
    elif isinstance(value, dict):
        inner = [value["value"]] if "type" in value and "value" in value else _spoken(value)
        for each in inner:
            yield from _block_texts(each)


def _spoken(struct: dict[str, Any]) -> list[Any]:
    return [each for key, each in struct.items() if key not in SILENT_KEYS]
