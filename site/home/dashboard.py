"""The admin's start page: where each edition stands, and what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from laces.components import Component
from wagtail.models import Page

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Release, Slot
from cooperation.editions.enums import Role, State
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.next_steps import KnownFromElsewhere, Step, days_to_go, decisions, next_steps
from cooperation.editions.queries import editions_of, is_secretariat, legal_pages
from cooperation.editions.rules import LEGAL_PAGES
from cooperation.pages.models import AgendaPage, LookBackPage
from core.publishing.colours import accent
from workshops.programme.models import Session
from workshops.registration.models import RegistrationDesk

PLACES = {
    "host": "editions:host",
    "roles": "editions:roles",
    "edition": "editions:edit",
    "announce": "editions:announce",
    "archive": "editions:archive",
    "agenda": "agenda:desk",
    "registration": "registration:settings",
    "pages": "make_edition_pages",
    "make_pages": "make_edition_pages",
}

LEGAL_PLACES = {page.field for page in LEGAL_PAGES}

LOOKING_BACK = timedelta(days=365)
"""How long after its last day an edition still asks for its look-back."""


@dataclass(frozen=True, slots=True)
class EditionInPreparation:
    """One edition as the start page shows it."""

    edition: Edition
    state: State
    days: int | None
    steps: list[tuple[Step, str]]
    decisions: list[str]
    """Those that the user may take."""
    colour: str
    """That of its cover, as ``#rrggbb``."""


def in_preparation(user: Any) -> QuerySet[Edition]:
    """The editions of ``user`` that are not archived, by first day, those without one last. One query."""
    agenda_pages = AgendaPage.objects.filter(path__startswith=OuterRef("page__path"))
    facts = {
        "pages": agenda_pages,
        "release": Release.objects.filter(edition=OuterRef("pk")),
        "workshop_slots": Slot.objects.filter(edition=OuterRef("pk"), kind=SlotKind.WORKSHOP),
        "sessions": Session.objects.filter(slot__edition=OuterRef("pk")),
        "desk": RegistrationDesk.objects.filter(edition=OuterRef("pk")),
        "lead": EditionRole.objects.filter(edition=OuterRef("pk"), role=Role.HOST_LEAD, user__is_active=True),
    }
    return (
        editions_of(user)
        .filter(recent_or_ahead(timezone.localdate()), archived_at=None)
        .select_related("page", "host")
        .annotate(
            **{f"has_{name}": Exists(rows) for name, rows in facts.items()},
            draft_of_agenda=Subquery(agenda_pages.filter(live=False).values("pk")[:1]),
        )
        .order_by(F("starts_on").asc(nulls_last=True), "year", "title")
    )


def recent_or_ahead(today: date) -> Q:
    """The editions that somebody works on; without a day, the year says which."""
    return Q(ends_on__gte=today - LOOKING_BACK) | Q(ends_on=None, year__gte=today.year)


@dataclass(frozen=True, slots=True)
class Website:
    """What is read once for all editions."""

    look_backs: list[str]
    """The places in the page tree of all look-backs."""
    legal_pages: dict[str, Page]
    """The two pages that the law asks for, by the end of their address."""
    may_edit_legal_pages: bool

    def lacks(self, slug: str) -> bool:
        """Whether nobody can read the page that the law asks for."""
        return slug not in self.legal_pages or not self.legal_pages[slug].live

    def address_of(self, slug: str) -> str:
        """Where that page is written; empty for whoever may not."""
        if not self.may_edit_legal_pages:
            return ""
        if slug not in self.legal_pages:
            return reverse("wagtailadmin_explore_root")
        return reverse("wagtailadmin_pages:edit", args=[self.legal_pages[slug].pk])


def website(*, may_edit_legal_pages: bool) -> Website:
    """Reads it in two queries."""
    look_backs = list(LookBackPage.objects.values_list("path", flat=True))
    return Website(look_backs, legal_pages(), may_edit_legal_pages)


def summary(edition: Any, site: Website, now: datetime) -> EditionInPreparation:
    """What the start page says of ``edition``, as ``in_preparation`` read it."""
    page: Page | None = getattr(edition, "page", None)
    known = KnownFromElsewhere(
        has_pages=edition.has_pages,
        has_release=edition.has_release,
        has_workshop_slots=edition.has_workshop_slots,
        has_sessions=edition.has_sessions,
        has_desk=edition.has_desk,
        has_lead=edition.has_lead,
        is_start_page_draft=page is not None and not page.live,
        is_agenda_page_draft=edition.draft_of_agenda is not None,
        has_look_back=bool(page) and any(path.startswith(page.path) for path in site.look_backs),  # type: ignore[union-attr]
        lacks_privacy_notice=site.lacks("privacy"),
        lacks_accessibility_statement=site.lacks("accessibility"),
    )
    steps = [(step, address_of(step, edition, page, site)) for step in next_steps(edition, known, now)]
    state = edition.state(now)
    colour = accent(edition.accent_colour).cover
    return EditionInPreparation(edition, state, days_to_go(edition, now), steps, decisions(state), colour)


def next_ones_first(entries: Iterable[EditionInPreparation]) -> list[EditionInPreparation]:
    """``entries`` in their order, but what lies ahead before what is over or called off."""
    return sorted(entries, key=lambda entry: entry.state in (State.CONCLUDED, State.CANCELLED))


def address_of(step: Step, edition: Any, page: Page | None, site: Website) -> str:
    """The page of the admin where ``step`` is done; empty when somebody else has to do it."""
    if step.place in LEGAL_PLACES:
        return site.address_of(step.place)
    if step.place == "pages" and page:
        return reverse("wagtailadmin_explore", args=[page.pk])
    if step.place == "start_page" and page:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    if step.place == "agenda_page":
        return reverse("wagtailadmin_pages:edit", args=[edition.draft_of_agenda])
    if step.place == "sessions":
        return reverse("sessions:index")
    return reverse(PLACES[step.place], args=[edition.pk])


class EditionsPanel(Component):
    """A panel on the admin's start page with every edition that the user prepares."""

    name = "editions"
    template_name = "home/admin/editions_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, now = parent_context["request"].user, timezone.now()
        keeps_the_network = is_secretariat(user)
        found = list(in_preparation(user))
        site = website(may_edit_legal_pages=keeps_the_network)
        return {
            "editions": next_ones_first(summary(edition, site, now) for edition in found),
            "is_secretariat": keeps_the_network,
        }
