"""What an archive keeps closed."""

from wagtail.models import Page

from cooperation.editions.rules import reasons_against_changing
from cooperation.pages.models import EditionPage


def closed_because(page: Page) -> list[str]:
    """Why nothing about ``page`` may change: it belongs to an archived edition. Empty when it may."""
    above = EditionPage.objects.ancestor_of(page, inclusive=True).first()
    return [str(reason) for reason in reasons_against_changing(above.edition)] if above else []
