"""What other rooms ask of the pages of an edition again and again, kept until content changes."""

from cooperation.editions.models import Edition
from cooperation.pages.edition_band import EditionBand, edition_band, with_part_titles
from cooperation.pages.models import EditionPage
from cooperation.pages.tree import linked_pages
from core.serving.caching import cached_fragment


def band_of(edition: Edition) -> EditionBand | None:
    """What stands above every page of ``edition``; ``None`` while its own page is not published."""

    def make() -> EditionBand | None:
        page = with_part_titles(EditionPage.objects.filter(edition=edition, live=True)).first()
        return edition_band(page) if page else None

    return cached_fragment(f"band of edition:{edition.pk}", make)


def start_of(edition: Edition) -> str:
    """The first part of the addresses of ``edition``: its page's, or its year."""

    def make() -> str | None:
        return EditionPage.objects.filter(edition=edition).values_list("slug", flat=True).first()

    return cached_fragment(f"start of edition:{edition.pk}", make) or str(edition.year)


def edition_at(start: str) -> int | None:
    """The key of the edition whose page lies at ``start``, the first part of an address, or ``None``."""

    def make() -> int | None:
        return EditionPage.objects.filter(slug=start, live=True).values_list("edition", flat=True).first()

    return cached_fragment(f"edition at:{start}", make, keep=lambda found: found is not None)


def addresses_of(page_ids: set[int]) -> dict[int, str]:
    """Addresses of the visible ones among the pages, by their keys."""
    if not page_ids:
        return {}
    return cached_fragment(f"addresses of pages:{sorted(page_ids)}", lambda: linked_pages(page_ids, set())[0])
