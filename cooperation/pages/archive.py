"""What the archive says of each edition: its facts with their certainty and source, and the gaps.

Everything here is a plain value, made from a fixed number of queries however many editions there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cooperation.editions.enums import Fact, HostStatus, Kind
from cooperation.editions.models import Edition, Erratum, Evidence
from cooperation.editions.rules import is_over
from cooperation.pages import wording
from cooperation.pages.models.edition import EditionPage
from cooperation.pages.tree import visible
from core.publishing.colours import accent
from core.publishing.enums import Certainty


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact with what vouches for it; ``value`` is empty when it is not known."""

    fact: Fact
    label: str
    value: str
    certainty: str = ""
    source: str = ""
    source_url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One edition as lists show it."""

    edition: Edition
    title: str
    kind: str
    days: str
    place: str
    host: str
    url: str
    facts: tuple[FactLine, ...]

    @property
    def errata(self) -> list[Erratum]:
        """What was wrong in the archived edition, the newest first."""
        return list(self.edition.errata.all())

    @property
    def decided_on(self) -> str:
        """The day on which the host was decided, in words; empty when it is not recorded."""
        day = self.edition.host_decided_on
        return wording.day(day) if day else ""

    @property
    def is_cancelled(self) -> bool:
        """Whether it did not take place."""
        return self.edition.cancelled_at is not None

    @property
    def host_fact(self) -> FactLine | None:
        """What vouches for the host; ``None`` when nothing is recorded of it."""
        return next((line for line in self.facts if line.fact == Fact.HOST), None)

    @property
    def colour(self) -> str:
        """Its own colour as CSS, for light paper and dark; empty for meetings that have none."""
        if self.edition.kind != Kind.COOPERATION_DAY:
            return ""
        made = accent(self.edition.accent_colour)
        return f"light-dark({made.cover}, {made.on_dark})"


@dataclass(frozen=True, slots=True)
class YearBlock:
    """The editions of one year, or a run of years of which nothing is known."""

    first: int | None
    """``None`` for what has no year."""
    last: int | None
    entries: tuple[Entry, ...] = ()
    lacks_cooperation_day: bool = False

    @property
    def label(self) -> str:
        """The year, the run of years, or that none is known."""
        if self.first is None or self.last is None:
            return _("Year not known")
        return years_in_words(self.first, self.last)


def years_in_words(first: int, last: int) -> str:
    """One year or a run of years, such as “2020–2023”."""
    if first == last:
        return str(first)
    return pgettext("years", "%(first)s–%(last)s") % {"first": first, "last": last}


def is_public(edition: Edition, now: datetime) -> bool:
    """Whether the public may know of it: it was announced or belongs to the past."""
    return bool(edition.announced_at or edition.archived_at or is_over(edition, now))


def public_editions(*conditions: Q) -> list[Edition]:
    """All editions that the public may know of, newest first, with host and evidence; three queries."""
    now = datetime.now(UTC)
    editions = Edition.objects.filter(*conditions).distinct().select_related("host", "presidency")
    return [
        edition for edition in editions.prefetch_related("evidence", "co_hosts") if is_public(edition, now)
    ]


def entries(editions: Iterable[Edition], request: HttpRequest) -> list[Entry]:
    """What lists show of ``editions``; one query for the addresses of their pages."""
    shown = list(editions)
    pages = visible(EditionPage.objects.filter(edition__in=shown))
    addresses = {page.edition_id: page.get_url(request) or "" for page in pages}
    return [_entry(edition, addresses.get(edition.pk, "")) for edition in shown]


def year_blocks(shown: list[Entry], *, with_gaps: bool) -> list[YearBlock]:
    """``shown`` by year, newest first, in each year the Cooperation Day before what else took place.

    ``with_gaps`` tells of the years between without anything.
    """
    by_year = {year: tuple(group) for year, group in groupby(_newest_first(shown), key=_year)}
    undated = by_year.pop(None, ())
    blocks = list(_dated_blocks({year: rows for year, rows in by_year.items() if year}, with_gaps=with_gaps))
    if undated:
        blocks.append(YearBlock(None, None, undated))
    return blocks


def _dated_blocks(by_year: dict[int, tuple[Entry, ...]], *, with_gaps: bool) -> Iterator[YearBlock]:
    if not by_year:
        return
    newest, oldest, this_year = max(by_year), min(by_year), datetime.now(UTC).year
    gap: list[int] = []
    for year in range(newest, oldest - 1, -1):
        if year in by_year:
            if gap:
                yield YearBlock(gap[-1], gap[0], lacks_cooperation_day=True)
                gap = []
            kinds = {entry.edition.kind for entry in by_year[year]}
            lacks = with_gaps and year < this_year and Kind.COOPERATION_DAY not in kinds
            yield YearBlock(year, year, by_year[year], lacks_cooperation_day=lacks)
        elif with_gaps and year < this_year:
            gap.append(year)


def _newest_first(shown: list[Entry]) -> list[Entry]:
    def key(entry: Entry) -> tuple[int, bool, str]:
        edition = entry.edition
        starts_on = edition.starts_on.isoformat() if edition.starts_on else ""
        return edition.year or 0, edition.kind == Kind.COOPERATION_DAY, starts_on

    return sorted(shown, key=key, reverse=True)


def _year(entry: Entry) -> int | None:
    return entry.edition.year


def _entry(edition: Edition, url: str) -> Entry:
    return Entry(
        edition=edition,
        title=edition.title,
        kind=edition.get_kind_display(),
        days=wording.days(edition.starts_on, edition.ends_on),
        place=wording.place(edition),
        host=host_in_words(edition),
        url=url,
        facts=tuple(_facts(edition)),
    )


def host_in_words(edition: Edition) -> str:
    """The host with its co-hosts; empty when it is not known or not decided."""
    if edition.host_status in (HostStatus.UNDECIDED, HostStatus.UNKNOWN):
        return ""
    names = [wording.host(edition), *(member.name for member in edition.co_hosts.all())]
    if len(names) == 1:
        return names[0]
    return pgettext("host with co-hosts", "%(host)s with %(others)s") % {
        "host": names[0],
        "others": ", ".join(names[1:]),
    }


def _facts(edition: Edition) -> Iterator[FactLine]:
    evidence = {row.fact: row for row in edition.evidence.all()}
    values = {
        Fact.EVENT: "",
        Fact.DATES: wording.days(edition.starts_on, edition.ends_on),
        Fact.PLACE: wording.place(edition),
        Fact.VENUE: edition.venue_name,
        Fact.HOST: host_in_words(edition),
        Fact.THEME: edition.theme,
        Fact.PROGRAMME: "",
    }
    for fact, value in values.items():
        row = evidence.get(fact)
        if row or value:
            yield _fact_line(Fact(fact), value, row)


def _fact_line(fact: Fact, value: str, row: Evidence | None) -> FactLine:
    label = str(fact.label)
    if row is None:
        return FactLine(fact, label, value)
    return FactLine(
        fact,
        label,
        value,
        certainty=row.get_certainty_display() if row.certainty != Certainty.UNKNOWN else "",
        source=row.source,
        source_url=row.source_url,
        note=row.note,
    )
