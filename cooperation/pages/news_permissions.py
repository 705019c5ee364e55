"""Who writes and edits news.

All news lie side by side below one page, so rights on a part of the page tree cannot tell one edition's
news from another's. Teams have no rights there: each piece of news opens to those who write the news of its
edition, and to everybody else it is not there.
"""

from typing import Any

from wagtail.models import PagePermissionTester

from cooperation.editions.duties import Area, Level
from cooperation.editions.queries import editions_of


class NewsIndexTester(PagePermissionTester):
    """Whoever writes the news of an edition that can still change adds news and publishes what they add."""

    def can_add_subpage(self) -> bool:
        return super().can_add_subpage() or self._organises()

    def can_publish_subpage(self) -> bool:
        return super().can_publish_subpage() or self._organises()

    def _organises(self) -> bool:
        return editions_of(self.user, Area.NEWS, Level.CHANGE).filter(archived_at=None).exists()


class NewsTester(PagePermissionTester):
    """Those who write the news of the edition edit and publish it until the edition is archived."""

    permissions: set[str]

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if not user.is_active or user.is_superuser or page.edition_id is None:
            return
        if editions_of(user, Area.NEWS, Level.CHANGE).filter(pk=page.edition_id, archived_at=None).exists():
            self.permissions = {*self.permissions, "change", "publish"}
