"""The look-back as a draft with the numbers filled in; what somebody wrote stays as it is."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.rich_text import RichText

from cooperation.editions.models import Edition
from cooperation.pages.models import EditionPage, LookBackFigure, LookBackPage
from core.accounts.models import User
from workshops.afterwards import audit
from workshops.afterwards.queries.figures import Figure, figures_of
from workshops.afterwards.refusals import HasNoPage, refuse_archived

LONGEST_LABEL = 120
LONGEST_VALUE = 20


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was done."""

    page: LookBackPage
    added: tuple[Figure, ...]
    left: tuple[Figure, ...]
    """Numbers whose words stand there already; what stands there was left."""
    has_text: bool
    """Whether headings and hints were written, because nobody had written anything."""


@transaction.atomic
def draft(edition: Edition, by: User | None) -> Drafted:
    """Fill the look-back's draft: numbers that are not there yet, and what to write where nothing stands.

    Nothing is published by it. The page is made when there is none.

    Raises:
        EditionClosed: the edition lies in the archive.
        HasNoPage: there is no start page below which it could stand.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    refuse_archived(locked)
    page = _page(locked)
    known = [figure.label for figure in page.figures.all()]
    found = figures_of(locked)
    left = tuple(figure for figure in found if any(label.startswith(figure.what) for label in known))
    added = tuple(figure for figure in found if figure not in left)
    start = max((figure.sort_order or 0 for figure in page.figures.all()), default=-1) + 1
    for place, figure in enumerate(added, start):
        row = LookBackFigure(value=figure.value[:LONGEST_VALUE], label=_label(figure), sort_order=place)
        page.figures.add(row)
    has_text = not page.body
    if has_text:
        page.body = _what_to_write()
    page.save_revision(user=by)
    log(locked, audit.LOOK_BACK_DRAFTED, user=by, data={"figures": len(added), "text": has_text})
    return Drafted(page, added, left, has_text)


def _page(edition: Edition) -> Any:
    """The newest draft of the look-back; a new page where there is none."""
    start = EditionPage.objects.filter(edition=edition).first()
    if start is None:
        raise HasNoPage
    standing = LookBackPage.objects.child_of(start).first()
    if standing is None:
        new = LookBackPage(title=_("Look-back"), slug=LookBackPage.fixed_slug, live=False)
        standing = start.add_child(instance=new)
    return standing.get_latest_revision_as_object()


def _label(figure: Figure) -> str:
    """What the number counts, where it comes from and of which day it is."""
    day = date_format(timezone.now().date(), "DATE_FORMAT")
    told = _("%(what)s (%(source)s, %(day)s)") % {"what": figure.what, "source": figure.source, "day": day}
    return told if len(told) <= LONGEST_LABEL else figure.what[:LONGEST_LABEL]


def _what_to_write() -> list[tuple[str, Any]]:
    """Headings with what belongs below each, marked as still to be written."""
    parts = (
        (
            _("What happened"),
            _("Two or three paragraphs for those who were not there: the theme, the best moment."),
        ),
        (
            _("What came of it"),
            _("The two or three results that will still matter next year. The workshops’ pages have all."),
        ),
        (_("Pictures"), _("Add six to twelve below, each with who agreed to be seen. This part then goes.")),
        (_("Thanks"), _("To the speakers, the facilitators, the team and the venue.")),
    )
    body: list[tuple[str, Any]] = [
        (
            "callout",
            {
                "title": _("A draft"),
                "text": RichText(
                    _paragraph(_("Write what is marked with “To write”, then remove this box."))
                ),
            },
        )
    ]
    for heading, hint in parts:
        body.append(("heading", {"text": heading, "level": "2"}))
        body.append(("paragraph", RichText(_paragraph(_("To write: %(hint)s") % {"hint": hint}))))
    return body


def _paragraph(text: str) -> SafeString:
    return format_html("<p>{}</p>", text)
