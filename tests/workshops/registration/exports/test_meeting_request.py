"""The meeting as a calendar entry: right by the clocks of the venue, and accepted by those who judge."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar, Component

from cooperation.agenda.actions import release
from cooperation.editions.models import Edition
from core.formats.ics import Attendee
from core.serving.content_version import read_version
from tests.factories import EditionFactory, SlotFactory, UserFactory
from workshops.registration.exports.meeting_request import (
    hours_of,
    meeting_cancellation,
    meeting_request,
    organiser_of,
    whole_days_of,
)
from workshops.registration.models import Registration

pytestmark = pytest.mark.django_db

ONA = Attendee("Ona", "ona@example.org")
SABRE = "/usr/share/php/Sabre/VObject/autoload.php"
VILNIUS = ZoneInfo("Europe/Vilnius")


def registration(edition: Edition, **fields: object) -> Registration:
    return Registration.objects.create(
        edition=edition, email="ona@example.org", badge_name="Ona", calendar_sequence=3, **fields
    )


def request_of(edition: Edition) -> bytes:
    made = meeting_request(registration(edition), ONA, ["You have a seat in “A; B, C\\D”.", "https://x.org/"])
    assert made
    return made


def event(content: bytes) -> Component:
    [found] = Calendar.from_ical(content).walk("VEVENT")
    return found


def released(edition: Edition, *hours: tuple[datetime, datetime]) -> None:
    for start, end in hours:
        SlotFactory(edition=edition, starts_at=start, ends_at=end)
    release(edition, "", UserFactory())


@pytest.fixture(params=["UTC", "America/St_Johns", "Pacific/Auckland"])
def _server_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def test_before_a_release_it_is_whole_days() -> None:
    found = event(request_of(EditionFactory()))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2027, 5, 12), date(2027, 5, 14))


def test_each_release_tells_its_own_hours_though_they_are_read_once() -> None:
    edition = EditionFactory()
    first = datetime(2027, 5, 12, 9, tzinfo=VILNIUS)
    for hours in (1, 2):
        released(edition, (first, first + timedelta(hours=hours)))
        read_version()  # as of content that stands
        assert hours_of(edition) == (first, first + timedelta(hours=hours))
        with CaptureQueriesContext(connection) as captured:
            hours_of(edition)
        assert [query["sql"].split()[1] for query in captured.captured_queries] == ["number"]


def test_after_a_release_it_is_from_the_first_to_the_last_hour() -> None:
    edition = EditionFactory()
    first = datetime(2027, 5, 12, 9, tzinfo=VILNIUS)
    last = datetime(2027, 5, 13, 17, 30, tzinfo=VILNIUS)
    released(edition, (first, first + timedelta(hours=1)), (last - timedelta(hours=1), last))
    SlotFactory(edition=edition, starts_at=last, ends_at=last + timedelta(hours=3))  # of the draft only
    found = event(request_of(edition))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (first, last)
    assert found["dtstart"].params["tzid"] == "Europe/Vilnius"


def test_a_slot_that_is_cancelled_makes_the_day_no_longer() -> None:
    edition = EditionFactory()
    start = datetime(2027, 5, 12, 9, tzinfo=VILNIUS)
    SlotFactory(
        edition=edition,
        starts_at=start + timedelta(hours=8),
        ends_at=start + timedelta(hours=9),
        is_cancelled=True,
    )
    released(edition, (start, start + timedelta(hours=1)))
    assert event(request_of(edition)).decoded("dtend") == start + timedelta(hours=1)


@pytest.mark.usefixtures("_server_zone")
class TestClocks:
    """Both changes of the clocks and 29 February, wherever the server stands."""

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (datetime(2027, 3, 27, 9, tzinfo=VILNIUS), datetime(2027, 3, 28, 17, tzinfo=VILNIUS)),
            (datetime(2027, 10, 30, 9, tzinfo=VILNIUS), datetime(2027, 10, 31, 17, tzinfo=VILNIUS)),
            (datetime(2028, 2, 28, 9, tzinfo=VILNIUS), datetime(2028, 2, 29, 23, tzinfo=VILNIUS)),
        ],
    )
    def test_hours_are_those_of_the_venue(self, first: datetime, last: datetime) -> None:
        edition = EditionFactory(year=first.year, starts_on=first.date(), ends_on=last.date())
        released(edition, (first, first + timedelta(hours=1)), (last - timedelta(hours=1), last))
        content = request_of(edition)
        assert f"DTSTART;TZID=Europe/Vilnius:{first:%Y%m%dT%H%M%S}" in content.decode()
        assert f"DTEND;TZID=Europe/Vilnius:{last:%Y%m%dT%H%M%S}" in content.decode()
        read = vobject.readOne(content.decode()).vevent
        assert read.dtstart.value.astimezone(UTC) == first.astimezone(UTC)
        assert read.dtend.value.astimezone(UTC) == last.astimezone(UTC)

    @pytest.mark.parametrize("zone", ["Europe/Vilnius", "Atlantic/Azores", "Pacific/Auckland"])
    def test_whole_days_begin_at_the_midnight_of_the_venue(self, zone: str) -> None:
        edition = EditionFactory(time_zone=zone, starts_on=date(2027, 3, 27), ends_on=date(2027, 3, 28))
        found = event(request_of(edition))
        assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2027, 3, 27), date(2027, 3, 29))
        hours = whole_days_of(edition)
        assert hours
        assert {moment.astimezone(edition.zone).hour for moment in hours} == {0}


def test_cancelling_has_the_same_identity_and_no_ticket() -> None:
    edition = EditionFactory()
    ona = registration(edition)
    asked, gone = meeting_request(ona, ONA, ["https://ticket"]), meeting_cancellation(ona, ONA)
    assert asked
    assert gone
    assert event(asked)["uid"] == event(gone)["uid"]
    assert b"METHOD:CANCEL" in gone
    assert b"METHOD:REQUEST" in asked
    assert b"https://ticket" in asked
    assert b"https" not in gone


def test_somebody_invites_whoever_is_known() -> None:
    edition = EditionFactory()
    assert organiser_of(edition).email == "noreply@localhost"
    edition.controller_email, edition.controller_name = "host@example.org", "The host"
    assert organiser_of(edition).email == "host@example.org"


HOSTILE = "A\r\nATTENDEE:mailto:evil@example.org\r\nBEGIN:VALARM;x\\,\"'\u2028\x00\u202e"


def test_no_text_makes_a_line_of_its_own() -> None:
    edition = EditionFactory()
    person = registration(edition)
    # Afterwards, because PostgreSQL keeps no NUL: the calendar has to bear what no database would give it.
    for name in ("title", "venue_name", "venue_address", "city"):
        setattr(person.edition, name, HOSTILE)
    made = meeting_request(person, Attendee(HOSTILE, "ona@example.org"), [HOSTILE])
    assert made
    lines = made.decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith("ATTENDEE")] == [
        line for line in lines if line.endswith("mailto:ona@example.org") and "ATTENDEE" in line[:8]
    ]
    assert len([line for line in lines if line.startswith("ATTENDEE")]) == 1
    assert not [line for line in lines if line.startswith("BEGIN:VALARM")]
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines if line)


@pytest.fixture(params=["whole days", "hours", "cancelled", "hostile"])
def content(request: pytest.FixtureRequest) -> bytes:
    edition = EditionFactory(venue_name="Rotušė", is_example=True)
    if request.param == "hours":
        start = datetime(2027, 5, 12, 9, tzinfo=VILNIUS)
        released(edition, (start, start + timedelta(hours=9)))
    if request.param == "hostile":
        edition.title = edition.venue_name = HOSTILE
    ona = registration(edition)
    make = meeting_cancellation(ona, ONA) if request.param == "cancelled" else None
    made = make or meeting_request(ona, Attendee('Ona "O" Žem,aitė; x', ONA.email), [HOSTILE, "b" * 300])
    assert made
    return made


def test_vobject_validates(content: bytes) -> None:
    assert vobject.readOne(content.decode()).validate(raiseException=True)


def test_icalendar_reads_the_same_back(content: bytes) -> None:
    assert Calendar.from_ical(content).to_ical() == content


@pytest.mark.services
def test_sabre_has_no_warning(content: bytes, tmp_path: Path) -> None:
    assert Path(SABRE).exists(), "apt-get install php-sabre-vobject"
    path = tmp_path / "invite.ics"
    path.write_bytes(content)
    program = shutil.which("vobjectvalidate") or ""
    words = ["php", "-d", f"auto_prepend_file={SABRE}", program, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert "No warnings" in done.stdout + done.stderr, done.stdout + done.stderr
