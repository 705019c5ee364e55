"""What the home page shows: the edition that counts now, news, the next hosts, the archive."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.http import HttpRequest
from wagtail.models import Page

from cooperation.agenda.models import Release
from cooperation.editions.enums import HostStatus, Kind, State
from cooperation.editions.models import Edition
from cooperation.editions.queries import Candidate, candidates_by_year, current_edition, rota_of
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


@dataclass(frozen=True, slots=True)
class Years:
    """What the page says of other years, and who hosts the present one with its host."""

    next_hosts: tuple[HostYear, ...]
    archive: tuple[PastEdition, ...]
    co_hosts: tuple[Member, ...]


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
    key = f"front-page-years:{request.get_host()}:{edition and edition.pk}"
    years = cached_fragment(key, lambda: _years(edition))
    return {
        "edition": edition,  # whose colour the page wears
        "current": _current(edition, years.co_hosts) if edition else None,
        "news": news,
        "next_hosts": years.next_hosts,
        "archive": years.archive,
    }


def _current(edition: Edition, co_hosts: tuple[Member, ...]) -> EditionView:
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
        co_hosts=co_hosts,
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


def _years(current: Edition | None) -> Years:
    """The years around ``current``: three queries, of editions, the rota and members."""
    this_year = datetime.now(UTC).year
    coming = range(this_year + 1, this_year + 1 + YEARS_AHEAD)
    is_shown = visible(EditionPage.objects.filter(edition=OuterRef("pk")))
    newest_first = (F("year").desc(nulls_last=True), F("starts_on").desc(nulls_last=True), "pk")
    editions = list(
        Edition.objects.filter(_is_past() | Q(year__in=coming), kind=Kind.COOPERATION_DAY, cancelled_at=None)
        .select_related("page", "host")
        .annotate(has_page=Exists(is_shown), is_past=Case(When(_is_past(), then=True), default=False))
        .order_by(*newest_first)
    )
    rota = rota_of(coming)
    links = Edition.co_hosts.through.objects.filter(edition=current and current.pk, member=OuterRef("pk"))
    countries = {str(presidency.country) for presidency in rota.values()}
    members = Member.objects.annotate(is_co_host=Exists(links))
    named = list(members.filter(Q(is_co_host=True) | Q(country__in=countries)))
    return Years(
        next_hosts=_next_hosts(
            [edition for edition in editions if edition.year in coming],
            candidates_by_year(coming, named, rota),
        ),
        archive=_archive([edition for edition in editions if edition.is_past and edition != current]),
        co_hosts=tuple(member for member in named if member.is_co_host),
    )


def _is_past() -> Q:
    today = datetime.now(UTC).date()
    return Q(starts_on__lt=today) | Q(starts_on=None, year__lt=today.year)


def _next_hosts(planned: list[Edition], suggested: dict[int, list[Candidate]]) -> tuple[HostYear, ...]:
    hosted = [edition for edition in planned if _is_decided(edition)]
    decided = {edition.year: wording.host(edition) for edition in hosted if not edition.is_example}
    examples = {edition.year: wording.host(edition) for edition in hosted if edition.is_example}
    return tuple(
        HostYear(
            year,
            decided.get(year, ""),
            examples.get(year, ""),
            tuple(each for each in suggested[year] if each.presidency),
        )
        for year in suggested
        if year in decided or any(each.presidency for each in suggested[year])
    )


def _is_decided(edition: Edition) -> bool:
    return edition.host_status in {HostStatus.MEMBER, HostStatus.OTHER}


def _archive(past: list[Any]) -> tuple[PastEdition, ...]:
    return tuple(
        PastEdition(
            year=edition.year,
            title=edition.title,
            url=edition.page.url if edition.has_page else "",
            place=wording.place(edition),
            days=wording.days(edition.starts_on, edition.ends_on) or str(edition.year or ""),
        )
        for edition in past[:EDITIONS_SHOWN]
    )
