"""Where found records lie on the site: the pages that show them."""

from dataclasses import dataclass, field

from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Page

from cooperation.agenda.models import Release
from cooperation.pages.models import AgendaPage, EditionPage, NetworkPage, SpeakerPage
from cooperation.pages.tree import visible


@dataclass(frozen=True, slots=True)
class Agenda:
    """The published agenda of an edition."""

    url: str
    title: str
    """Of the edition's start page."""
    position: int


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A speaker's page."""

    pk: int
    url: str
    path: str


@dataclass(slots=True)
class Places:
    """The visible pages that others than themselves are shown on."""

    network_url: str = ""
    editions: dict[str, Page] = field(default_factory=dict)
    """Start pages by their path in the tree, each annotated with its ``edition_id``."""
    agendas: dict[int, Agenda] = field(default_factory=dict)
    """By edition."""
    speakers: dict[int, OwnPage] = field(default_factory=dict)
    """By speaker."""

    def edition_page(self, path: str) -> Page | None:
        """The start page above ``path``; ``None`` when it lies below none."""
        above = (path[:length] for length in range(Page.steplen, len(path), Page.steplen))
        return next((self.editions[each] for each in above if each in self.editions), None)

    def edition_title(self, page: Page) -> str:
        """The title of the edition that ``page`` lies below; empty when it lies below none."""
        above = self.edition_page(page.path)
        return above.title if above else ""

    def editions_of_speakers(self, page_ids: set[int]) -> set[int]:
        """The editions of those speakers' pages."""
        above = [self.edition_page(own.path) for own in self.speakers.values() if own.pk in page_ids]
        return {page.edition_id for page in above if page}

    def order_of(self, release: Release) -> int:
        """The newest start page first; the last place for an agenda without a page."""
        agenda = self.agendas.get(release.edition_id)
        return agenda.position if agenda else len(self.agendas)


def places_below(root: Page, request: HttpRequest) -> Places:
    """What is needed of the tree below ``root``: one query."""
    kinds = (EditionPage, AgendaPage, SpeakerPage, NetworkPage)
    pages = visible(root.get_descendants().type(*kinds)).order_by("depth", "-first_published_at", "pk")
    places = Places()
    for page in pages.annotate(
        edition_id=F("editionpage__edition_id"), speaker_id=F("speakerpage__speaker_id")
    ):
        _put(places, page, page.get_url(request) or "")
    return places


def _put(places: Places, page: Page, url: str) -> None:
    if page.specific_class is NetworkPage:
        places.network_url = url
    elif page.specific_class is EditionPage:
        places.editions[page.path] = page
    elif page.specific_class is SpeakerPage:
        places.speakers[page.speaker_id] = OwnPage(page.pk, url, page.path)
    elif above := places.edition_page(page.path):
        position = list(places.editions).index(above.path)
        places.agendas[above.edition_id] = Agenda(url, above.title, position)
