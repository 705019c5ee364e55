"""The agenda on paper: accessible, complete, quick."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from cooperation.agenda.exports.printed import A4, FORMATS, POCKET, agenda_pdf
from cooperation.agenda.programme import Programme, RoomEntry
from core.publishing.colours import accent
from tests.cooperation.agenda.samples import FACTS, ROOMS, TITLES, big_programme, programme, slot


def command(*words: str) -> str:
    """What a program says of a file; a missing program is a failure, not a reason to skip."""
    assert shutil.which(words[0]), (
        f"{words[0]} is not installed: apt-get install qpdf poppler-utils zbar-tools"
    )
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def text_of(content: bytes, folder: Path) -> str:
    path = folder / "agenda.pdf"
    path.write_bytes(content)
    return " ".join(
        command("pdftotext", "-raw", str(path), "-").replace("-\n", "").replace("–\n", "–").split()
    )


def crowded(count: int) -> Programme:
    """``count`` slots on three days, ten rooms at a time."""
    rooms = tuple(RoomEntry(number, f"Room {number}") for number in range(10))
    entries = [
        slot(f"Slot{number}x", 8 + number // 10 % 10 + 24 * (number // 100), room=rooms[number % 10])
        for number in range(count)
    ]
    return programme(*entries, rooms=rooms)


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
def test_a4_drops_none_of_three_hundred_slots(tmp_path: Path) -> None:
    told = text_of(agenda_pdf(crowded(300), FACTS), tmp_path)
    assert [number for number in range(300) if f"Slot{number}x" not in told] == []


@pytest.mark.services
@pytest.mark.parametrize("count", [100, 150, 200, 300])
def test_pocket_counts_what_it_does_not_show(count: int, tmp_path: Path) -> None:
    told = text_of(agenda_pdf(crowded(count), FACTS, POCKET), tmp_path)
    shown = [number for number in range(count) if f"Slot{number}x" in told]
    counted = [int(number) for number in re.findall(r"Also on this day, in the agenda online: (\d+)", told)]
    assert len(shown) + sum(counted) == count
    assert len(shown) >= 100


@pytest.mark.services
def test_letters_of_all_three_scripts_are_drawn(tmp_path: Path) -> None:
    entries = [slot(title, 9 + number) for number, title in enumerate(TITLES)]
    told = text_of(agenda_pdf(programme(*entries), FACTS), tmp_path)
    assert [title for title in TITLES if title not in told] == []


@pytest.mark.services
@pytest.mark.parametrize(
    ("paper", "count", "least", "most"),
    [
        (A4, 3, 1, 1),
        (A4, 30, 2, 4),
        (A4, 300, 8, 16),
        (POCKET, 3, 1, 1),
        (POCKET, 30, 2, 2),
        (POCKET, 300, 2, 2),
    ],
)
def test_it_takes_as_many_pages_as_it_should(
    paper: str, count: int, least: int, most: int, tmp_path: Path
) -> None:
    path = tmp_path / "agenda.pdf"
    path.write_bytes(agenda_pdf(big_programme(count), FACTS, paper))
    about = command("pdfinfo", str(path))
    assert "(A4)" in about
    assert least <= int(about.partition("Pages:")[2].split()[0]) <= most


def first_page(content: bytes, folder: Path) -> Image.Image:
    """The first page as it looks, at 60 dots per inch."""
    path = folder / "agenda.pdf"
    path.write_bytes(content)
    command("pdftoppm", "-r", "60", "-singlefile", "-png", str(path), str(folder / "first"))
    return Image.open(folder / "first.png").convert("RGB")


@pytest.mark.services
@pytest.mark.parametrize("paper", FORMATS)
def test_code_leads_to_the_agenda(paper: str, tmp_path: Path) -> None:
    path = tmp_path / "agenda.pdf"
    path.write_bytes(agenda_pdf(programme(slot()), FACTS, paper))
    command("pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", str(path), str(tmp_path / "page"))
    (page,) = tmp_path.glob("page*.png")
    assert command("zbarimg", "--quiet", "--raw", str(page)).strip() == FACTS.agenda_url


@pytest.mark.services
@pytest.mark.parametrize("colour", ["#ffff00", "#0a6b4f"])
def test_cover_has_the_edition_s_colour_up_to_the_edge(colour: str, tmp_path: Path) -> None:
    facts = replace(FACTS, accent_colour=colour)
    cover = ImageColor.getrgb(accent(colour).cover)
    a4 = first_page(agenda_pdf(programme(slot()), facts), tmp_path)
    assert {a4.getpixel((2, 2)), a4.getpixel((a4.width - 3, 2))} == {cover}
    assert a4.getpixel((2, a4.height - 3)) == (255, 255, 255)
    # Folded, the cover lies in the lower right quarter and the back beside it; above them is what they hide.
    pocket = first_page(agenda_pdf(programme(slot()), facts, POCKET), tmp_path)
    below = pocket.height // 2 + 20
    assert {pocket.getpixel((10, below)), pocket.getpixel((pocket.width - 10, below))} == {cover}
    assert pocket.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.services
@pytest.mark.parametrize("paper", FORMATS)
def test_its_typefaces_travel_with_it(paper: str, tmp_path: Path) -> None:
    path = tmp_path / "agenda.pdf"
    path.write_bytes(agenda_pdf(big_programme(4), FACTS, paper))
    fonts = [line.split() for line in command("pdffonts", str(path)).splitlines()[2:]]
    assert fonts
    assert {re.sub(r"^[A-Z]{6}\+", "", font[0]).partition("-")[0] for font in fonts} == {"Commissioner"}
    # The columns from the right: object and generation, Unicode, subset, embedded.
    assert {tuple(font[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}


@pytest.mark.services
def test_it_is_read_in_the_order_in_which_it_is_meant(tmp_path: Path) -> None:
    made = programme(slot("First", 9), slot("Beside", 10, room=ROOMS[0]), slot("Other", 10, room=ROOMS[1]))
    told = text_of(agenda_pdf(made, replace(FACTS, funding_statement="Paid by all")), tmp_path)
    words = ("Cooperation Day 2027", "Vilnius", "Across borders", "12–13 May 2027", "Centre of Lithuania")
    words += ("The agenda as it is now", "Wednesday", "09:00", "First", "Beside", "Other", "Paid by all")
    places = [told.index(word) for word in words]
    assert places == sorted(places)


@pytest.mark.services
def test_short_words_are_never_hyphenated(tmp_path: Path) -> None:
    entries = [slot("Parcels", 9, room=room, language="English", kind="workshop") for room in ROOMS]
    path = tmp_path / "agenda.pdf"
    path.write_bytes(agenda_pdf(programme(*entries), FACTS))
    assert re.findall(r"\w-\n", command("pdftotext", str(path), "-")) == []


@pytest.mark.services
def test_it_says_what_a_reader_has_to_know(tmp_path: Path) -> None:
    made = programme(
        slot("Tour", is_cancelled=True),
        slot("Inside", 10, audience="attendees", language="French"),
        slot("Gone", 11, fell_out=True, is_cancelled=True),
        slot("Party", 22, minutes=210),
        number=7,
    )
    told = text_of(
        agenda_pdf(made, replace(FACTS, is_example=True, disclaimer="Not the site of anybody")), tmp_path
    )
    for words in (
        "Release 7 of 1 April 2027, 12:30.",
        "Europe/Vilnius",
        "Example: this event is invented",
        "Cancelled",
        "Attendees only · French",
        "22:00–01:30",
        "12–13 May 2027",
        "Page 1 of 1",
        "Good to know",
        "Not the site of anybody",
    ):
        assert words in told
    assert "Gone" not in told


@pytest.mark.services
@pytest.mark.parametrize("paper", FORMATS)
def test_an_address_that_names_the_city_is_not_followed_by_it(paper: str, tmp_path: Path) -> None:
    facts = replace(FACTS, address="Gedimino pr. 51, 01109 Vilnius")
    told = " ".join(text_of(agenda_pdf(programme(slot()), facts, paper), tmp_path).split())
    assert "National Library, Gedimino pr. 51, 01109 Vilnius" in told
    assert "Vilnius, Vilnius" not in told


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
    assert told.count("Hours not known") == 1
    assert told.count("Plenary · 12–13 May 2027") == 1
    assert "00:00" not in told


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
