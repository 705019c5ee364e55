"""Who hosted, who will, and who may: the years of ``/hosts/``."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.http import HttpRequest

from cooperation.editions.enums import HostStatus, Kind
from cooperation.editions.models import Edition
from cooperation.editions.queries import Candidate, candidates_by_year
from cooperation.editions.rules import is_over
from cooperation.pages.archive import Entry, entries, public_editions

DECIDED = (HostStatus.MEMBER, HostStatus.OTHER)
YEARS_AHEAD = 30
"""How far the page looks, so that a slip in the rota's last year does not make it endless."""


@dataclass(frozen=True, slots=True)
class PastYear:
    """A year that is over, with the meetings that are known; none is a gap."""

    year: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ComingYear:
    """A year whose meeting lies ahead: what is decided, and who may host by the rota."""

    year: int
    decided: tuple[Entry, ...]
    candidates: tuple[Candidate, ...]


def hosts_context(request: HttpRequest) -> dict[str, object]:
    """Past and coming years with their hosts; the number of queries does not grow with them."""
    now = datetime.now(UTC)
    shown = entries(public_editions(Q(kind=Kind.COOPERATION_DAY, year__isnull=False)), request)
    past = [entry for entry in shown if is_over(entry.edition, now)]
    ahead = [entry for entry in shown if not is_over(entry.edition, now)]
    return {"past": _past_years(past, now.year), "coming": _coming_years(past, ahead, now.year)}


def _past_years(past: list[Entry], this_year: int) -> list[PastYear]:
    years = [entry.edition.year for entry in past if entry.edition.year]
    if not years:
        return []
    last = max([*years, this_year - 1])
    return [
        PastYear(year, tuple(entry for entry in past if entry.edition.year == year))
        for year in range(last, min(years) - 1, -1)
    ]


def _coming_years(past: list[Entry], ahead: list[Entry], this_year: int) -> list[ComingYear]:
    done = {entry.edition.year for entry in past if not _is_cancelled(entry.edition)}
    candidates = candidates_by_year(range(this_year, this_year + YEARS_AHEAD))
    known = [year for year, rows in candidates.items() if any(row.presidency for row in rows)]
    last = max([this_year, *known, *(entry.edition.year or 0 for entry in ahead)])
    years = [year for year in candidates if year <= last and year not in done]
    return [
        ComingYear(
            year,
            tuple(
                entry
                for entry in ahead
                if entry.edition.year == year and entry.edition.host_status in DECIDED
            ),
            tuple(candidates[year]),
        )
        for year in years
    ]


def _is_cancelled(edition: Edition) -> bool:
    return edition.cancelled_at is not None
