"""The personal calendar as other programs judge it, and its times wherever the server stands."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind
from cooperation.network.models import NetworkSettings
from tests.cooperation.agenda.exports.test_validators import SABRE, khal, libical, run
from tests.factories import EditionFactory, SlotFactory, UserFactory
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import ending, seats
from workshops.registration.exports.calendar import own_feed
from workshops.registration.models import Registration

pytestmark = pytest.mark.django_db

__all__ = ["khal", "libical"]
STATES = ("seats", "given up", "cancelled", "empty")


def own_calendar(state: str, network: NetworkSettings | None = None) -> bytes:
    """The calendar of somebody in one of ``STATES``."""
    desk = make_desk()
    SlotFactory(edition=desk.edition, title="Opening; with, odd \\ „signs“")
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, hour=2, title="Rights")
    if state != "empty":
        release(desk.edition, "First", UserFactory())
    ona = register_one(desk)
    seats.book(ona, parcels)
    seats.book(ona, rights)
    if state != "seats":
        seats.leave(ona, parcels)
    if state == "cancelled":
        ending.cancel(ona)
    ona.refresh_from_db()
    return own_feed(ona, network or NetworkSettings())


@pytest.fixture(params=STATES)
def calendar(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "my-agenda.ics"
    path.write_bytes(own_calendar(request.param, NetworkSettings(name="N", contact_email="c@example.eu")))
    return path


@pytest.mark.services
def test_validators_find_nothing(calendar: Path, libical: Path, tmp_path: Path) -> None:
    run(str(libical), str(calendar))
    assert vobject.readOne(calendar.read_text()).validate(raiseException=True)
    validator = shutil.which("vobjectvalidate")
    assert "No warnings" in run("php", "-d", f"auto_prepend_file={SABRE}", validator or "", str(calendar))
    folder = tmp_path / "calcurse"
    folder.mkdir()
    report = run("calcurse", "-D", str(folder), "-i", str(calendar))
    taken = sum(int(number) for number in re.findall(r"(\d+) (?:app|event)s?", report))
    assert taken == calendar.read_bytes().count(b"BEGIN:VEVENT")
    assert "0 skipped" in report


@pytest.mark.services
def test_a_second_import_follows_the_seats(khal: Callable[..., str], tmp_path: Path) -> None:
    desk = make_desk()
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, title="Rights")
    release(desk.edition, "First", UserFactory())
    ona = register_one(desk)
    seats.book(ona, parcels)
    told = []
    for act in (None, lambda: seats.swap(ona, parcels, rights), lambda: seats.swap(ona, rights, parcels)):
        if act:
            act()
        path = tmp_path / "my-agenda.ics"
        path.write_bytes(own_feed(ona, NetworkSettings()))
        khal("import", "--batch", str(path))
        template = "{start-time} {title} {status}"
        rows = khal("list", "--once", "2027-05-12", "1d", "--format", template, "--day-format", "")
        told.append(sorted(" ".join(line.split()) for line in rows.splitlines() if line.strip()))
    assert told == [
        ["09:00 Parcels CONFIRMED"],
        ["09:00 Parcels CANCELLED", "09:00 Rights CONFIRMED"],
        ["09:00 Parcels CONFIRMED", "09:00 Rights CANCELLED"],
    ]


SERVERS = ("UTC", "America/St_Johns", "Pacific/Auckland")
CHANGES = (
    # In Vilnius the clocks go from 3 to 4 on 28 March and from 4 to 3 on 31 October 2027.
    (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "02:30", "04:30", timedelta(hours=1)),
    (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), "04:30", "05:30", timedelta(hours=1)),
    (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "03:30", "03:30", timedelta(hours=1)),
    (datetime(2028, 2, 29, 7, 0, tzinfo=UTC), "09:00", "10:00", timedelta(hours=1)),
)


@pytest.fixture(params=SERVERS)
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server whose clocks, and Django's, stand in another zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    with timezone.override(request.param):
        yield request.param
    monkeypatch.undo()
    time.tzset()


def somebody_at(starts_at: datetime, length: timedelta) -> Registration:
    """Somebody with a seat in a session that begins at ``starts_at``."""
    edition = EditionFactory(
        ready_for_registration=True,
        registration_opens_at=OPENED,
        year=starts_at.year,
        starts_on=starts_at.date(),
        ends_on=starts_at.date(),
    )
    desk = make_desk(edition)
    slot = SlotFactory(
        edition=edition,
        kind=SlotKind.WORKSHOP,
        title="Night",
        starts_at=starts_at,
        ends_at=starts_at + length,
    )
    session = Session.objects.create(slot=slot, seats=1)
    release(edition, "First", UserFactory())
    ona = register_one(desk)
    seats.book(ona, session)
    return ona


@pytest.mark.parametrize(("starts_at", "starts", "ends", "length"), CHANGES)
def test_times_are_those_of_the_venue_wherever_the_server_stands(
    client: Client, server_zone: str, starts_at: datetime, starts: str, ends: str, length: timedelta
) -> None:
    ona = somebody_at(starts_at, length)
    event = Calendar.from_ical(own_feed(ona, NetworkSettings())).events[0]
    assert event["DTSTART"].dt.astimezone(UTC) == starts_at
    assert event["DTEND"].dt.astimezone(UTC) == starts_at + length
    for name in ("ticket_seats", "ticket_agenda"):
        page = client.get(reverse(name, args=[ona.ticket])).content.decode()
        hours = re.findall(r"<time[^>]*>(\d\d:\d\d)", page)
        assert starts in hours, name
        assert ends in hours, name
    overview = client.get(reverse("ticket", args=[ona.ticket])).content.decode()
    assert re.search(rf"{starts}[\s<]", overview)


def test_the_zones_of_the_servers_differ() -> None:
    """What the test above compares would not be told apart by servers of one zone."""
    shown = set()
    for zone in SERVERS:
        with timezone.override(zone):
            shown.add(f"{timezone.localtime(CHANGES[0][0]):%H:%M}")
    assert len(shown) == len(SERVERS)
    assert not shown & {"02:30", "04:30"}
