"""Queries of pages."""

from typing import Any

from wagtail.query import PageQuerySet


class JoinedPageQuerySet(PageQuerySet):
    """Pages that their manager reads together with what they are shown with, which may be missing."""

    def select_for_update(self, *args: Any, **kwargs: Any) -> "JoinedPageQuerySet":
        """Lock the rows themselves; PostgreSQL refuses to lock what an outer join may not find."""
        return super().select_for_update(*args, **kwargs).select_related(None)

    def only(self, *fields: str) -> "JoinedPageQuerySet":
        """Read these fields alone, as the admin does; what is left out cannot be joined."""
        return super(JoinedPageQuerySet, self.select_related(None)).only(*fields)
