"""What programs of others read in a PDF of ours."""

import html
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MM = 72 / 25.4
"""Points in a millimetre."""


def command(*words: str) -> str:
    """What a program says of a file; a missing program is a failure, not a reason to skip."""
    assert shutil.which(words[0]), (
        f"{words[0]} is not installed: apt-get install qpdf poppler-utils zbar-tools"
    )
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Word:
    """A word and the box around it, in mm from the top left of its page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(path: Path) -> list[Word]:
    """Every word of a PDF with its place."""
    found, page = [], 0
    for line in command("pdftotext", "-bbox", str(path), "-").splitlines():
        page += "<page " in line
        match = re.search(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*)</word>', line)
        if match:
            left, top, right, bottom = (float(number) / MM for number in match.groups()[:4])
            found.append(Word(page, html.unescape(match[5]), left, top, right, bottom))
    return found


def text_of(path: Path) -> str:
    """The words of a PDF in the order in which they are read."""
    return " ".join(command("pdftotext", "-raw", str(path), "-").split())


def check(path: Path, title: str) -> str:
    """Refuse a PDF that is broken, not tagged or not named; what ``pdfinfo`` says of it."""
    assert "No syntax or stream encoding errors found" in command("qpdf", "--check", str(path))
    about = command("pdfinfo", str(path))
    assert f"Title:           {title}" in about
    assert re.search(r"Tagged: +yes", about)
    assert "pdfuaid:part" in command("pdfinfo", "-meta", str(path))
    assert "/Lang (en)" in command("qpdf", "--qdf", "--object-streams=disable", str(path), "-")
    return about
