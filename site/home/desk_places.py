"""The places of the website at the desk of an edition."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area, Level
from cooperation.editions.models import Edition


def pages_of(edition: Edition) -> str:
    """Where the pages of ``edition`` are listed; empty while it has none."""
    page = getattr(edition, "page", None)
    return reverse("wagtailadmin_explore", args=[page.pk]) if page else ""


def list_in_collection(app: str) -> Callable[[Edition], str]:
    """Makes the address of what lies in the collection of an edition; empty while it has none."""

    def address(edition: Edition) -> str:
        key = edition.collection_id
        return f"{reverse(f'{app}:index')}?collection_id={key}" if key else ""

    return address


PLACES = [
    DeskPlace(
        phase=Phase.PUBLISH,
        order=10,
        label=_("Make the pages"),
        words=_("The start page and the pages below it, all as drafts"),
        url_name="make_edition_pages",
        area=Area.PAGES,
        needs=Level.CHANGE,
    ),
    DeskPlace(
        phase=Phase.PUBLISH,
        order=20,
        label=_("Pages"),
        words=_("Write and publish them"),
        url_name="wagtailadmin_explore",
        area=Area.PAGES,
        needs=Level.CHANGE,
        address=pages_of,
    ),
    DeskPlace(
        phase=Phase.PUBLISH,
        order=30,
        label=_("Pictures"),
        words=_("With credit and words for who cannot see them"),
        url_name="wagtailimages:index",
        area=Area.PAGES,
        needs=Level.CHANGE,
        address=list_in_collection("wagtailimages"),
    ),
    DeskPlace(
        phase=Phase.PUBLISH,
        order=35,
        label=_("Documents"),
        words=_("For everybody, or for attendees"),
        url_name="wagtaildocs:index",
        area=Area.PAGES,
        needs=Level.CHANGE,
        address=list_in_collection("wagtaildocs"),
    ),
    DeskPlace(
        phase=Phase.PUBLISH,
        order=50,
        label=_("News"),
        words=_("What is new, for everybody"),
        url_name="own_news",
        area=Area.NEWS,
        needs=Level.CHANGE,
        address=lambda edition: reverse("own_news"),
    ),
    DeskPlace(
        phase=Phase.AGENDA,
        order=15,
        label=_("Preview of the agenda"),
        words=_("The draft as its page would show it"),
        url_name="agenda_preview",
        area=Area.AGENDA,
    ),
]


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """Pages, pictures, documents, news, and the agenda as its page shows it."""
    return PLACES
