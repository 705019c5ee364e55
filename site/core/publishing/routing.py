"""How an address leads to a page, and a page to its address: in few queries, however deep it lies."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpRequest
from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction
from wagtail.models.sites import SiteRootPath
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from core.publishing.sites import site_roots
from core.serving.caching import cached_fragment


def is_restricted() -> Exists:
    """For a query of pages: whether a restriction lies on the page or on one above it."""
    beginning = Substr(OuterRef("path"), 1, Length("page__path"), output_field=CharField())
    return Exists(PageViewRestriction.objects.filter(page__path=beginning))


def know_roots(pages: Iterable[Page]) -> None:
    """Let the addresses of all ``pages`` be made without asking for the sites' roots once for each."""
    roots = None
    for page in pages:
        if not hasattr(page, "_wagtail_cached_site_root_paths"):
            roots = roots or site_roots()
            page._wagtail_cached_site_root_paths = roots  # where Wagtail looks first


class Found(NamedTuple):
    """A page, and what of the address comes after the page's own."""

    page: Any
    rest: list[str]


class FewQueries:
    """Spares a page the queries that Wagtail makes for each level of the tree.

    A page found by its address knows the pages above it, so ``get_parent`` asks nothing, and whether any
    restriction lies on it or on them.
    """

    is_known_open = False
    """Whether it was found by its address and nothing restricts who sees it."""

    def route(self: Any, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at ``path_components`` below this one, or the route of a page on the way there.

        Raises:
            Http404: nothing lies there.
        """
        if not path_components:
            return super().route(request, path_components)  # type: ignore[misc]
        path = "/".join(path_components)
        found: Found = cached_fragment(
            f"page:{self.pk}:{path}",
            lambda: self._find(path_components),
            keep=lambda found: not found.rest,  # of what may follow a page's address there is no end
        )
        return found.page.route(request, found.rest)

    def _find(self: Any, path_components: list[str]) -> "Found":
        """The page that answers and what of the address it has to answer itself: two queries.

        Raises:
            Http404: nothing lies there.
        """
        chain = self._chain(path_components)
        if not chain:
            raise Http404
        page = chain[-1].specific
        page.is_known_open = not chain[-1].is_restricted and not any(above.alias_of_id for above in chain)
        know_roots([page, *chain])
        return Found(page, path_components[len(chain) :])

    def _get_site_root_paths(self: Any, request: HttpRequest | None = None) -> list[SiteRootPath]:
        """Where the sites begin, which every address of a page is made with."""
        if request is None:
            know_roots([self])
        return super()._get_site_root_paths(request)  # type: ignore[misc]

    def _chain(self: Any, path_components: list[str]) -> list[Page]:
        """The pages on the way, down to the one that answers."""
        addresses = [
            self.url_path + "/".join(path_components[:count]) + "/"
            for count in range(1, len(path_components) + 1)
        ]
        below = Page.objects.descendant_of(self).filter(url_path__in=addresses).order_by("depth")
        chain: list[Page] = []
        for page in below.annotate(is_restricted=is_restricted()):
            page._cached_parent_obj = chain[-1] if chain else self
            chain.append(page)
            if _has_route(page, path_components[len(chain) :]):
                break
        return chain

    def get_view_restrictions(self: Any) -> PageQuerySet:
        """What restricts who sees the page: as Wagtail finds it, in two queries, unless it is known."""
        if self.is_known_open:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]


def _has_route(page: Page, rest: list[str]) -> bool:
    """Whether ``page`` answers the ``rest`` of an address itself, before any page below it."""
    page_class = page.specific_class
    if not rest or page_class is None or not issubclass(page_class, RoutablePageMixin):
        return False
    try:
        page_class.get_resolver().resolve("/" + "/".join(rest) + "/")
    except Resolver404:
        return False
    return True
