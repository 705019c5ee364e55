"""Makes an edition's pages at once, as drafts."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing, start_page_slug
from cooperation.editions.teams import update_groups
from cooperation.pages.models import AgendaPage, EditionPage, ExhibitionPage, LookBackPage, PracticalPage
from core.accounts.models import User
from core.publishing.models import BasePage
from home.models import HomePage
from home.rules import CannotMakePages
from workshops.pages.models import RegistrationPage, WorkshopIndexPage


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that an edition needs and does not have; ``slug`` is the last part of its address."""

    model: type[BasePage]
    title: str
    slug: str


def missing_pages(edition: Edition) -> list[PlannedPage]:
    """The pages that ``edition`` lacks, its start page first."""
    start_page = EditionPage.objects.filter(edition=edition).first()
    below = [
        PlannedPage(AgendaPage, _("Agenda"), AgendaPage.fixed_slug),
        PlannedPage(WorkshopIndexPage, _("Workshops"), WorkshopIndexPage.fixed_slug),
        PlannedPage(RegistrationPage, _("Registration"), RegistrationPage.fixed_slug),
        PlannedPage(PracticalPage, _("Practical information"), PracticalPage.fixed_slug),
        PlannedPage(ExhibitionPage, _("Exhibition"), ExhibitionPage.fixed_slug),
        PlannedPage(LookBackPage, _("Look-back"), LookBackPage.fixed_slug),
    ]
    if start_page is None:
        slug = start_page_slug(edition.kind, edition.year) or slugify(edition.title)
        return [PlannedPage(EditionPage, edition.title, slug), *below]
    standing = {type(page) for page in start_page.get_children().specific()}
    return [planned for planned in below if planned.model not in standing]


def make_edition_pages(edition: Edition, by: User | None) -> EditionPage:
    """Make the pages that ``edition`` lacks as drafts, and open them and its collection to its organisers.

    What stands already is left as it is, so a second call makes nothing.

    Raises:
        CannotMakePages: the edition lies in the archive, has no year, or another page has the address.
    """
    with transaction.atomic():
        locked = Edition.objects.select_for_update().get(pk=edition.pk)
        if reasons := reasons_against_changing(locked):
            raise CannotMakePages(*reasons)
        if not locked.year:
            raise CannotMakePages(_("Write the year of the edition first: its address begins with it."))
        planned = missing_pages(locked)
        for page in planned:
            _make(locked, page, by)
        update_groups(Edition.objects.get(pk=edition.pk))
        if planned:
            log(locked, "home.make_edition_pages", user=by, data={"pages": [page.slug for page in planned]})
    return EditionPage.objects.get(edition=edition)


def _make(edition: Edition, planned: PlannedPage, by: User | None) -> None:
    page = planned.model(title=planned.title, slug=planned.slug, live=False, owner=by)
    parent: Page
    if isinstance(page, EditionPage):
        page.edition = edition
        parent = Page.objects.get(pk=HomePage.objects.order_by("path").values("pk")[:1])
    else:
        parent = EditionPage.objects.get(edition=edition)
    if standing := parent.get_children().filter(slug=planned.slug).first():
        raise CannotMakePages(
            _("“%(page)s” has the address “%(slug)s” already. Give that page another one first.")
            % {"page": standing.title, "slug": planned.slug}
        )
    parent.add_child(instance=page)
    page.save_revision(user=by)
    log(page, "wagtail.create", user=by)
