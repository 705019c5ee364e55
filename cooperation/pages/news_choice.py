"""What one can choose news by, what was chosen, and what stands before and after a piece."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from taggit.models import Tag


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """An edition that there is news of."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All that the filter of the news offers, the newest first and tags by name."""

    years: list[int]
    editions: list[EditionChoice]
    tags: list[Tag]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen; each may be missing."""

    year: int | None
    edition: EditionChoice | None
    tag: Tag | None

    def __bool__(self) -> bool:
        return bool(self.year or self.edition or self.tag)

    def among(self, news: QuerySet) -> QuerySet:
        """Those of ``news`` that fit all of it."""
        chosen = news.filter(tags=self.tag) if self.tag else news
        chosen = chosen.filter(edition__page__slug=self.edition.slug) if self.edition else chosen
        return chosen.filter(published_on__year=self.year) if self.year else chosen


def choices(news: QuerySet, tags: QuerySet[Tag]) -> Choices:
    """What ``news`` can be chosen by: two queries."""
    fields = ("published_on__year", "edition__year", "edition__page__slug", "edition__page__title")
    rows = list(news.order_by().values_list(*fields, "edition__page__live").distinct())
    editions = {(year or 0, slug, title) for _published, year, slug, title, is_live in rows if is_live}
    return Choices(
        years=sorted({row[0] for row in rows}, reverse=True),
        editions=[EditionChoice(slug, title) for _year, slug, title in sorted(editions, reverse=True)],
        tags=list(tags),
    )


def choice(asked: Mapping[str, str], offered: Choices) -> Choice:
    """What the address asks for.

    Raises:
        Http404: no news bears the tag or is of the edition, or the year is none.
    """
    return Choice(
        year=_year(asked.get("year", "")),
        edition=_one_of(offered.editions, asked.get("edition", "")),
        tag=_one_of(offered.tags, asked.get("tag", "")),
    )


def _one_of(offered: list[Any], slug: str) -> Any:
    if not slug:
        return None
    for each in offered:
        if each.slug == slug:
            return each
    raise Http404


def _year(asked: str) -> int | None:
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4 and asked != "0000"):
        raise Http404
    return int(asked)


def neighbours(news: QuerySet, page_id: int) -> tuple[Any, Any]:
    """The pieces before and after one in ``news``, newest first; ``None`` at the ends: two queries."""
    order = list(news.values_list("pk", flat=True))
    if page_id not in order:
        return None, None
    position = order.index(page_id)
    newer = order[position - 1] if position else 0
    older = order[position + 1] if position + 1 < len(order) else 0
    found = {page.pk: page for page in news.filter(pk__in=[newer, older])}
    return found.get(newer), found.get(older)
