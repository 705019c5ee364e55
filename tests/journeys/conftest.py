"""A real server with the demo's data, and a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.demo_site import CHROMIUM_ARGUMENTS, DemoServer, chromium_path, demo_site


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """The demo's site as ``./run demo`` serves it, on data of its own."""
    with demo_site(tmp_path_factory.mktemp("demo")) as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium, the one that the system installed."""
    path = chromium_path()
    assert path, "no Chromium found: install Debian's package chromium, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A fresh tab in a profile of its own; anything that the page's policy blocks fails the test."""
    context = chromium.new_context()
    page = context.new_page()
    violations: list[str] = []
    page.on(
        "console",
        lambda message: violations.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    context.close()
    assert violations == []
