"""What is not finished on the pages of an edition, for its hand-over."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from cooperation.editions.duties import Area
from cooperation.editions.handing_over.queries import OpenPoint
from cooperation.editions.models import Edition
from cooperation.editions.rules import is_over
from cooperation.pages.models import LookBackPage
from workshops.pages.models import ActionItem, Decision, WorkshopPage


@hooks.register("register_open_points")
def tell_open_pages(edition: Edition, now: datetime) -> list[OpenPoint]:
    """Drafts, and after the meeting the look-back and outcomes that nobody wrote. Five queries at most."""
    start = getattr(edition, "page", None)
    if start is None:
        return []
    explore = reverse("wagtailadmin_explore", args=[start.pk])
    points = _drafts(start, explore)
    if is_over(edition, now):
        if not LookBackPage.objects.descendant_of(start).filter(live=True).exists():
            points.append(OpenPoint(_("The look-back is not published"), explore, Area.PAGES))
        points += _workshops_without_outcomes(start)
    return points


def _drafts(start: Page, explore: str) -> list[OpenPoint]:
    below = Page.objects.descendant_of(start, inclusive=True)
    count = (below.filter(live=False) | below.filter(has_unpublished_changes=True)).distinct().count()
    if not count:
        return []
    words = ngettext(
        "%(count)d page is a draft or has changes that nobody sees",
        "%(count)d pages are drafts or have changes that nobody sees",
        count,
    )
    return [OpenPoint(words % {"count": count}, explore, Area.PAGES)]


def _workshops_without_outcomes(start: Page) -> list[OpenPoint]:
    told = [model.objects.filter(page=OuterRef("pk")) for model in (Decision, ActionItem)]
    silent = [
        page
        for page in WorkshopPage.objects.descendant_of(start)
        .live()
        .filter(*(~Exists(rows) for rows in told))
        .only("pk", "title", "outcomes")
        if not page.outcomes
    ]
    if not silent:
        return []
    words = ngettext(
        "%(count)d workshop tells nothing of what came of it",
        "%(count)d workshops tell nothing of what came of them",
        len(silent),
    )
    address = reverse("wagtailadmin_pages:edit", args=[silent[0].pk]) if len(silent) == 1 else ""
    return [
        OpenPoint(
            words % {"count": len(silent)},
            address or reverse("wagtailadmin_explore", args=[silent[0].get_parent().pk]),
            Area.PAGES,
        )
    ]
