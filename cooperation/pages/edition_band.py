"""What stands above every page of an edition: which one it is, and the way to its other pages."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.pages import wording
from cooperation.pages.tree import visible

PARTS_IN_ORDER = ("agenda", "workshops", "register", "exhibition", "practical", "look-back")
"""What the way leads to, in the order in which people ask for it. Each is an address that never changes."""


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

    def link_to(self, part: str) -> PartLink | None:
        """Where ``part``, one of ``PARTS_IN_ORDER``, lies; ``None`` while it is not published."""
        address = f"{self.url}{part}/"
        return next((link for link in self.links if link.url == address), None)


def with_part_titles(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Let each of ``pages``, start pages of editions, know the titles of its parts without another query."""
    below = Page.objects.filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
    return pages.annotate(
        **{
            _name(part): Subquery(visible(below.filter(slug=part)).values("title")[:1])
            for part in PARTS_IN_ORDER
        }
    )


def edition_band(page: Any) -> EditionBand:
    """The band of ``page``, an ``EditionPage`` read by way of ``with_part_titles``."""
    edition: Edition = page.edition
    return EditionBand(
        title=page.title,
        url=page.url,
        days=wording.days(edition.starts_on, edition.ends_on),
        place=wording.place(edition),
        links=tuple(
            PartLink(title, f"{page.url}{part}/")
            for part in PARTS_IN_ORDER
            if (title := getattr(page, _name(part)))
        ),
    )


def _name(part: str) -> str:
    return f"title_of_{part.replace('-', '_')}"
