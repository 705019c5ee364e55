"""Editions, slots and news for machines, in the words of schema.org.

Source: https://schema.org/Event and https://schema.org/NewsArticle.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from wagtail.models import Page

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.programme import Programme, SlotEntry
from cooperation.editions.enums import HostStatus, Mode, State
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from cooperation.pages import wording
from cooperation.pages.timetable import Links

CONTEXT = "https://schema.org"
A_MOMENT = timedelta(microseconds=1)
"""What lies between the midnight at which something without hours ends and its last day."""
_ATTENDANCE = {
    Mode.IN_PERSON: f"{CONTEXT}/OfflineEventAttendanceMode",
    Mode.ONLINE: f"{CONTEXT}/OnlineEventAttendanceMode",
    Mode.HYBRID: f"{CONTEXT}/MixedEventAttendanceMode",
}


def event(
    page: Page,
    edition: Edition,
    state: State,
    public: Programme,
    links: Links,
    co_hosts: Iterable[Member],
) -> dict[str, Any]:
    """An ``edition`` as an Event with its public slots; offers are none, nobody pays.

    Empty while its day or its place is not known: readers of such data require both.

    Args:
        public: the programme without what only attendees see.
    """
    location = _location(edition)
    if not edition.starts_on or not location:
        return {}
    origin = page.full_url[: -len(page.url)] if page.full_url.endswith(page.url) else ""
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "name": edition.title,
        "description": edition.summary or edition.theme,
        "url": page.full_url,
        "startDate": edition.starts_on,
        "endDate": edition.ends_on or edition.starts_on,
        "eventStatus": _status(is_cancelled=state == State.CANCELLED),
        "eventAttendanceMode": _ATTENDANCE.get(Mode(edition.mode)) if edition.mode else None,
        "location": location,
        "organizer": _organizers(edition, co_hosts),
        "subEvent": [
            _slot(slot, edition, location, origin + links.agenda)
            for slot in public.current
            if slot.kind != SlotKind.BREAK
        ],
    }


def _status(*, is_cancelled: bool) -> str:
    return f"{CONTEXT}/{'EventCancelled' if is_cancelled else 'EventScheduled'}"


def _slot(
    slot: SlotEntry, edition: Edition, location: list[dict[str, Any]], agenda_url: str
) -> dict[str, Any]:
    starts, ends = slot.starts_at.astimezone(edition.zone), slot.ends_at.astimezone(edition.zone)
    return {
        "@type": "Event",
        "name": slot.title,
        "description": slot.abstract,
        "startDate": starts.date() if slot.is_untimed else starts.isoformat(),
        "endDate": (ends - A_MOMENT).date() if slot.is_untimed else ends.isoformat(),
        "eventStatus": _status(is_cancelled=slot.is_cancelled),
        "location": [{"@type": "Place", "name": slot.where, "address": wording.place(edition)}]
        if slot.where and edition.mode != Mode.ONLINE
        else location,
        "performer": [{"@type": "Person", "name": speaker.name} for speaker in slot.speakers],
        "inLanguage": slot.language,
        "url": f"{agenda_url}#{slot.anchor}" if agenda_url else None,
    }


def _location(edition: Edition) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if edition.mode != Mode.ONLINE and (edition.venue_name or edition.city):
        places.append(_place(edition))
    if edition.mode in {Mode.ONLINE, Mode.HYBRID} and edition.online_url:
        places.append({"@type": "VirtualLocation", "url": edition.online_url})
    return places


def _place(edition: Edition) -> dict[str, Any]:
    geo = None
    if edition.latitude is not None and edition.longitude is not None:
        geo = {
            "@type": "GeoCoordinates",
            "latitude": str(edition.latitude),
            "longitude": str(edition.longitude),
        }
    return {
        "@type": "Place",
        "name": edition.venue_name or edition.city,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": edition.venue_address,
            "addressLocality": edition.city,
            "addressCountry": str(edition.country) if edition.country else "",
        },
        "geo": geo,
    }


def _organizers(edition: Edition, co_hosts: Iterable[Member]) -> list[dict[str, Any]]:
    """The host, then those who host with it; none while it is not known."""
    if edition.host_status == HostStatus.MEMBER and edition.host:
        host = _member(edition.host)
    elif edition.host_status == HostStatus.OTHER and edition.other_host:
        host = {"@type": "Organization", "name": edition.other_host}
    else:
        return []
    return [host, *(_member(member) for member in co_hosts)]


def _member(member: Member) -> dict[str, Any]:
    return {"@type": "Organization", "name": member.name, "url": member.website}


def news_article(page: Any, publisher: str, keywords: list[str]) -> dict[str, Any]:
    """A piece of news as a NewsArticle.

    Args:
        page: a ``NewsPage``.
        publisher: the network's name.
        keywords: the names of its tags.
    """
    organisation = {"@type": "Organization", "name": publisher}
    return {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.teaser,
        "datePublished": page.published_on,
        "dateModified": page.last_published_at,
        "author": {"@type": "Person", "name": page.author} if page.author else organisation,
        "publisher": organisation,
        "keywords": keywords,
        "url": page.full_url,
        "inLanguage": page.locale.language_code,
    }
