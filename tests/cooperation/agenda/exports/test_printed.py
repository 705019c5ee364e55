"""The agenda on paper: accessible, complete, quick."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

import pytest

from cooperation.agenda.exports.printed import A4, FORMATS, POCKET, agenda_pdf
from cooperation.agenda.programme import Programme
from tests.cooperation.agenda.samples import FACTS, ROOMS, TITLES, big_programme, programme, slot


def command(*words: str) -> str:
    """What a program says of a file; a missing program is a failure, not a reason to skip."""
    assert shutil.which(words[0]), f"{words[0]} is not installed: apt-get install qpdf poppler-utils"
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def text_of(content: bytes, folder: Path) -> str:
    path = folder / "agenda.pdf"
    path.write_bytes(content)
    return " ".join(command("pdftotext", str(path), "-").replace("-\n", "").replace("–\n", "–").split())


@pytest.mark.services
@pytest.mark.parametrize("paper", FORMATS)
@pytest.mark.parametrize("count", [0, 3, 30, 300])
def test_document_is_tagged_whole_and_named(paper: str, count: int, tmp_path: Path) -> None:
    path = tmp_path / "agenda.pdf"
    path.write_bytes(agenda_pdf(big_programme(count), FACTS, paper))
    assert "No syntax or stream encoding errors found" in command("qpdf", "--check", str(path))
    about = command("pdfinfo", str(path))
    assert "Title:           Cooperation Day 2027: agenda" in about
    assert "Tagged:          yes" in about
    assert "pdfuaid:part" in command("pdfinfo", "-meta", str(path))
    structure = command("pdfinfo", "-struct", str(path))
    assert len(re.findall(r"^ *H2 ", structure, re.MULTILINE)) == (count if paper == A4 else 0)
    assert structure.count("Figure") == 1
    raw = command("qpdf", "--qdf", "--object-streams=disable", str(path), "-")
    assert "/Lang (en)" in raw


@pytest.mark.services
def test_each_day_is_a_bookmark(tmp_path: Path) -> None:
    path = tmp_path / "agenda.pdf"
    path.write_bytes(agenda_pdf(programme(slot("One"), slot("Two", 34)), FACTS))
    outline = command("qpdf", "--json", "--json-key=outlines", str(path))
    assert outline.count('"title"') == 2
    assert outline.index("Wednesday 12 May") < outline.index("Thursday 13 May")


@pytest.mark.services
@pytest.mark.parametrize("paper", FORMATS)
def test_every_slot_stands_in_it(paper: str, tmp_path: Path) -> None:
    entries = [slot(f"Slot{number}x", 9 + number % 10, kind="visit") for number in range(40)]
    told = text_of(agenda_pdf(programme(*entries), FACTS, paper), tmp_path)
    assert [entry.title for entry in entries if entry.title not in told] == []


@pytest.mark.services
def test_letters_of_all_three_scripts_are_drawn(tmp_path: Path) -> None:
    entries = [slot(title, 9 + number) for number, title in enumerate(TITLES)]
    told = text_of(agenda_pdf(programme(*entries), FACTS), tmp_path)
    assert [title for title in TITLES if title not in told] == []


@pytest.mark.services
def test_pocket_holds_forty_slots_on_one_sheet_and_more_on_more(tmp_path: Path) -> None:
    pages = []
    for count in (3, 40, 300):
        path = tmp_path / f"{count}.pdf"
        path.write_bytes(agenda_pdf(big_programme(count), FACTS, POCKET))
        about = command("pdfinfo", str(path))
        assert "(A4)" in about
        pages.append(int(about.partition("Pages:")[2].split()[0]))
    assert pages[:2] == [2, 2]
    assert pages[2] > 2
    assert pages[2] % 2 == 0


@pytest.mark.services
def test_it_says_what_a_reader_has_to_know(tmp_path: Path) -> None:
    made = programme(
        slot("Tour", is_cancelled=True),
        slot("Inside", 10, audience="attendees", language="French"),
        slot("Gone", 11, fell_out=True, is_cancelled=True),
        slot("Party", 22, minutes=210),
        number=7,
    )
    told = text_of(agenda_pdf(made, replace(FACTS, is_example=True)), tmp_path)
    for words in (
        "Release 7 of 1 April 2027, 12:30.",
        "Europe/Vilnius",
        "Example: this event is invented",
        "Cancelled",
        "Attendees only · French",
        "22:00–01:30",
        "12 to 13 May 2027",
        "Page 1 of 1",
    ):
        assert words in told
    assert "Gone" not in told


@pytest.mark.services
def test_hour_told_twice_is_told_apart(tmp_path: Path) -> None:
    first = datetime(2027, 10, 31, 0, 0, tzinfo=UTC)
    one = slot("One", starts_at=first, ends_at=first + timedelta(hours=1))
    two = slot("Two", starts_at=first + timedelta(hours=1), ends_at=first + timedelta(hours=2))
    told = text_of(agenda_pdf(programme(one, two), FACTS), tmp_path)
    assert "03:00 EEST–03:00 EET" in told
    assert "03:00 EET–04:00 EET" in told


@pytest.mark.services
def test_pocket_tells_parallel_slots_in_order_of_time(tmp_path: Path) -> None:
    made = programme(
        slot("Aula early", room=ROOMS[0], minutes=45),
        slot("Aula late", 9.75, room=ROOMS[0], minutes=45),
        slot("Neris long", room=ROOMS[1], minutes=90),
    )
    told = text_of(agenda_pdf(made, FACTS, POCKET), tmp_path)
    assert told.index("Aula early") < told.index("Neris long") < told.index("Aula late")


@pytest.mark.services
@pytest.mark.parametrize("paper", FORMATS)
def test_slots_without_hours_say_so_and_name_all_their_days(paper: str, tmp_path: Path) -> None:
    made = programme(
        slot("Whole", 0, minutes=24 * 60, is_untimed=True),
        slot("Either", 0, minutes=48 * 60, is_untimed=True),
    )
    told = text_of(agenda_pdf(made, FACTS, paper), tmp_path)
    assert told.count("Hours not known") == 2
    assert told.count("Plenary · 12 to 13 May 2027") == 1
    assert "00:00" not in told


@pytest.mark.parametrize("paper", FORMATS)
def test_three_hundred_slots_take_less_than_a_second_after_the_first_time(paper: str) -> None:
    agenda_pdf(big_programme(3), FACTS, paper)
    # Processor time: how busy the machine is with something else says nothing about us.
    started = process_time()
    agenda_pdf(big_programme(300), FACTS, paper)
    assert process_time() - started < 1


@pytest.mark.parametrize("colour", ["#ffff00", "#ffffff", "#000000", "#003399"])
def test_any_accent_colour_can_be_printed(colour: str) -> None:
    assert agenda_pdf(programme(slot()), replace(FACTS, accent_colour=colour), A4).startswith(b"%PDF")


@pytest.mark.parametrize("paper", FORMATS)
def test_text_is_never_code(paper: str) -> None:
    evil = '#read("/etc/passwd") $x$ *b* \\ "quoted" <a> @b // c\n= Heading'
    made = programme(slot(evil, room=ROOMS[0], abstract=evil, place=evil, language=evil))
    assert agenda_pdf(made, replace(FACTS, title=evil, theme=evil), paper).startswith(b"%PDF")


def test_empty_agenda_can_be_printed() -> None:
    for paper in FORMATS:
        assert agenda_pdf(Programme(), FACTS, paper).startswith(b"%PDF")


def test_same_agenda_gives_the_same_bytes() -> None:
    assert agenda_pdf(big_programme(5), FACTS) == agenda_pdf(big_programme(5), FACTS)
