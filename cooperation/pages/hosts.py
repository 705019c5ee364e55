"""Who hosted, who will, and who may: the years of ``/hosts/``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import pgettext

from cooperation.editions.enums import HostStatus, Kind
from cooperation.editions.models import Edition
from cooperation.editions.queries import Candidate, candidates_by_year
from cooperation.editions.rules import is_over
from cooperation.network.models import Member
from cooperation.pages.archive import Entry, entries, public_editions, years_in_words
from cooperation.pages.host_map import host_map

DECIDED = (HostStatus.MEMBER, HostStatus.OTHER)
YEARS_AHEAD = 30
"""How far the page looks, so that a slip in the rota's last year does not make it endless."""


@dataclass(frozen=True, slots=True)
class PastYear:
    """A year that is over, with the meetings that are known; none is a gap."""

    year: int
    entries: tuple[Entry, ...]

    @property
    def is_host_known(self) -> bool:
        """Whether anybody is known to have hosted."""
        return any(entry.host and not entry.is_cancelled for entry in self.entries)


@dataclass(frozen=True, slots=True)
class ComingYear:
    """A year whose meeting lies ahead: what is decided, and who may host by the rota."""

    year: int
    decided: tuple[Entry, ...]
    candidates: tuple[Candidate, ...]

    @property
    def is_decided(self) -> bool:
        """Whether the network has decided; an example decides nothing."""
        return any(not entry.edition.is_example and not entry.is_cancelled for entry in self.decided)

    @property
    def has_example(self) -> bool:
        """Whether an invented edition stands in this year."""
        return any(entry.edition.is_example for entry in self.decided)

    @property
    def has_begun(self) -> bool:
        """Whether this is the present year, so that half of it may be over."""
        return self.year <= datetime.now(UTC).year

    @property
    def open_candidates(self) -> Iterator[Candidate]:
        """Who may still host, beside those that are said to host."""
        said = {str(entry.edition.host.country) for entry in self.decided if entry.edition.host}
        for candidate in self.candidates:
            if candidate.member and not self.is_decided and str(candidate.member.country) not in said:
                yield candidate


def hosts_context(request: HttpRequest, network_url: str) -> dict[str, object]:
    """Past and coming years with their hosts, and the map; the number of queries does not grow with them.

    ``network_url`` is the address of the members' pages, empty when there are none.
    """
    now = datetime.now(UTC)
    shown = entries(public_editions(Q(kind=Kind.COOPERATION_DAY, year__isnull=False)), request)
    past = [entry for entry in shown if is_over(entry.edition, now)]
    ahead = [entry for entry in shown if not is_over(entry.edition, now)]
    members = list(Member.objects.all())
    candidates = candidates_by_year(range(now.year, now.year + YEARS_AHEAD), members)
    past_years, coming_years = _past_years(past, now.year), _coming_years(past, ahead, candidates)
    return {
        "past": past_years,
        "coming": coming_years,
        "unknown_years": get_text_list(
            list(_runs(year.year for year in past_years if not year.is_host_known)),
            pgettext("between the last two years of a list", "and"),
        ),
        "map": host_map(
            members,
            past,
            [entry for year in coming_years for entry in year.decided],
            [candidate for year in coming_years for candidate in year.open_candidates],
            network_url,
        ),
    }


def _runs(years: Iterable[int]) -> Iterator[str]:
    """``years`` in words, oldest first, those that follow each other as one run."""
    run: list[int] = []
    for year in sorted(years):
        if run and year != run[-1] + 1:
            yield years_in_words(run[0], run[-1])
            run = []
        run.append(year)
    if run:
        yield years_in_words(run[0], run[-1])


def _past_years(past: list[Entry], this_year: int) -> list[PastYear]:
    years = [entry.edition.year for entry in past if entry.edition.year]
    if not years:
        return []
    last = max([*years, this_year - 1])
    return [
        PastYear(year, tuple(entry for entry in past if entry.edition.year == year))
        for year in range(last, min(years) - 1, -1)
    ]


def _coming_years(
    past: list[Entry], ahead: list[Entry], candidates: dict[int, list[Candidate]]
) -> list[ComingYear]:
    done = {entry.edition.year for entry in past if not _is_cancelled(entry.edition)}
    known = [year for year, rows in candidates.items() if any(row.presidency for row in rows)]
    last = max([min(candidates), *known, *(entry.edition.year or 0 for entry in ahead)])
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
