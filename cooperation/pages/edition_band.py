"""What stands above every page of an edition: which one it is, and the way to its other pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.pages import wording
from cooperation.pages.tree import visible
from core.publishing.routing import know_roots
from core.serving.caching import cached_fragment

PARTS_IN_ORDER = ("agenda", "workshops", "exhibition", "practical", "look-back")
"""What the way leads to, in the order in which people ask for it; a workshop or speaker is a step further."""


@dataclass(frozen=True, slots=True)
class PartLink:
    """A page of the edition."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class EditionBand:
    """The edition in one line."""

    title: str
    url: str
    days: str
    place: str
    links: tuple[PartLink, ...]


def edition_band(page: Any) -> EditionBand:
    """The band of ``page``, an ``EditionPage``: one query, kept until content changes."""
    return cached_fragment(f"edition-band:{page.pk}", lambda: _read(page))


def part_links(pages: Iterable[Page]) -> tuple[PartLink, ...]:
    """Those of ``pages``, found below one edition's start page, that the way leads to."""
    by_part = {getattr(page.specific_class, "part", ""): page for page in pages}
    return tuple(
        PartLink(by_part[part].title, by_part[part].url) for part in PARTS_IN_ORDER if part in by_part
    )


def _read(page: Any) -> EditionBand:
    edition: Edition = page.edition
    below = list(visible(page.get_children()))
    know_roots(below)
    return EditionBand(
        title=page.title,
        url=page.url,
        days=wording.days(edition.starts_on, edition.ends_on),
        place=wording.place(edition),
        links=part_links(below),
    )
