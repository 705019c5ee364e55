"""Codes are read as what was written, though the pattern over them is not chosen for each."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from core.formats import qr

TEXTS = (
    "https://meeting.example/registrations/Zk3_a-9QmX0b7VtYc2LwPd5s/",
    "https://meeting.example/registrations/AAAAAAAAAAAAAAAAAAAAAAAA/",
    "https://a.eu/",
    "https://meeting.example/" + "a" * 300,
    "https://meeting.example/" + "\x7f0" * 60,
    "Žemė, Ελλάδα, България",
)


def read(picture: Path) -> str:
    tool = shutil.which("zbarimg")
    assert tool, "zbarimg is not installed: apt-get install zbar-tools"
    done = subprocess.run([tool, "--quiet", "--raw", str(picture)], capture_output=True, check=True)
    return done.stdout.decode().rstrip("\n")


@pytest.mark.services
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_code_is_read_as_what_was_written(text: str, tmp_path: Path) -> None:
    picture = tmp_path / "code.png"
    picture.write_bytes(qr.png(text, scale=4))
    assert read(picture) == text


def test_the_drawing_in_a_page_has_the_same_squares_as_the_file() -> None:
    inline, file = qr.svg(TEXTS[0]), qr.svg_file(TEXTS[0]).decode()
    squares = [
        re.search(r'd="M[\d.]+ [\d.]+([^"]*)"', drawn.rpartition("<path")[2]) for drawn in (inline, file)
    ]
    assert squares[0]
    assert squares[1]
    assert squares[0][1] == squares[1][1]
