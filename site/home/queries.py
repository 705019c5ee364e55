"""What the website reads for its frame and its own pages."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cooperation.editions.rules import LEGAL_PAGES
from cooperation.network.models import NetworkSettings
from cooperation.pages.tree import visible
from core.publishing.models import PictureRendition
from core.publishing.sites import know_site
from home.rules import HOME_DEPTH


@dataclass(frozen=True, slots=True)
class Link:
    """A word and where it leads."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page of a site."""

    network: NetworkSettings
    logo: PictureRendition | None
    home_url: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    sections: dict[str, str]
    """Addresses of the pages right below the home page, by the name of their type in lower case."""


def frame(request: HttpRequest) -> Frame:
    """Names, menu and footer of the site that ``request`` is for."""
    site = know_site(request)
    home = site.root_page if site else None
    network = NetworkSettings.for_request(request)
    children = list(visible(home.get_children())) if home else []
    return Frame(
        network=network,
        logo=network.logo.get_rendition("height-88") if network.logo else None,
        home_url=(home.get_url(request) if home else None) or "/",
        menu=tuple(_link(page, request) for page in children if page.show_in_menus),
        footer=tuple(_link(page, request) for page in children if page.slug in FOOTER_SLUGS),
        sections={
            page.specific_class._meta.model_name: page.get_url(request)
            for page in children
            if page.specific_class
        },
    )


FOOTER_SLUGS = {page.field for page in LEGAL_PAGES}
"""The two pages that the law wants within reach of every page; their addresses never change."""


def trail(page: Page, request: HttpRequest) -> tuple[Link, ...]:
    """The published pages above ``page``, from the home page down."""
    above: list[Page] = []
    parent = page.get_parent() if page.depth > HOME_DEPTH else None
    while parent is not None:
        above.insert(0, parent)
        parent = parent.get_parent() if parent.depth > HOME_DEPTH else None
    return tuple(
        Link(str(_("Home")), each.get_url(request) or "/")
        if each.depth == HOME_DEPTH
        else _link(each, request)
        for each in above
        if each.live
    )


def _link(page: Page, request: HttpRequest) -> Link:
    return Link(page.title, page.get_url(request) or "/")
