"""What the rooms above put onto pages and tell of them: this room knows no page of a workshop.

The room of the workshops' pages registers two hooks:

``take_over_submission``: called with the page and a ``Taken``, it puts that onto the page; answers whether
    the public sees it now, or ``None`` when it does not know such a page.
``count_results_of_workshops``: called with an edition, it answers ``WorkshopResults``.
"""

from dataclasses import dataclass
from typing import Any

from wagtail import hooks
from wagtail.models import Page

from cooperation.editions.models import Edition
from core.accounts.models import User
from core.publishing.models import DocumentFile


@dataclass(frozen=True, slots=True)
class Taken:
    """What is put onto a workshop's page."""

    title: str
    document: DocumentFile | None
    outcomes: str
    """Paragraphs of plain text."""
    decisions: tuple[str, ...]
    actions: tuple[str, ...]
    by: User | None


@dataclass(frozen=True, slots=True)
class WorkshopResults:
    """What came of an edition's workshops, counted."""

    workshops: int = 0
    decisions: int = 0
    actions: int = 0
    materials: int = 0


def put_onto_page(page: Page, taken: Taken) -> bool | None:
    """Put ``taken`` onto ``page``: whether the public sees it, or ``None`` when nobody knows such a page."""
    answers = (hook(page, taken) for hook in _hooks("take_over_submission"))
    return next((answer for answer in answers if answer is not None), None)


def results_of_workshops(edition: Edition) -> WorkshopResults:
    """What came of the workshops of ``edition``."""
    answers = (hook(edition) for hook in _hooks("count_results_of_workshops"))
    return next(answers, WorkshopResults())


def _hooks(name: str) -> list[Any]:
    found: list[Any] = hooks.get_hooks(name)
    return found
