"""What can be taken over: an earlier edition as it stands, or the frame of this project, read alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.models import Page

from cooperation.agenda.models import Room, Slot, Speaker
from cooperation.editions.day_shift import Days
from cooperation.editions.duties import Area, Level
from cooperation.editions.enums import TEAM, Kind
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.queries import editions_of
from cooperation.pages.models import EditionPage
from home.starting.words import OldWords, ways_to_write
from workshops.programme.models import Session
from workshops.registration.models import Delegation, DelegationHead, Letter, RegistrationDesk, SeatReserve

NAMED = 40
"""How many people of a source are looked for in its texts; more would be a list of participants."""


@dataclass
class Source:
    """Rows to take over. They are read only; those of the frame are in no database and have made-up keys."""

    label: str
    days: Days | None = None
    by_position: bool = False
    edition: Edition | None = None
    rooms: Sequence[Room] = ()
    slots: Sequence[Slot] = ()
    sessions: Sequence[Session] = ()
    reserves: Sequence[SeatReserve] = ()
    pages: Sequence[Page] = ()
    """Parents before what lies below them."""
    parents: dict[int, int] = field(default_factory=dict)
    """The key of the page above, by a page's key."""
    desk: RegistrationDesk | None = None
    desk_rows: dict[str, Sequence[Model]] = field(default_factory=dict)
    """What belongs to the desk, by the name under which the desk has it."""
    delegations: Sequence[Delegation] = ()
    letters: Sequence[Letter] = ()
    left_behind: dict[str, int] = field(default_factory=dict)
    """How many rows there are of models of which nothing is taken over, by the model's label."""


def editions_to_take_from(user: Any, edition: Edition | None = None) -> QuerySet[Edition]:
    """The Cooperation Days that ``user`` may take something from, the newest first, without ``edition``.

    Whoever leads an edition takes from editions that they lead or led; the secretariat takes from all.
    """
    found = editions_of(user, Area.EDITION, Level.CHANGE).filter(kind=Kind.COOPERATION_DAY)
    with_content = Q(slots__isnull=False) | Q(page__isnull=False) | Q(desk__isnull=False)
    found = Edition.objects.filter(pk__in=found.filter(with_content).values("pk"))
    return found.exclude(pk=edition.pk if edition else None).order_by("-year", "-starts_on")


def of_edition(edition: Edition) -> Source:
    """All of ``edition`` that can be taken over; the number of queries does not grow with its rows."""
    desk = RegistrationDesk.objects.filter(edition=edition).first()
    pages, parents = _pages(edition)
    slots = Slot.objects.filter(edition=edition)
    source = Source(
        label=edition.title,
        days=days_of(edition),
        edition=edition,
        rooms=list(Room.objects.filter(edition=edition)),
        slots=list(slots.select_related("room").order_by("starts_at", "ends_at", "pk")),
        sessions=list(Session.objects.filter(slot__edition=edition).order_by("pk")),
        reserves=list(SeatReserve.objects.filter(session__slot__edition=edition).select_related("member")),
        pages=pages,
        parents=parents,
        desk=desk,
        delegations=list(Delegation.objects.filter(edition=edition).exclude(places=None)),
        letters=list(Letter.objects.filter(edition=edition).order_by("name")),
    )
    if desk:
        source.desk_rows = {
            name: list(getattr(desk, name).all()) for name in ("domains", "quotas", "questions", "extras")
        }
    return source


def days_of(edition: Edition) -> Days | None:
    """The days of ``edition``; ``None`` when the first is not known."""
    if edition.starts_on is None:
        return None
    return Days(edition.starts_on, edition.ends_on or edition.starts_on, edition.zone)


def _pages(edition: Edition) -> tuple[list[Page], dict[int, int]]:
    start_page = EditionPage.objects.filter(edition=edition).first()
    if start_page is None:
        return [], {}
    pages = list(start_page.get_descendants(inclusive=True).order_by("path").specific())
    by_path = {page.path: page.pk for page in pages}
    step = Page.steplen
    return pages, {page.pk: by_path[page.path[:-step]] for page in pages if page.path[:-step] in by_path}


def old_words(source: Source, edition: Edition) -> OldWords:
    """The words by which texts of ``source`` would tell that they were not written for ``edition``."""
    old = source.edition
    if old is None:
        return OldWords()
    words = {old.title, old.theme, old.city, old.venue_name, old.other_host}
    words |= {str(old.year or ""), str(old.host or ""), old.host.local_name if old.host else ""}
    same = {edition.title, edition.city, str(edition.year), str(edition.host or ""), edition.other_host}
    if source.days:
        for day in source.days.all():
            words.update(ways_to_write(day))
    return OldWords(words=tuple(sorted(words - same)), people=tuple(_people(old)))


def _people(edition: Edition) -> list[str]:
    """Names and addresses of those who worked on ``edition`` or spoke there. Three queries."""
    speakers = list(Speaker.objects.filter(edition=edition).values_list("name", flat=True))
    roles = EditionRole.objects.filter(edition=edition, role__in=TEAM).select_related("user")
    team = [role.user for role in roles[:NAMED]]
    heads = DelegationHead.objects.filter(delegation__edition=edition).values_list("email", flat=True)
    names = [user.get_full_name() for user in team] + [user.email for user in team]
    return [*speakers, *names, *heads]
