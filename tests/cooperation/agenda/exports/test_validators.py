"""Calendars as other programs judge them: four validators and two calendar programs.

A parser that accepts a file says little, so each of these is a judge or a program that people use. A
missing one is a failure that names it, not a reason to skip.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar

from cooperation.agenda.exports.calendars import agenda_calendar, slot_calendar
from cooperation.agenda.programme import Programme
from cooperation.agenda.snapshots import snapshot
from tests.cooperation.agenda.samples import FACTS, RELEASED, ROOMS, big_programme, programme, slot

pytestmark = pytest.mark.services

LIBICAL = Path(__file__).with_name("libical_check.c")
SABRE = "/usr/share/php/Sabre/VObject/autoload.php"
OPEN_HOUSE = replace(FACTS, organiser=None)
MOVES, STOPS, LEAVES, STAYS = (slot(name, 9 + hour) for hour, name in enumerate(("M", "C", "L", "S")))


def calendars() -> dict[str, bytes]:
    odd = programme(
        slot("Whole day", 0, minutes=24 * 60, is_untimed=True),
        slot("Party; long, \\ „quoted“\nand more", 22, minutes=300, room=ROOMS[0]),
        slot(
            "Twice",
            starts_at=datetime(2027, 10, 31, 1, tzinfo=UTC),
            ends_at=datetime(2027, 10, 31, 2, tzinfo=UTC),
        ),
        slot("Gone", 12, is_cancelled=True, fell_out=True, sequence=2),
    )
    return {
        "many": agenda_calendar(big_programme(300), FACTS),
        "odd": agenda_calendar(odd, FACTS),
        "without a contact": agenda_calendar(odd, OPEN_HOUSE),
        "cancelled": agenda_calendar(odd, replace(FACTS, cancelled_at=RELEASED)),
        "empty": agenda_calendar(None, FACTS),
        "empty without a contact": agenda_calendar(None, OPEN_HOUSE),
        "one slot": slot_calendar(slot(), FACTS),
    }


def run(*words: str, **environment: str) -> str:
    """What a program says; it must exist and end well."""
    program = shutil.which(words[0])
    assert program, f"{words[0]} is not installed; tests/cooperation/agenda/exports/README.md says how"
    done = subprocess.run(
        [program, *words[1:]],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout[:2000] + done.stderr[:2000]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def libical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("libical") / "check"
    run("gcc", "-o", str(program), str(LIBICAL), "-lical")
    return program


@pytest.fixture(params=list(calendars()))
def calendar(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "agenda.ics"
    path.write_bytes(calendars()[request.param])
    return path


def test_libical_finds_no_restriction_broken(calendar: Path, libical: Path) -> None:
    run(str(libical), str(calendar))


def test_libical_does_refuse_what_is_broken(libical: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.ics"
    path.write_bytes(calendars()["one slot"].replace(b"DTSTAMP", b"X-STAMP"))
    assert subprocess.run([libical, path], capture_output=True, check=False).returncode == 1


def test_vobject_validates(calendar: Path) -> None:
    assert vobject.readOne(calendar.read_text()).validate(raiseException=True)


def test_sabre_has_no_warning(calendar: Path) -> None:
    assert Path(SABRE).exists(), "apt-get install php-sabre-vobject"
    validator = shutil.which("vobjectvalidate")
    assert "No warnings" in run("php", "-d", f"auto_prepend_file={SABRE}", validator or "", str(calendar))


def test_calcurse_takes_everything(calendar: Path, tmp_path: Path) -> None:
    folder = tmp_path / "calcurse"
    folder.mkdir()
    report = run("calcurse", "-D", str(folder), "-i", str(calendar))
    taken = sum(int(number) for number in re.findall(r"(\d+) (?:app|event)s?", report))
    assert taken == calendar.read_bytes().count(b"BEGIN:VEVENT")
    assert "0 skipped" in report


@pytest.fixture
def khal(tmp_path: Path) -> Callable[..., str]:
    """Khal with one empty calendar of its own."""
    (tmp_path / "entries").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[day]]\npath = {tmp_path / 'entries'}\n"
        "[locale]\nlocal_timezone = Europe/Vilnius\ndefault_timezone = Europe/Vilnius\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n[default]\ndefault_calendar = day\n"
    )
    return lambda *words: run(
        "khal", "-c", str(config), *words, XDG_DATA_HOME=str(tmp_path), NO_COLOR="1", TZ="Asia/Tokyo"
    )


def test_khal_imports_it(khal: Callable[..., str], calendar: Path) -> None:
    if b"BEGIN:VEVENT" in calendar.read_bytes():
        khal("import", "--batch", str(calendar))
        assert khal("list", "--once", "2027-05-12", "60d", "--format", "{title}").strip()


def second_release() -> tuple[Programme, Programme]:
    """An agenda, and the same after one slot moved, one was cancelled and one fell out."""
    drafts = [
        (MOVES, STOPS, LEAVES, STAYS),
        (
            replace(
                MOVES,
                title="M2",
                starts_at=MOVES.starts_at + timedelta(hours=5),
                ends_at=MOVES.ends_at + timedelta(hours=5),
            ),
            replace(STOPS, is_cancelled=True),
            STAYS,
        ),
    ]
    first = snapshot(programme(*drafts[0]), None, RELEASED)
    return first, snapshot(programme(*drafts[1]), first, RELEASED + timedelta(days=1))


def as_it_is(content: bytes) -> bytes:
    return content


def with_new_identities(content: bytes) -> bytes:
    return content.replace(b"UID:", b"UID:new-")


def import_twice(
    khal: Callable[..., str], folder: Path, spoil: Callable[[bytes], bytes] = as_it_is
) -> list[list[str]]:
    """What the calendar shows after each of two releases; ``spoil`` breaks the second one."""
    told = []
    for number, made in enumerate(second_release()):
        path = folder / f"{number}.ics"
        content = agenda_calendar(made, FACTS)
        path.write_bytes(spoil(content) if number else content)
        khal("import", "--batch", str(path))
        template = "{start-time}-{end-time} {title} {status}"
        rows = khal("list", "--once", "2027-05-12", "1d", "--format", template, "--day-format", "")
        told.append([" ".join(line.split()) for line in rows.splitlines() if line.strip()])
    return told


def test_second_import_moves_cancels_and_keeps(khal: Callable[..., str], tmp_path: Path) -> None:
    told = import_twice(khal, tmp_path)
    assert told[0] == [
        "09:00-10:00 M CONFIRMED",
        "10:00-11:00 C CONFIRMED",
        "11:00-12:00 L CONFIRMED",
        "12:00-13:00 S CONFIRMED",
    ]
    assert told[1] == [
        "10:00-11:00 C CANCELLED",
        "11:00-12:00 L CANCELLED",
        "12:00-13:00 S CONFIRMED",
        "14:00-15:00 M2 CONFIRMED",
    ]


def test_second_import_doubles_everything_when_identities_change(
    khal: Callable[..., str], tmp_path: Path
) -> None:
    """What the test above would see if a release gave its slots new identities."""
    before, after = import_twice(khal, tmp_path, with_new_identities)
    assert len(after) == 2 * len(before)


def test_numbers_of_changes_grow_with_what_changed_and_with_nothing_else() -> None:
    """Programs that keep the newer of two entries decide by SEQUENCE; khal takes whatever comes."""
    first, second = (
        {str(entry["SUMMARY"])[0]: entry for entry in Calendar.from_ical(agenda_calendar(made, FACTS)).events}
        for made in second_release()
    )
    grown = {name: second[name]["SEQUENCE"] - first[name]["SEQUENCE"] for name in first}
    assert grown == {"M": 1, "C": 1, "L": 1, "S": 0}
    assert {name: second[name]["UID"] == first[name]["UID"] for name in first} == dict.fromkeys("MCLS", True)
