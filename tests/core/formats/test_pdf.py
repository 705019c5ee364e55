"""PDF from a template and plain data."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst

from core.formats.pdf import FONTS, template

MOMENT = datetime(2027, 5, 12, tzinfo=UTC)
DOCUMENT = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Commissioner", lang: "en")
= #data.title
#for line in data.lines [ #line \\ ]
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "document.typ"
    path.write_text(DOCUMENT)
    return path


def test_many_threads_get_each_their_own(document: Path) -> None:
    def render(number: int) -> bytes:
        return template(document).render({"title": f"T{number}", "lines": ["x"] * number}, MOMENT)

    alone = [render(number) for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(render, range(12))) == alone
    assert len(set(alone)) == 12


def test_template_is_read_once(document: Path) -> None:
    assert template(document) is template(document)


def test_moment_is_written_into_the_document(document: Path) -> None:
    data = {"title": "T", "lines": []}
    assert b"D:20270512" in template(document).render(data, MOMENT)


def test_letters_that_no_typeface_of_ours_has_refuse_nothing(document: Path) -> None:
    """Without the guard typst refuses the whole document for one of them."""
    data = {"title": "Tea \U0001f375 at 5", "lines": ["日本 Ω Ж ﬁ", "a\u00a0b\nc"]}
    assert template(document).render(data, MOMENT).startswith(b"%PDF")


def test_letters_that_are_there_stay(document: Path) -> None:
    said = "Ελλάδα, България, Ž – “x” 10\u202f000 € → a\u00a0b"
    with_all = template(document).render({"title": "T", "lines": [said]}, MOMENT)
    without = template(document).render({"title": "T", "lines": [said.replace("Ž", "")]}, MOMENT)
    assert with_all != without


def test_document_that_is_not_accessible_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "untitled.typ"
    path.write_text("= No title of the document")
    with pytest.raises(typst.TypstError, match="title"):
        template(path).render({}, MOMENT)


def test_only_our_own_fonts_are_there() -> None:
    families = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    ).families()
    assert sorted(families) == ["Commissioner", "Commissioner Numerals"]
    assert (FONTS / "OFL.txt").read_text().startswith("Copyright 2019 The Commissioner Project Authors")
