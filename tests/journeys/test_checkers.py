"""The checkers complain of what they are there for."""

import pytest
from playwright.sync_api import Page

from tests.journeys import checkers

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>A page</title>
<meta name="viewport" content="width=device-width">
<style>:root {{ color-scheme: light dark; background: light-dark(#fff, #000) }} {style}</style>
<main><h1>A page</h1><p>Some words that somebody reads</p></main></html>"""
SAFE = "p { color: light-dark(#000, #fff) }"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("p { color: light-dark(#ccc, #fff) }", "axe color-contrast"),
        ("p { color: light-dark(#000, #333) }", "dark: axe color-contrast"),
        (f"{SAFE} p {{ inline-size: 5000px }}", "pixels wide in a window of"),
        (f"{SAFE} p {{ inline-size: 2em; overflow: hidden; white-space: nowrap }}", "cut off: <p>"),
    ],
)
def test_what_is_wrong_is_told(tab: Page, style: str, expected: str) -> None:
    tab.set_content(PAGE.format(style=style))
    assert any(expected in line for line in checkers.everything(tab))


def test_of_a_good_page_nothing_is_told(tab: Page) -> None:
    tab.set_content(PAGE.format(style=SAFE))
    assert checkers.everything(tab, sniff=True) == []
