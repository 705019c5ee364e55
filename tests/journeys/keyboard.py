"""What people do who use no pointer."""

import pytest
from playwright.sync_api import Page

FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect()
  const words = one.labels?.[0]?.innerText ?? one.innerText ?? ""
  return [words.trim(), getComputedStyle(one).outlineStyle, box.top >= 0 && box.bottom <= innerHeight]
}"""
MOST = 80
"""Controls on a page at most."""


def tab_to(page: Page, name: str) -> None:
    """Press the tab key until the control that begins with ``name`` has the focus, and see that it shows."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        words, outline, is_in_sight = page.evaluate(FOCUSED)
        if " ".join(words.split()).startswith(name):
            assert outline != "none"
            assert is_in_sight
            return
    pytest.fail(f"the tab key never reached {name!r}")


def press(page: Page, name: str) -> None:
    """Go to the button or link called ``name`` and press it."""
    tab_to(page, name)
    page.keyboard.press("Enter")
