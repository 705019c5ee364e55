"""Hours are those of the venue in every format, wherever the server stands and whatever the clocks do."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from icalendar import Calendar

ROOT = Path(__file__).resolve().parents[3]
SERVERS = ("UTC", "America/St_Johns", "Pacific/Auckland")

WRITE_ALL = """
import json, os, pathlib, sys, time
import django
django.setup()
# Django sets the zone of the process to that of the settings; a server may be told otherwise.
os.environ["TZ"] = sys.argv[1]
time.tzset()
from dataclasses import replace
from datetime import datetime
from django.template.loader import render_to_string
from cooperation.agenda.exports.calendars import agenda_calendar
from cooperation.agenda.exports.documented_json import agenda_json
from cooperation.agenda.exports.frab import schedule_xml
from cooperation.agenda.exports.printed import agenda_pdf
from cooperation.pages import timetable
from tests.cooperation.agenda.samples import FACTS, VILNIUS, programme, slot

moments = json.loads(sys.argv[3])
made = programme(*(
    slot(title, starts_at=datetime.fromisoformat(start), ends_at=datetime.fromisoformat(end))
    for title, (start, end) in moments.items()
))
days = timetable.days(made, VILNIUS, timetable.Links())
folder = pathlib.Path(sys.argv[2])
(folder / "page.html").write_text(render_to_string("cooperation_pages/agenda/timetable.html", {"days": days}))
(folder / "agenda.ics").write_bytes(agenda_calendar(made, FACTS))
(folder / "agenda.json").write_text(json.dumps(agenda_json(made, FACTS)))
(folder / "schedule.xml").write_bytes(schedule_xml(made, FACTS))
(folder / "agenda.pdf").write_bytes(agenda_pdf(made, FACTS))
print(time.strftime("%z", time.localtime(0)))
"""

MOMENTS = {
    "Spring": ("2027-03-28T00:30:00+00:00", "2027-03-28T01:30:00+00:00"),
    "Autumn": ("2027-10-31T00:30:00+00:00", "2027-10-31T01:30:00+00:00"),
    "Leap": ("2028-02-29T21:00:00+00:00", "2028-02-29T23:00:00+00:00"),
}
AT_THE_VENUE = {
    "Spring": ("2027-03-28T02:30:00+02:00", "2027-03-28T04:30:00+03:00"),
    "Autumn": ("2027-10-31T03:30:00+03:00", "2027-10-31T03:30:00+02:00"),
    "Leap": ("2028-02-29T23:00:00+02:00", "2028-03-01T01:00:00+02:00"),
}


@pytest.fixture(scope="module", params=SERVERS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All formats of one agenda, written by a process in another zone."""
    folder = tmp_path_factory.mktemp("written")
    done = subprocess.run(
        [sys.executable, "-c", WRITE_ALL, request.param, str(folder), json.dumps(MOMENTS)],
        cwd=ROOT,
        env={
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (done.stdout.strip() == "+0000") is (request.param == "UTC")
    return folder


@pytest.mark.sweeps
def test_page(written: Path) -> None:
    page = " ".join((written / "page.html").read_text().split())
    for title, moments in AT_THE_VENUE.items():
        start, end = (datetime.fromisoformat(moment).isoformat(timespec="minutes") for moment in moments)
        assert f'<time datetime="{start}">' in page, title
        assert f'–<time datetime="{end}">' in page, title
    for words in (
        '02:30 (UTC+2)</time>–<time datetime="2027-03-28T04:30+03:00">04:30 (UTC+3)',
        '03:30 (UTC+3)</time>–<time datetime="2027-10-31T03:30+02:00">03:30 (UTC+2)',
        '23:00</time>–<time datetime="2028-03-01T01:00+02:00">01:00 on 1 March 2028',
        '<span class="day__numeral">29</span> <span class="day__month">February 2028</span>',
    ):
        assert words in page
    assert page.count("The clocks change during these hours.") == 2


def test_calendar(written: Path) -> None:
    entries = Calendar.from_ical((written / "agenda.ics").read_bytes()).walk("VEVENT")
    for entry in entries:
        moments = [datetime.fromisoformat(moment) for moment in MOMENTS[entry["SUMMARY"]]]
        assert [entry["DTSTART"].dt, entry["DTEND"].dt] == moments
    text = (written / "agenda.ics").read_text()
    assert "DTSTART;TZID=Europe/Vilnius:20270328T023000" in text
    assert "DTEND:20271031T013000Z" in text
    assert "DTEND;TZID=Europe/Vilnius:20280301T010000" in text


def test_json_and_xml(written: Path) -> None:
    slots = json.loads((written / "agenda.json").read_text())["slots"]
    assert {slot["title"]: (slot["starts_at"], slot["ends_at"]) for slot in slots} == AT_THE_VENUE
    schedule = (written / "schedule.xml").read_text()
    for start, _end in AT_THE_VENUE.values():
        assert f"<date>{start}</date><start>{start[11:16]}</start>" in schedule


@pytest.mark.services
def test_paper(written: Path) -> None:
    done = subprocess.run(
        ["pdftotext", "-raw", str(written / "agenda.pdf"), "-"], capture_output=True, text=True, check=True
    )
    told = " ".join(done.stdout.replace("–\n", "–").split())
    for words in ("02:30 EET–04:30 EEST", "03:30 EEST–03:30 EET", "23:00–01:00", "29 Tuesday February 2028"):
        assert words in told
