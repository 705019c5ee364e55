"""Takes the pictures: each page is opened once and seen at every width, in light and in dark."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.demo_site import CHROMIUM_ARGUMENTS
from tests.shots.pages import Subject

WIDTHS = (1440, 768, 360)
SCHEMES = ("light", "dark")
HEIGHT = 1000
TALLEST = 2400
"""Pixels of a page that are shown; what lies deeper repeats what stands above."""
QUALITY = 78
BROWSERS = 2


@dataclass(frozen=True)
class Shot:
    """The pictures of one subject, each under its width and scheme, and what was noticed on the way."""

    subject: Subject
    pictures: dict[tuple[int, str], Path]
    noticed: list[str] = field(default_factory=list)


def take_all(chromium: str, origin: str, subjects: Sequence[Subject], folder: Path) -> list[Shot]:
    """Photograph all ``subjects`` into ``folder``, in their order, with two browsers at a time."""
    shares = [subjects[number::BROWSERS] for number in range(BROWSERS)]
    with ThreadPoolExecutor(BROWSERS) as pool:
        taken = pool.map(lambda share: list(take_share(chromium, origin, share, folder)), shares)
        found = {shot.subject: shot for shots in taken for shot in shots}
    return [found[subject] for subject in subjects]


def take_share(chromium: str, origin: str, subjects: Sequence[Subject], folder: Path) -> Iterator[Shot]:
    """Photograph ``subjects`` one after the other in a browser of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        for subject in subjects:
            yield take(browser, origin, subject, folder)
        browser.close()


def take(browser: Browser, origin: str, subject: Subject, folder: Path) -> Shot:
    """Photograph one page at every width in both schemes."""
    page = browser.new_page(
        viewport={"width": WIDTHS[0], "height": HEIGHT}, locale="en-GB", reduced_motion="reduce"
    )
    shot = Shot(subject, {})
    page.on(
        "console", lambda line: shot.noticed.append(line.text) if "Content Security" in line.text else None
    )
    page.on("response", lambda answer: shot.noticed.extend(missing(answer)))
    page.on("pageerror", lambda error: shot.noticed.append(str(error)))
    page.goto(origin + subject.path, wait_until="load")
    if subject.act:
        subject.act(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            shot.noticed.append(f"{wide} pixels wide in a window of {width}")
        for scheme in SCHEMES:
            path = folder / f"{subject.name}-{width}-{scheme}.jpg"
            photograph(page, scheme, width, path)
            shot.pictures[width, scheme] = path
    page.context.close()
    return shot


def missing(answer: Response) -> list[str]:
    """A file of the page that the server does not have; the page itself may be one that is not found."""
    is_bad = answer.status >= 400 and answer.request.resource_type != "document"
    return [f"{answer.url} answers {answer.status}"] if is_bad else []


def photograph(page: Page, scheme: str, width: int, path: Path) -> None:
    """The page from its top, as deep as it goes or as ``TALLEST`` says."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    deep = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": deep}
    page.screenshot(path=path, type="jpeg", quality=QUALITY, full_page=True, clip=clip)  # type: ignore[arg-type]
