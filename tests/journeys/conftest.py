"""A real server with the demo's data, and a real browser."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.demo_site import (
    CHROMIUM_ARGUMENTS,
    DemoServer,
    chromium_path,
    demo_site,
    environment,
    load_demo,
    production_site,
)
from tests.journeys.agenda import Open
from tests.workshops.registration.samples import WHILE_OPEN

Visit = Callable[..., Page]

# Playwright keeps a loop running in this thread, beside which Django would refuse to read its database. It is
# read by this thread alone, so nothing can come in between.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo as it is loaded, for servers that work on copies of it.

    Making it takes long, so processes that share the tests share it: the first one makes it.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, finished = shared / "loaded-demo", shared / "demo-is-loaded"
    with (shared / "loading-the-demo").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            folder.mkdir(exist_ok=True)
            load_demo(DemoServer("", environment(folder, "config.settings.demo")), folder)
            finished.touch()
    return folder


@pytest.fixture(scope="session")
def demo_server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """The demo's site as ``./run demo`` serves it, on data of its own."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(demo_data, folder, dirs_exist_ok=True)
    with demo_site(folder) as server:
        yield server


@pytest.fixture(scope="module")
def production(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """The demo's content as docs/deploy.md serves it, for a module that may add to it."""
    folder = tmp_path_factory.mktemp("production")
    shutil.copytree(demo_data, folder, dirs_exist_ok=True)
    with production_site(folder) as server:
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


@pytest.fixture
def open_agenda(demo_server: DemoServer, chromium: Browser) -> Iterator[Open]:
    """Opens the agenda in a browser of its own, with the clock at rest ``at`` a moment if one is given."""
    contexts = []

    def opened(
        path: str = "/2027/agenda/",
        width: int = 1280,
        at: str = "",
        zone: str = "Europe/Vilnius",
        **options: object,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            timezone_id=zone,
            locale="en-GB",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        if at:
            page.clock.set_fixed_time(at)
        page.goto(f"{demo_server.url}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """A server whose threads have connections of their own, as it begins when the database is a file."""
    return live_server


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, settings: Any, time_machine: Any) -> Iterator[Visit]:
    """Opens a page of the test's own data in a browser of its own, on a day on which one can register.

    A path or a whole address, as mails tell them. What the page's policy blocks fails the test, and so does
    what its scripts stumble over.
    """
    settings.SITE_ORIGIN = live_server.url
    time_machine.move_to(WHILE_OPEN, tick=True)
    contexts = []
    wrong: list[str] = []

    def at(path: str, width: int = 360, **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 740}, reduced_motion="reduce", locale="en-GB", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path if "://" in path else live_server.url + path)
        return page

    yield at
    for context in contexts:
        context.close()
    assert wrong == []
