"""Puts what facilitators handed in onto workshops' pages, and counts what stands there."""

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from wagtail.models import Page
from wagtail.rich_text import RichText

from cooperation.editions.models import Edition
from workshops.afterwards.publishing import Taken, WorkshopResults
from workshops.pages.models import ActionItem, Decision, Material, WorkshopPage


def take_over(page: Page, taken: Taken) -> bool | None:
    """Put ``taken`` behind what stands on ``page``, and publish it unless somebody is at work on the page.

    Returns:
        Whether the public sees it; ``None`` when ``page`` is no workshop's. A page that is not published, or
        whose draft holds what is not published, gets it into its draft alone.
    """
    workshop = page.specific
    if not isinstance(workshop, WorkshopPage):
        return None
    may_publish = workshop.live and not workshop.has_unpublished_changes
    draft: Any = workshop.get_latest_revision_as_object()
    if taken.document:
        draft.materials.add(
            Material(
                title=taken.title or taken.document.title,
                document=taken.document,
                sort_order=_next(draft.materials),
            )
        )
    if taken.outcomes:
        draft.outcomes.append(("paragraph", RichText(_paragraphs(taken.outcomes))))
    for rows, model, texts in (
        (draft.decisions, Decision, taken.decisions),
        (draft.action_items, ActionItem, taken.actions),
    ):
        for text in texts:
            rows.add(model(text=text, sort_order=_next(rows)))
    revision = draft.save_revision(user=taken.by)
    if may_publish:
        revision.publish(user=taken.by)
    return bool(may_publish)


def _next(rows: Any) -> int:
    return max((row.sort_order or 0 for row in rows.all()), default=-1) + 1


def _paragraphs(text: str) -> str:
    """Plain text as paragraphs, its lines kept."""
    parts = [part.strip().splitlines() for part in text.split("\n\n") if part.strip()]
    as_lines = (format_html_join(mark_safe("<br/>"), "{}", ((line,) for line in lines)) for lines in parts)
    return format_html_join("", "<p>{}</p>", ((lines,) for lines in as_lines))


def count_results(edition: Edition) -> WorkshopResults:
    """What stands on the published pages of the workshops of ``edition``. Five queries."""
    start = getattr(edition, "page", None)
    if start is None:
        return WorkshopResults()
    pages = WorkshopPage.objects.live().descendant_of(start).order_by().values("pk")
    return WorkshopResults(
        workshops=pages.count(),
        decisions=Decision.objects.filter(page__in=pages).count(),
        actions=ActionItem.objects.filter(page__in=pages).count(),
        materials=Material.objects.filter(page__in=pages).count(),
    )
