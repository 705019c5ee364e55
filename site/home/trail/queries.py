"""Reads of an edition's audit trail: both logs as one, newest first, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, Value
from django.db.models.fields import CharField
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cooperation.editions.enums import SECRETARIAT_GROUP, TEAM
from cooperation.editions.models import ChecklistTask, Edition
from core.accounts.models import User
from home.trail.belonging import lines_about_pages, lines_about_records

Entry: TypeAlias = Any
"""A line of one of the two logs; Wagtail gives its models no types."""
PER_PAGE = 50
RECORD, PAGE = "record", "page"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines somebody wants to see; what is empty does not narrow."""

    user: int | None = None
    kind: str = ""
    """How the names of the actions begin, such as ``agenda.``; ``pages`` for everything about pages."""
    day: date | None = None


class Trail:
    """The lines of one edition, as far as they are wanted."""

    def __init__(self, edition: Edition, wanted: Wanted | None = None) -> None:
        self.edition = edition
        self.wanted = wanted or Wanted()

    @property
    def lines(self) -> QuerySet[Any]:
        """The keys of both logs as one list, newest first."""
        records = self._narrowed(lines_about_records(self.edition), RECORD)
        pages = self._narrowed(lines_about_pages(self.edition), PAGE)
        columns = ("log", "pk", "timestamp")
        both = records.values(*columns).union(pages.values(*columns), all=True)
        return both.order_by("-timestamp", "log", "-pk")

    def _narrowed(self, lines: QuerySet[Any], log: str) -> QuerySet[Any]:
        wanted = self.wanted
        lines = lines.order_by().annotate(log=Value(log, output_field=CharField()))
        if wanted.user is not None:
            lines = lines.filter(user=wanted.user)
        if wanted.day is not None:
            begin = datetime.combine(wanted.day, time(), self.edition.zone)
            end = datetime.combine(wanted.day + timedelta(days=1), time(), self.edition.zone)
            lines = lines.filter(timestamp__gte=begin, timestamp__lt=end)
        if wanted.kind == "pages":
            return lines if log == PAGE else lines.none()
        if wanted.kind:
            return lines.none() if log == PAGE else lines.filter(action__startswith=wanted.kind)
        return lines

    def entries(self, keys: Sequence[dict[str, Any]]) -> list[Entry]:
        """The entries behind ``keys``, in their order, with who acted. Two queries in all."""
        found: dict[tuple[str, int], Entry] = {}
        for log, model in ((RECORD, ModelLogEntry), (PAGE, PageLogEntry)):
            wanted = [row["pk"] for row in keys if row["log"] == log]
            for entry in model.objects.filter(pk__in=wanted).select_related("user"):
                found[log, entry.pk] = entry
        return [found[row["log"], row["pk"]] for row in keys if (row["log"], row["pk"]) in found]

    def everything(self, size: int = 500) -> Iterator[list[Entry]]:
        """All entries, in parts."""
        keys = list(self.lines)
        for start in range(0, len(keys), size):
            yield self.entries(keys[start : start + size])


def known_people(edition: Edition) -> set[int]:
    """The keys of those who may be named: who is of the team, and who keeps the network. Two queries."""
    team = edition.roles.filter(role__in=TEAM).values_list("user", flat=True)
    keepers = User.objects.filter(Q(is_superuser=True) | Q(groups__name=SECRETARIAT_GROUP))
    return {*team, *keepers.values_list("pk", flat=True)}


def people_to_choose(edition: Edition, known: set[int]) -> QuerySet[User]:
    """Those of the ``known`` who did something."""
    acted = {
        key
        for lines in (lines_about_records(edition), lines_about_pages(edition))
        for key in lines.order_by().values_list("user", flat=True).distinct()
    }
    return User.objects.filter(pk__in=acted & known).order_by("first_name", "last_name", "email")


def titles_of_tasks(edition: Edition, entries: Sequence[Entry]) -> dict[int, str]:
    """What the tasks that ``entries`` tell of are called now, by their keys. One query."""
    keys = {key for entry in entries if isinstance(key := entry.data.get("task"), int)}
    return dict(ChecklistTask.objects.filter(edition=edition, pk__in=keys).values_list("pk", "title"))


def titles_of_pages(entries: Sequence[Entry]) -> dict[int, str]:
    """What the pages that ``entries`` tell of are called now, by their keys. One query."""
    keys = {entry.page_id for entry in entries if isinstance(entry, PageLogEntry)}
    return dict(Page.objects.filter(pk__in=keys).values_list("pk", "title"))


def kinds_of_records(entries: Sequence[Entry]) -> dict[int, type[Any] | None]:
    """The model of each kind of record that ``entries`` tell of, by the key of the kind."""
    keys = {entry.content_type_id for entry in entries if entry.content_type_id}
    return {key: kind.model_class() for key, kind in ContentType.objects.in_bulk(keys).items()}
