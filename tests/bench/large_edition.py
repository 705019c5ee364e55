"""Loads an edition with 300 slots on top of the demo's data, and times its PDF; run by the bench."""

import json
import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django

YEAR = 2036
DAYS, ROOMS, SLOTS_A_DAY = 3, 10, 10
FIRST_DAY = date(YEAR, 5, 13)


def load() -> None:
    """Make the edition, its pages and one release of its agenda; does nothing where they stand."""
    from cooperation.editions.enums import HostStatus
    from cooperation.editions.models import Edition
    from cooperation.network.models import Member
    from cooperation.pages.models import AgendaPage, EditionPage
    from home.models import HomePage

    if Edition.objects.filter(year=YEAR).exists():
        return
    edition = Edition.objects.create(
        title=f"Cooperation Day {YEAR}",
        year=YEAR,
        starts_on=FIRST_DAY,
        ends_on=FIRST_DAY + timedelta(days=DAYS - 1),
        time_zone="Europe/Vilnius",
        city="Vilnius",
        country="LT",
        host_status=HostStatus.MEMBER,
        host=Member.objects.first(),
        announced_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    page = HomePage.objects.get().add_child(
        instance=EditionPage(title=edition.title, slug=str(YEAR), edition=edition)
    )
    page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    fill(edition)


def fill(edition: object) -> None:
    from cooperation.agenda.actions import release
    from cooperation.agenda.enums import SlotKind
    from cooperation.agenda.models import Room, Slot, SlotSpeaker, Speaker

    rooms = [Room.objects.create(edition=edition, name=f"Room {n}", sort_order=n) for n in range(ROOMS)]
    speakers = [Speaker.objects.create(edition=edition, name=f"Example speaker {n}") for n in range(ROOMS)]
    for day in range(DAYS):
        for turn in range(SLOTS_A_DAY):
            starts_at = datetime(YEAR, 5, 13 + day, 6, tzinfo=UTC) + timedelta(hours=turn)
            for room, speaker in zip(rooms, speakers, strict=True):
                slot = Slot.objects.create(
                    edition=edition,
                    kind=SlotKind.WORKSHOP,
                    title=f"Workshop {turn + 1} of day {day + 1} in {room}",
                    abstract="What it is about, in a sentence or two of an ordinary length.",
                    starts_at=starts_at,
                    ends_at=starts_at + timedelta(minutes=50),
                    room=room,
                )
                SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    release(edition, "Three hundred slots.", None)


def seconds_for_the_pdf() -> list[float]:
    """How long a PDF of 300 slots takes, five times in one process; the first one warms up."""
    from django.test import Client

    client, times = Client(), []
    for _attempt in range(5):
        began = time.perf_counter()
        answer = client.get(f"/{YEAR}/agenda/agenda.pdf", HTTP_HOST="localhost")
        times.append(round(time.perf_counter() - began, 3))
        content = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, answer.status_code
        assert content.startswith(b"%PDF")
    return times


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    django.setup()
    load()
    sys.stdout.write(json.dumps(seconds_for_the_pdf()))


if __name__ == "__main__":
    main()
