"""No template gives two landmarks of a page one name: who jumps between them could not tell them apart."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAG = re.compile(r"<(\w+)[^>]*>")
NAMED_BY = re.compile(r'aria-labelledby="([^"{]+)"')


def names(template: str) -> list[str]:
    """What names the landmarks of ``template``: sections, and what calls itself a region."""
    tags = [found.group() for found in TAG.finditer(template)]
    landmarks = [tag for tag in tags if tag.startswith("<section") or 'role="region"' in tag]
    return [name for tag in landmarks for name in NAMED_BY.findall(tag)]


def test_two_with_one_name_are_noticed() -> None:
    twice = '<section aria-labelledby="who"><div role="region"\n tabindex="0" aria-labelledby="who">'
    assert names(twice) == ["who", "who"]


def test_no_two_landmarks_share_a_name() -> None:
    templates = list((ROOT / "site" / "templates").rglob("*.html"))
    assert templates
    found = {str(path.relative_to(ROOT)): names(path.read_text()) for path in templates}
    assert {path: several for path, several in found.items() if len(set(several)) < len(several)} == {}
