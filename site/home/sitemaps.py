"""What the sitemap lists beside Wagtail's own rules."""

from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cooperation.pages.tree import visible
from core.publishing.sites import know_site


class PageSitemap(Sitemap):
    """All pages that everybody may see.

    A page type may leave itself out, as news under embargo does, or add addresses below it.
    """

    def items(self) -> QuerySet[Page]:
        know_site(self.request)  # so that no address asks for the sites anew
        below = self.get_wagtail_site().root_page.get_descendants(inclusive=True)
        return visible(below).order_by("path").defer_streamfields().specific()
