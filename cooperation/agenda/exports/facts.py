"""What the exports say about the edition beside its slots."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from cooperation.agenda import wording
from cooperation.agenda.programme import SlotEntry
from cooperation.editions.models import Edition
from cooperation.network.models import NetworkSettings
from core.formats.ics import Organiser


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """An edition as its agenda's downloads present it."""

    title: str
    zone: ZoneInfo
    agenda_url: str
    """The agenda's page, with scheme, host and a slash at its end."""
    language: str = "en"
    year: int | None = None
    theme: str = ""
    first_day: date | None = None
    last_day: date | None = None
    venue: str = ""
    address: str = ""
    """In one line."""
    city: str = ""
    position: tuple[Decimal, Decimal] | None = None
    host: str = ""
    accent_colour: str = "#003399"
    funding_statement: str = ""
    disclaimer: str = ""
    is_example: bool = False
    cancelled_at: datetime | None = None
    standing_changes: int = 0
    """How often the edition was cancelled or reinstated, and when last."""
    standing_changed_at: datetime | None = None
    organiser: Organiser | None = None
    network: str = ""

    @property
    def place(self) -> str:
        """Venue and city, as far as known."""
        return self._with_city(self.venue)

    @property
    def full_address(self) -> str:
        """Venue, address and city in one line, as far as known."""
        return self._with_city(", ".join(part for part in (self.venue, self.address) if part))

    def _with_city(self, told: str) -> str:
        """``told`` and the city, unless ``told`` names the city already."""
        if self.city and re.search(rf"\b{re.escape(self.city)}\b", told, re.IGNORECASE):
            return told
        return ", ".join(part for part in (told, self.city) if part)

    @property
    def days(self) -> str:
        """The days in the reader's language, such as “12 May 2027 – 13 May 2027”; empty when not known."""
        if not self.first_day:
            return ""
        return wording.days(self.first_day, self.last_day or self.first_day)

    def sequence(self, slot: SlotEntry) -> int:
        """How often calendars have to take notice of ``slot``: by its releases and by the edition."""
        return slot.sequence + self.standing_changes

    def changed_at(self, slot: SlotEntry) -> datetime | None:
        """When ``slot`` last changed, by a release or with the edition; ``None`` in a draft."""
        moments = (slot.changed_at, self.standing_changed_at)
        return max((moment for moment in moments if moment), default=None)

    def slot_url(self, slot: SlotEntry) -> str:
        """Where the agenda's page shows ``slot``."""
        return f"{self.agenda_url}#{slot.anchor}"

    def at_the_venue(self, slot: SlotEntry) -> bool:
        """Whether ``slot`` takes place at the venue, as far as is known."""
        return slot.room is not None or not slot.place


def facts_of(
    edition: Edition, agenda_url: str, network: NetworkSettings, language: str = "en"
) -> AgendaFacts:
    """The facts of ``edition`` for its downloads; ``agenda_url`` is absolute, with a slash at its end."""
    position = None
    if edition.latitude is not None and edition.longitude is not None:
        position = (edition.latitude, edition.longitude)
    organiser = None
    if network.contact_email:
        organiser = Organiser(network.contact_name or network.name, network.contact_email)
    return AgendaFacts(
        title=edition.title,
        zone=edition.zone,
        agenda_url=agenda_url,
        language=language,
        year=edition.year,
        theme=edition.theme,
        first_day=edition.starts_on,
        last_day=edition.ends_on,
        venue=edition.venue_name,
        address=", ".join(line.strip() for line in edition.venue_address.splitlines() if line.strip()),
        city=edition.city,
        position=position,
        host=edition.host.name if edition.host else edition.other_host,
        accent_colour=edition.accent_colour,
        funding_statement=edition.funding_statement or network.funding_statement,
        disclaimer=network.disclaimer,
        is_example=edition.is_example,
        cancelled_at=edition.cancelled_at,
        standing_changes=edition.standing_changes,
        standing_changed_at=edition.cancelled_at or edition.reinstated_at,
        organiser=organiser,
        network=network.name,
    )
