"""Pages that list what the network keeps: editions, hosts, members."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from cooperation.network.models import Member, NetworkSettings
from cooperation.pages import errata_feed
from cooperation.pages.archive import entries, public_editions, year_blocks
from cooperation.pages.archive_filter import ArchiveFilter
from cooperation.pages.hosts import hosts_context
from cooperation.pages.members import member_context, member_groups
from cooperation.pages.tree import visible
from core.publishing.models import BasePage


class ListPage(RoutablePageMixin, BasePage):
    """A page that shows records below an introduction."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link"])

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1

    about: ClassVar[str | Promise] = ""
    """What shared links say of it as long as nobody wrote an introduction."""

    class Meta:
        abstract = True

    @property
    def shared_description(self) -> str:
        return super().shared_description or str(self.about)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"network": NetworkSettings.for_request(request)}


class EditionIndexPage(ListPage):
    """The archive of all known editions, at ``/editions/``; a filter in the address chooses among them."""

    fixed_slug = "editions"
    about = _("What is known of every year’s meeting, how surely, and from where.")
    page_description = _("Every known edition, with a filter. There is one such page.")

    class Meta:
        verbose_name = _("archive of editions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        editions = public_editions()
        prefetch_related_objects(editions, "errata")
        everything = entries(editions, request)
        chosen = ArchiveFilter.from_query(request.GET)
        shown = [entry for entry in everything if chosen.keeps(entry)]
        return super().get_context(request, *args, **kwargs) | {
            "filter": chosen,
            "countries": chosen.country_choices(everything),
            "years": chosen.year_choices(everything),
            "kinds": chosen.kind_choices(everything),
            "blocks": year_blocks(shown, with_gaps=not chosen.is_active),
            "count": len(shown),
            "is_empty": not everything,
            "errata_url": f"{self.url}errata/feed/" if any(entry.errata for entry in everything) else "",
        }

    @path("errata/feed/", name="errata_feed")
    def errata_feed(self, request: HttpRequest) -> HttpResponse:
        """What was wrong in archived editions, as an Atom feed."""
        return errata_feed.response(self, NetworkSettings.for_request(request))


class HostsPage(ListPage):
    """Past hosts, gaps, and the candidates of the coming years, at ``/hosts/``."""

    fixed_slug = "hosts"
    about = _("Who hosted in which year, who will, and who may: on a map and as a list.")
    page_description = _("Past hosts, gaps, and the candidates of the next years. There is one such page.")

    class Meta:
        verbose_name = _("hosts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        members_page = visible(NetworkPage.objects.all()).first()
        network_url = (members_page.get_url(request) or "") if members_page else ""
        return (
            super().get_context(request, *args, **kwargs)
            | hosts_context(request, network_url)
            | {"network_url": network_url}
        )


class NetworkPage(ListPage):
    """The members, at ``/network/``, each with a page at ``/network/<member>/``."""

    fixed_slug = "network"
    about = _("All members of the network, by country.")
    page_description = _("All members, each with a page of its own. There is one such page.")

    class Meta:
        verbose_name = _("members of the network")

    @path("")
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """All members."""
        return self.render(request, context_overrides={"groups": member_groups()})

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> Iterator[dict[str, Any]]:
        """This page, and the page of each member."""
        own = list(super().get_sitemap_urls(request))
        yield from own
        for place in own[:1]:
            for slug in Member.objects.values_list("slug", flat=True):
                yield place | {"location": f"{place['location']}{slug}/"}

    @path("<slug:slug>/")
    def member(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page of one member.

        Raises:
            Http404: no member has that address.
        """
        member = Member.objects.filter(slug=slug).first()
        if member is None:
            raise Http404
        return self.render(
            request,
            context_overrides=member_context(member, request),
            template="cooperation_pages/member.html",
        )
