"""What judges a page in the browser: each answers with its complaints, so with nothing when all is well."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# Without preload: to read imported sheets axe writes a style into the page, which the page's policy refuses.
USUAL: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
RULES = USUAL | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = USUAL | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""What another scheme of colours can change."""

SNIFF = """() => new Promise(done => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter(message => message.type === HTMLCS.ERROR && !message.code.endsWith("H32.2"))
    .map(({code, element}) => `${code.split(".").slice(-2).join(".")}: ${element.outerHTML?.slice(0, 160)}`)
)))"""
"""Without H32.2, a button for every form: a choice of what a list shows works at once and needs none."""

CLIPPED = """() => [...document.body.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one)
  const hides = axis => ["hidden", "clip"].includes(style[`overflow${axis}`])
  if (!one.innerText?.trim() || style.clipPath !== "none") return false
  return (hides("X") && one.scrollWidth > one.clientWidth + 1)
    || (hides("Y") && one.scrollHeight > one.clientHeight + 1)
}).map(one => one.outerHTML.slice(0, 160))"""
"""Elements that cut off a part of their words."""


def axe(page: Page, options: dict[str, Any] = RULES) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its own best practice."""
    return [
        f"axe {rule['id']}: {node['html'][:160]}"
        for rule in Axe().run(page, options=options).response["violations"]
        for node in rule["nodes"][:3]
    ]


def everything(page: Page, *, sniff: bool = False) -> list[str]:
    """What all checkers say of the page as it stands: by light, and of its colours by dark as well.

    A page is loaded once for both, as the scheme changes nothing but colours (tests/shots draws both).

    Args:
        page: the page; it is left in the light scheme.
        sniff: ask HTML_CodeSniffer as well, in both schemes; a long agenda takes it seconds.
    """
    page.emulate_media(color_scheme="light")
    found = [*axe(page), *sideways(page), *clipped(page)]
    found += html_code_sniffer(page) if sniff else []
    page.emulate_media(color_scheme="dark")
    dark = [*axe(page, CONTRAST), *(html_code_sniffer(page) if sniff else [])]
    page.emulate_media(color_scheme="light")
    return [*found, *(f"dark: {line}" for line in dark)]


@cache
def code_sniffer() -> str:
    """The script of HTML_CodeSniffer."""
    path = os.environ.get("HTMLCS", "")
    assert path, "set HTMLCS to build/HTMLCS.js of npm's package html_codesniffer"
    return Path(path).read_text()


def html_code_sniffer(page: Page) -> list[str]:
    """What HTML_CodeSniffer finds against WCAG 2 AA."""
    page.evaluate(code_sniffer())
    return [f"HTML_CodeSniffer {line}" for line in page.evaluate(SNIFF)]


def sideways(page: Page) -> list[str]:
    """Whether one has to scroll sideways to read all of it."""
    root = "document.documentElement"
    wide, window = page.evaluate(f"[{root}.scrollWidth, {root}.clientWidth]")
    return [f"{wide} pixels wide in a window of {window}"] if wide > window else []


def clipped(page: Page) -> list[str]:
    """What is cut off although it is text."""
    return [f"cut off: {html}" for html in page.evaluate(CLIPPED)]


class Inspector:
    """Judges the pages of a tab in one state after the other, and remembers what is wrong with which."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}

    def look(self, state: str, shown: str, *widths: int) -> None:
        """Once the page says what is ``shown`` in this state; in windows of other ``widths`` as well."""
        expect(self.page.get_by_text(shown).first).to_be_visible()
        self.page.wait_for_load_state()
        size = self.page.viewport_size or {"width": 0, "height": 0}
        for width in (size["width"], *widths):
            self.page.set_viewport_size({**size, "width": width})
            if complaints := everything(self.page):
                self.found[f"{state}, {width} pixels"] = complaints
        self.page.set_viewport_size(size)
