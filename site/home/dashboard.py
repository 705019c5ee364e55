"""Where each edition stands, and what comes next, for whoever works on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Release, Slot
from cooperation.editions.desk_places import OpenPlace, places_of_roles
from cooperation.editions.duties import Area
from cooperation.editions.enums import Role, State
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.next_steps import (
    SECRETARIAT_DECISIONS,
    KnownFromElsewhere,
    Step,
    days_to_go,
    decisions,
    next_steps,
)
from cooperation.editions.queries import editions_of, legal_pages
from cooperation.editions.rules import LEGAL_PAGES
from cooperation.pages.models import AgendaPage, LookBackPage
from core.publishing.colours import accent
from home.desk.standing import Reach
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

PLACES_OF_PAGES = {
    "start_page": "wagtailadmin_explore",
    "agenda_page": "wagtailadmin_explore",
    "sessions": "sessions:index",
}
"""Where a step is done that has an address of its own, so that it is known who does it."""

SHORT_CUTS = ("editions:edit", "editions:roles", "wagtailadmin_explore", "agenda:desk", "registration:desk")

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
    """Each with where it is done; empty for whoever may not do it."""
    decisions: list[str]
    """Those that the user may take."""
    colour: str
    """That of its cover, as ``#rrggbb``."""
    places: list[OpenPlace]
    """What is open to the user, in the order of the year."""

    @property
    def short_cuts(self) -> list[OpenPlace]:
        """Those of the places that people go to most."""
        return [one for one in self.places if one.place.url_name in SHORT_CUTS]


def in_preparation(user: Any) -> QuerySet[Edition]:
    """The editions of ``user`` that are not archived, by first day, those without one last. One query."""
    own = editions_of(user).filter(recent_or_ahead(timezone.localdate()), archived_at=None)
    return with_facts(own).order_by(F("starts_on").asc(nulls_last=True), "year", "title")


def with_facts(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """``editions`` with what their next steps depend on; no query more."""
    agenda_pages = AgendaPage.objects.filter(path__startswith=OuterRef("page__path"))
    facts = {
        "pages": agenda_pages,
        "release": Release.objects.filter(edition=OuterRef("pk")),
        "workshop_slots": Slot.objects.filter(edition=OuterRef("pk"), kind=SlotKind.WORKSHOP),
        "sessions": Session.objects.filter(slot__edition=OuterRef("pk")),
        "desk": RegistrationDesk.objects.filter(edition=OuterRef("pk")),
        "lead": EditionRole.objects.filter(edition=OuterRef("pk"), role=Role.HOST_LEAD, user__is_active=True),
    }
    return editions.select_related("page", "host", "desk").annotate(
        **{f"has_{name}": Exists(rows) for name, rows in facts.items()},
        draft_of_agenda=Subquery(agenda_pages.filter(live=False).values("pk")[:1]),
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


def summary(edition: Any, site: Website, now: datetime, reach: Reach) -> EditionInPreparation:
    """What somebody with ``reach`` is told of ``edition``, as ``with_facts`` read it."""
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
    places = places_of_roles(edition, reach.roles, keeps_the_network=reach.keeps_the_network)
    found = [(step, address_of(step, edition, page, site)) for step in next_steps(edition, known, now)]
    steps = [(step, address if may_do(step, places, reach) else "") for step, address in found]
    state = edition.state(now)
    colour = accent(edition.accent_colour).cover
    taken = decisions_of(state, reach)
    return EditionInPreparation(edition, state, days_to_go(edition, now), steps, taken, colour, places)


def decisions_of(state: State, reach: Reach) -> list[str]:
    """The decisions about an edition in ``state`` that somebody with ``reach`` may take."""
    if not reach.changes(Area.EDITION):
        return []
    return [name for name in decisions(state) if reach.keeps_the_network or name not in SECRETARIAT_DECISIONS]


def may_do(step: Step, places: Iterable[OpenPlace], reach: Reach) -> bool:
    """Whether somebody to whom ``places`` are open does ``step``; who leads is named by the secretariat."""
    if step.place in LEGAL_PLACES or step.place == "roles":
        return reach.keeps_the_network
    name = PLACES.get(step.place, PLACES_OF_PAGES.get(step.place, ""))
    return any(one.place.url_name == name and one.may_change for one in places)


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
