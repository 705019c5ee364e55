"""Every word that a template shows is marked for translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    path
    for folder in ("site", "cooperation", "workshops")
    for path in (ROOT / folder).glob("**/templates/**/*")
    if path.suffix in (".html", ".txt", ".xml")
)
ALLOWED = {
    "site/templates/home/styleguide.html": "shown on a developer's machine only",
    "site/templates/home/includes/signs.html": "a part of the style guide",
    "site/templates/robots.txt": "read by machines",
    "site/templates/security.txt": "read by machines",
}
"""Templates that need no translation, and why."""
SPOKEN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"}
BEGINS, ENDS = (
    {"blocktranslate", "blocktrans", "comment"},
    {"endblocktranslate", "endblocktrans", "endcomment"},
)
NO_TEXT = [["block", "body_class"]]
"""Blocks that fill an attribute which nobody reads."""
SHOWN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what a tag or a variable puts there."""
NAMES = re.compile(r"\bUTC\b")
"""What is written alike in every language."""
WORD = re.compile(r"[^\W\d_]{2,}")
SILENT = {"code", "kbd", "script", "style"}
"""Elements whose content is not spoken to readers, or is to be typed as it stands."""


class Words(HTMLParser):
    """Collects the texts that people see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag if tag in SILENT else ""
        spoken = SPOKEN_ATTRIBUTES | ({"content"} if ("name", "description") in attrs else set())
        self.found += [value or "" for name, value in attrs if name in spoken]

    def handle_endtag(self, tag: str) -> None:
        self.silent = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def untranslated(source: str) -> list[str]:
    """The pieces of text in a template that no translation reaches."""
    return [
        text.strip()
        for text in _texts("".join(_outside_of_translations(source)))
        if WORD.search(NAMES.sub("", text))
    ]


def _outside_of_translations(source: str) -> Iterator[str]:
    inside = False
    for token in Lexer(source).tokenize():
        words = token.contents.split() if token.token_type is TokenType.BLOCK else [""]
        if words[0] in BEGINS or words in NO_TEXT:
            inside = True
        elif words[0] in ENDS or (inside and words[0] == "endblock"):
            inside = False
        elif not inside and token.token_type is TokenType.TEXT:
            yield token.contents
        elif not inside and token.token_type is not TokenType.COMMENT:
            yield SHOWN


def _texts(markup: str) -> list[str]:
    words = Words()
    words.feed(markup)
    words.close()
    return words.found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}: {{ name }}, 3 × 4 – {# Hello #}</p>', []),
        ("{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}", []),
        ('<img alt="A map" src="map.png">', ["A map"]),
        ('<img alt="{{ picture.alt }}" class="wide" src="map.png">', []),
        ('<meta name="description" content="All about it">', ["All about it"]),
        ("<script>let hello</script><style>a { color: red }</style>", []),
        ("{{ count }} seats", [f"{SHOWN} seats"]),
        ("{% block body_class %}wide{% endblock body_class %}<p>Hello</p>", ["Hello"]),
        ("<p>{% translate 'Type this:' %} <code>./run demo</code></p>", []),
        ("{{ time }} UTC", []),
        ("{% comment %}Hello{% endcomment %}", []),
    ],
)
def test_the_walk_sees_what_people_see(source: str, found: list[str]) -> None:
    assert untranslated(source) == found


def test_every_text_of_a_template_can_be_translated() -> None:
    found = {str(path.relative_to(ROOT)): untranslated(path.read_text()) for path in TEMPLATES}

    assert {path: texts for path, texts in found.items() if texts and path not in ALLOWED} == {}


def test_what_is_excepted_exists_and_needs_it() -> None:
    for path in ALLOWED:
        assert (ROOT / path).exists()


def test_templates_are_found() -> None:
    assert len(TEMPLATES) > 100
