"""What the start page of an edition shows, read in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.formats import date_format
from wagtail.models import Page

from cooperation.agenda.programme import Programme
from cooperation.agenda.queries import current_programme
from cooperation.editions.enums import Kind, State
from cooperation.editions.models import AdjacentEvent, Edition, Erratum
from cooperation.editions.queries import AroundTheHost, around_the_host
from cooperation.pages import rules, timetable, wording
from cooperation.pages.edition_band import PARTS_IN_ORDER, PartLink
from cooperation.pages.structured_data import event
from cooperation.pages.tree import visible
from core.publishing.pictures import prefetch_sizes
from core.publishing.routing import know_roots
from core.serving.caching import KeptPart

BLOCKS_AT_A_GLANCE = 8
"""How many blocks of a long day the start page shows; the agenda has them all."""
LEFT_OVER = 2
"""So many more are shown rather than counted: telling of them would take as much room."""
NEWS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class GlanceDay:
    """A day in short."""

    label: str
    number: int
    """The day of the month."""
    weekday: str
    month: str
    url: str
    blocks: tuple[timetable.Block, ...]
    more: int
    """How many blocks only the agenda shows."""


def edition_context(page: Any) -> dict[str, Any]:
    """What the template of ``page``, an ``EditionPage``, needs.

    Nearly all of it is the same for everybody until content changes, and is drawn once. Of the clock it
    knows no more than the edition's state and, while the edition is on, the day.
    """
    edition: Edition = page.edition
    now = datetime.now(UTC)
    state = edition.state(now)
    today = now.astimezone(edition.zone).date().isoformat() if state == State.ON_NOW else ""
    kept = KeptPart(f"edition:{page.pk}:{state}:{today}", lambda: _public_context(page, state, today))
    return {"edition": edition, "state": state, "is_over": rules.is_over(state), "kept": kept}


def _public_context(page: Any, state: State, today: str) -> dict[str, Any]:
    edition: Edition = page.edition
    around = around_the_host(edition)
    parts = _parts(page)
    programme = current_programme(edition) or Programme()
    public = programme.seen_by(attendee=False)
    agenda_url = parts["agenda"][0].url if "agenda" in parts else ""
    links = timetable.Links(agenda=agenda_url, pages=_addresses(parts))
    news = _news(edition)
    days = timetable.days(public, edition.zone, links)
    is_today = agenda_url and today in {day.iso for day in days}
    ways = rules.Ways(
        agenda=agenda_url if programme.number else "",
        today=f"{agenda_url}#day-{today}" if is_today else "",
        news="#news" if news else "",
        **_ways(edition, parts),
    )
    return {
        "standing": rules.standing(edition, state, ways),
        "days_in_words": wording.days(edition.starts_on, edition.ends_on),
        "numeral": wording.numeral(edition),
        "place": wording.place(edition),
        "online_url": edition.online_url if rules.is_to_come(state) else "",
        **_who_hosts_and_why(edition, around),
        "glance": [_glance(day, agenda_url) for day in days] if agenda_url else [],
        "agenda_url": agenda_url,
        "zone_name": timetable.zone_name(public, edition.zone),
        "workshops": [
            (workshop, _sessions(public, workshop, edition, links)) for workshop in parts.get("workshop", [])
        ],
        "part_links": [
            PartLink(parts[part][0].title, parts[part][0].url) for part in PARTS_IN_ORDER if part in parts
        ],
        "parts": {name.replace("-", "_"): pages[0] for name, pages in parts.items()},
        "exhibition": parts["exhibition"][0].exhibitionpage if "exhibition" in parts else None,
        "adjacent_events": _adjacent_events(edition),
        "errata": _errata(edition) if rules.is_over(state) or state == State.CANCELLED else [],
        "news": news,
        "structured_data": event(page, edition, state, public, links, around.co_hosts),
    }


def _ways(edition: Edition, parts: dict[str, list[Page]]) -> dict[str, Any]:
    leads = {
        name.replace("-", "_"): parts[name][0].url for name in ("look-back", "practical") if name in parts
    }
    return leads | ways_in(edition, parts.get("register", []))


def _adjacent_events(edition: Edition) -> list[tuple[AdjacentEvent, str]]:
    """What others hold around the same days, each with its days in words."""
    return [(other, wording.days(other.starts_on, other.ends_on)) for other in edition.adjacent_events.all()]


def _errata(edition: Edition) -> list[Erratum]:
    """What was wrong in the archived edition, the newest first."""
    return list(edition.errata.all())


def _who_hosts_and_why(edition: Edition, around: AroundTheHost) -> dict[str, Any]:
    decided_on = wording.day(edition.host_decided_on) if edition.host_decided_on else ""
    presidency = wording.presidency(edition)
    return {
        "host": wording.host(edition),
        "co_hosts": around.co_hosts,
        "presidency_in_words": presidency,
        "presidency_in_short": wording.short_presidency(edition),
        "other_candidates": _other_candidates(edition, around),
        "host_decided_on": decided_on,
        "says_why": bool(presidency or edition.host_reason or edition.host_decided_by or decided_on),
    }


def _other_candidates(edition: Edition, around: AroundTheHost) -> list[str]:
    """Who else could have hosted, by the rota: in words, for a Cooperation Day in one of its half-years."""
    if edition.host is None or edition.kind != Kind.COOPERATION_DAY:
        return []
    return [wording.other_candidate(member.name, half) for member, half in around.other_half]


def ways_in(edition: Edition, pages: Iterable[Page]) -> dict[str, Any]:
    """Where one registers for ``edition`` and what one gets there, for ``rules.Ways``.

    What counts places lies above this package: the page that registers people knows about them.
    """
    for page in pages:
        offer = page.specific_class.offer(edition)
        if offer is not None:
            return {"register": page.url, "offer": offer}
    return {}


def _news(edition: Edition) -> list[Any]:
    """The latest news with their pictures, and the sizes of all pictures of the page: two queries."""
    published = visible(edition.news.published()).select_related("teaser_picture", "lead_picture")
    news = list(published[:NEWS_SHOWN])
    prefetch_sizes([edition.hero_picture, *(piece.teaser_picture or piece.lead_picture for piece in news)])
    return news


def _parts(page: Page) -> dict[str, list[Page]]:
    """The pages below by what they are to the edition, in the tree's order: one query."""
    parts: dict[str, list[Page]] = {}
    found = list(visible(page.get_descendants()).select_related("exhibitionpage"))
    know_roots(found)
    for below in found:
        name = getattr(below.specific_class, "part", "")
        if name:
            parts.setdefault(name, []).append(below)
    return parts


def _addresses(parts: dict[str, list[Page]]) -> dict[int, str]:
    return {page.pk: page.url for pages in parts.values() for page in pages}


def _glance(day: timetable.DayView, agenda_url: str) -> GlanceDay:
    blocks = tuple(timetable.Block((slot,)) for slot in day.untimed) + day.blocks
    shown = blocks if len(blocks) <= BLOCKS_AT_A_GLANCE + LEFT_OVER else blocks[:BLOCKS_AT_A_GLANCE]
    date = datetime.fromisoformat(day.iso)
    return GlanceDay(
        label=day.label,
        number=date.day,
        weekday=date_format(date, "l"),
        month=date_format(date, "F"),
        url=f"{agenda_url}#{day.anchor}",
        blocks=shown,
        more=len(blocks) - len(shown),
    )


def _sessions(
    programme: Programme, workshop: Page, edition: Edition, links: timetable.Links
) -> list[timetable.SlotView]:
    entries = [slot for slot in programme.current if slot.page_id == workshop.pk]
    return timetable.slots(entries, edition.zone, links)
