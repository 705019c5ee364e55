"""Texts show their age by words, and lose what leads back to the old edition."""

from datetime import date

import pytest

from home.starting.texts import Rewriter
from home.starting.words import OldWords, ways_to_write

WORDS = OldWords(
    words=("2027", "Vilnius", "Amber House", *ways_to_write(date(2027, 5, 12))), people=("Ona Example",)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We meet in Vilnius.", ["Vilnius"]),
        ("In VILNIUS, and in Vilnius again", ["VILNIUS"]),
        ("Amber\n House has a lift", ["Amber House"]),
        ("On 12 May, 12.05. and May 12", ["12 May", "12.05.", "May 12"]),
        ("Room 20271 in Vilniusstreet", []),
        ("Ask Ona Example", ["Ona Example"]),
        ("Write to desk@host.example.", ["desk@host.example"]),
        ("", []),
    ],
)
def test_words_of_the_old_edition_are_found_once_and_whole(text: str, found: list[str]) -> None:
    assert [word for word, _around in WORDS.found_in(text)] == found


def test_what_stands_around_a_word_is_shown_in_short() -> None:
    text = "x" * 100 + " Vilnius " + "y" * 100
    ((_word, around),) = WORDS.found_in(text)
    assert around.startswith("…")
    assert around.endswith("…")
    assert len(around) < 100


def test_people_are_told_from_other_words() -> None:
    assert WORDS.names_somebody("Yours, ona example")
    assert not WORDS.names_somebody("Yours, the host in Vilnius")
    assert not OldWords().names_somebody("Anybody")


def rewriter() -> Rewriter:
    return Rewriter(pages={7: 70}, old_pages=frozenset({7, 8}))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a linktype="page" id="7">a</a>', '<a linktype="page" id="70">a</a>'),
        ('<a id="8" linktype="page">a <b>b</b></a>', "a <b>b</b>"),
        ('<a id="9" linktype="page">a</a>', '<a id="9" linktype="page">a</a>'),
        ('<a id="7" linktype="document">a</a>', "a"),
        ('<a href="https://host.example/?id=7">a</a>', '<a href="https://host.example/?id=7">a</a>'),
        ('<a id="²" linktype="page">a</a>', '<a id="²" linktype="page">a</a>'),
        (
            '<a id="7" linktype="page">a</a> and <a id="8" linktype="page">b</a>',
            '<a id="70" linktype="page">a</a> and b',
        ),
    ],
)
def test_links(before: str, after: str) -> None:
    assert rewriter().markup(before) == after


def test_blocks_that_belong_to_the_old_edition_stay_behind() -> None:
    it = rewriter()
    story = it.story(
        [
            {"type": "paragraph", "value": '<a linktype="page" id="7">a</a>', "id": "x"},
            {"type": "document", "value": {"document": 3, "title": ""}},
            {"type": "quote", "value": {"text": "Fine", "name": "Ona", "function": ""}},
            {"type": "quote", "value": {"text": "Proverb", "name": "", "function": ""}},
            {"type": "button", "value": {"text": "Old", "page": 8, "url": ""}},
            {"type": "button", "value": {"text": "New", "page": 7, "url": ""}},
            {"type": "button", "value": {"text": "Out", "page": None, "url": "https://host.example/"}},
            {"type": "facts", "value": [{"type": "item", "value": {"label": "Tram", "value": "1"}}]},
            {"type": "video", "value": {"url": "https://video.example/", "title": "Then"}},
        ]
    )
    assert [block["type"] for block in story] == ["paragraph", "quote", "button", "button", "facts", "video"]
    assert story[0] == {"type": "paragraph", "value": '<a linktype="page" id="70">a</a>'}
    assert story[2]["value"]["page"] == 70
    assert (len(it.left_out), len(it.to_decide)) == (3, 1)
