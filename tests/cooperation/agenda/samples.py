"""Agendas as plain values, for tests that need no database."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry, SpeakerEntry
from core.formats.ics import Organiser

VILNIUS = ZoneInfo("Europe/Vilnius")
MORNING = datetime(2027, 5, 12, 9, 0, tzinfo=VILNIUS)
RELEASED = datetime(2027, 4, 1, 9, 30, tzinfo=UTC)
ROOMS = (RoomEntry(1, "Aula"), RoomEntry(2, "Neris"), RoomEntry(3, "Vilnia"))
TITLES = (
    "Opening and welcome",
    "Διαδικτυακές αγορές και δικαιώματα των καταναλωτών",
    "Обжалване на решения в трансграничните спорове",
    "Verbraucherschlichtungsstellenverordnungen",
)

FACTS = AgendaFacts(
    title="Cooperation Day 2027",
    zone=VILNIUS,
    agenda_url="https://day.example.eu/2027/agenda/",
    year=2027,
    theme="Across borders",
    first_day=date(2027, 5, 12),
    last_day=date(2027, 5, 13),
    venue="National Library",
    address="Gedimino pr. 51",
    city="Vilnius",
    position=(Decimal("54.69"), Decimal("25.26")),
    host="Centre of Lithuania",
    network="The Network",
    organiser=Organiser("The Network", "contact@example.eu"),
)


def slot(title: str = "Opening", hour: float = 9, minutes: float = 60, **about: Any) -> SlotEntry:
    """A slot on 12 May 2027 that begins at ``hour`` by the clock in Vilnius."""
    starts_at = (MORNING + timedelta(hours=hour - 9)).astimezone(UTC)
    values: dict[str, Any] = {
        "uid": str(uuid.uuid5(uuid.NAMESPACE_URL, title)),
        "kind": "plenary",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=minutes),
        "changed_at": RELEASED,
    }
    return SlotEntry(title=title, **values | about)


def programme(*slots: SlotEntry, rooms: tuple[RoomEntry, ...] = ROOMS, number: int = 1) -> Programme:
    """A released agenda of ``slots``."""
    return Programme(rooms, slots, number, "", RELEASED).in_order()


def big_programme(count: int) -> Programme:
    """``count`` slots over many days, three rooms at a time, in three scripts."""
    made = []
    for index in range(count):
        title = TITLES[index % len(TITLES)]
        made.append(
            replace(
                slot(title, hour=9 + (index // 3 % 8) + 24 * (index // 24)),
                uid=str(uuid.uuid5(uuid.NAMESPACE_URL, str(index))),
                kind="workshop",
                room=ROOMS[index % 3],
                abstract="What a year of cases has taught, and which answers travel well. " * 2,
                speakers=(SpeakerEntry(index + 1, f"Ona Example {index}", "Head of unit", "Centre"),),
            )
        )
    return programme(*made)
