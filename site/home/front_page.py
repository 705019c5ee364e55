"""What the home page shows: the edition that counts now, news, the next hosts, the archive."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.http import HttpRequest
from wagtail.models import Page

from cooperation.agenda.models import Release
from cooperation.editions.enums import HostStatus, Kind, State
from cooperation.editions.models import Edition
from cooperation.editions.queries import Candidate, candidates_by_year, current_edition
from cooperation.network.models import Member
from cooperation.pages import rules, wording
from cooperation.pages.edition_context import ways_in
from cooperation.pages.models import EditionPage, NewsPage
from cooperation.pages.tree import visible
from core.publishing.pictures import prefetch_sizes
from core.publishing.routing import know_roots
from core.serving.caching import cached_fragment
from home.rules import HOME_DEPTH

NEWS_SHOWN = 3
YEARS_AHEAD = 3
EDITIONS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition in words."""

    edition: Edition
    state: State
    url: str
    """Its start page; empty when there is none yet."""
    days: str
    place: str
    host: str
    co_hosts: tuple[Member, ...]
    standing: rules.Standing
    numeral: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class HostYear:
    """Who hosts in a year: decided, or the candidates that the presidency suggests."""

    year: int
    decided: str
    example: str
    """The host of that year's invented edition; empty in most."""
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class PastEdition:
    """A past edition in short."""

    year: int | None
    title: str
    url: str
    place: str
    days: str


def front_page(request: HttpRequest, chosen: Edition | None) -> dict[str, Any]:
    """Everything that the home page's template needs.

    Args:
        chosen: the edition that editors want there; None leaves it to the dates.
    """
    edition = current_edition(chosen)
    published = visible(NewsPage.objects.published()).select_related("teaser_picture", "lead_picture")
    news = list(published[:NEWS_SHOWN])
    pictures = [page.teaser_picture or page.lead_picture for page in news]
    prefetch_sizes([*pictures, edition.hero_picture if edition else None])
    host = request.get_host()
    return {
        "edition": edition,  # whose colour the page wears
        "current": _current(edition) if edition else None,
        "news": news,
        "next_hosts": cached_fragment("front-page-hosts", _next_hosts),
        "archive": cached_fragment(
            f"front-page-archive:{host}:{edition and edition.pk}", lambda: _archive(edition)
        ),
    }


def _current(edition: Edition) -> EditionView:
    now = datetime.now(UTC)
    state = edition.state(now)
    page, below = _pages_of(edition)
    return EditionView(
        edition=edition,
        state=state,
        url=page.url if page else "",
        days=wording.days(edition.starts_on, edition.ends_on),
        place=wording.place(edition),
        host=wording.host(edition),
        co_hosts=tuple(edition.co_hosts.all()),
        standing=rules.standing(edition, state, _ways(edition, state, [page, *below] if page else [], now)),
        numeral=wording.numeral(edition),
        is_over=rules.is_over(state),
    )


def _pages_of(edition: Edition) -> tuple[Page | None, list[Page]]:
    """The start page of ``edition`` and what lies right below it; one query."""
    start = EditionPage.objects.filter(edition=edition).order_by("pk").values("path")[:1]
    found = list(
        visible(Page.objects.filter(path__startswith=Subquery(start), depth__lte=HOME_DEPTH + 2))
        .annotate(
            is_released=Exists(Release.objects.filter(edition=edition)),
            has_news=Exists(visible(edition.news.published())),
        )
        .order_by("path")
    )
    know_roots(found)
    if not found or found[0].specific_class is not EditionPage:
        return None, []
    return found[0], found[1:]


def _ways(edition: Edition, state: State, pages: list[Page], now: datetime) -> rules.Ways:
    start = pages[0] if pages else None
    parts = {getattr(each.specific_class, "part", ""): each for each in pages[1:]}
    agenda = parts.get("agenda")
    agenda_url = agenda.url if agenda and agenda.is_released else ""
    today = now.astimezone(edition.zone).date().isoformat()
    return rules.Ways(
        agenda=agenda_url,
        today=f"{agenda_url}#day-{today}" if agenda_url and state == State.ON_NOW else "",
        look_back=parts["look-back"].url if "look-back" in parts else "",
        practical=parts["practical"].url if "practical" in parts else "",
        news=f"{start.url}#news" if start and start.has_news else "",
        **ways_in(edition, [parts["register"]] if "register" in parts else []),
    )


def _next_hosts() -> tuple[HostYear, ...]:
    this_year = datetime.now(UTC).year
    years = range(this_year + 1, this_year + 1 + YEARS_AHEAD)
    planned = Edition.objects.filter(
        kind=Kind.COOPERATION_DAY, year__in=years, cancelled_at=None
    ).select_related("host")
    hosted = [edition for edition in planned if _is_decided(edition)]
    decided = {edition.year: wording.host(edition) for edition in hosted if not edition.is_example}
    examples = {edition.year: wording.host(edition) for edition in hosted if edition.is_example}
    suggested = candidates_by_year(years)
    return tuple(
        HostYear(
            year,
            decided.get(year, ""),
            examples.get(year, ""),
            tuple(each for each in suggested[year] if each.presidency),
        )
        for year in years
        if year in decided or any(each.presidency for each in suggested[year])
    )


def _is_decided(edition: Edition) -> bool:
    return edition.host_status in {HostStatus.MEMBER, HostStatus.OTHER}


def _archive(current: Edition | None) -> tuple[PastEdition, ...]:
    today = datetime.now(UTC).date()
    past = Edition.objects.filter(
        Q(starts_on__lt=today) | Q(starts_on=None, year__lt=today.year),
        kind=Kind.COOPERATION_DAY,
        cancelled_at=None,
    ).exclude(pk=current.pk if current else None)
    newest_first = past.order_by(F("year").desc(nulls_last=True), F("starts_on").desc(nulls_last=True), "pk")
    is_shown = visible(EditionPage.objects.filter(edition=OuterRef("pk")))
    editions = list(newest_first.select_related("page").annotate(has_page=Exists(is_shown))[:EDITIONS_SHOWN])
    pages = {edition.pk: edition.page.url for edition in editions if edition.has_page}
    return tuple(
        PastEdition(
            year=edition.year,
            title=edition.title,
            url=pages.get(edition.pk, ""),
            place=wording.place(edition),
            days=wording.days(edition.starts_on, edition.ends_on) or str(edition.year or ""),
        )
        for edition in editions
    )
