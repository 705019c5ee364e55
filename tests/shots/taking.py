"""Takes the pictures: each page is opened in light and in dark, and seen at every width."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PIL import Image, ImageStat
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.demo_site import CHROMIUM_ARGUMENTS
from tests.shots.pages import Subject

WIDTHS = (1440, 768, 360)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 1000
TALLEST = 2400
"""Pixels of a page that are shown; what lies deeper repeats what stands above."""
QUALITY = 78
BROWSERS = 2
GROUND = (0, 12, 8, 32)
"""A piece of the header that nothing stands on, as left, top, right and bottom from the header's corner."""
LIGHTNESS = {"light": range(200, 256), "dark": range(60)}
"""How light that ground is in each scheme, from 0 to 255."""
HEADER_TOP = "document.querySelector('.site-header').getBoundingClientRect().top + scrollY"
WHOLE = """async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.all([document.fonts.ready, ...pictures.map((picture) => picture.decode().catch(() => {}))]);
}"""
"""Waits for all that the page shows, also for pictures below what is in sight."""


class WrongGroundError(RuntimeError):
    """A picture that is light where it should be dark, or the other way round."""


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
        cameras = [Camera(browser, scheme) for scheme in SCHEMES]
        for subject in subjects:
            shot = Shot(subject, {})
            for camera in cameras:
                camera.take(origin, shot, folder)
            yield shot
        browser.close()


class Camera:
    """A tab that looks at pages in one scheme, each time as a stranger."""

    def __init__(self, browser: Browser, scheme: Literal["light", "dark"]) -> None:
        """Open the tab in a profile of its own."""
        self.scheme = scheme
        self.page = browser.new_page(
            color_scheme=scheme,
            locale="en-GB",
            reduced_motion="reduce",
            viewport={"width": WIDTHS[0], "height": HEIGHT},
        )
        self.noticed: list[str] = []
        self.page.on("console", lambda line: self.notice(line.text) if "Content Sec" in line.text else None)
        self.page.on("response", lambda answer: self.notice(*missing(answer)))
        self.page.on("pageerror", lambda error: self.notice(str(error)))

    def notice(self, *lines: str) -> None:
        """Note each of ``lines`` once, though it is seen at every width."""
        self.noticed.extend(line for line in lines if line not in self.noticed)

    def take(self, origin: str, shot: Shot, folder: Path) -> None:
        """Photograph the subject of ``shot`` at every width."""
        page, subject = self.page, shot.subject
        self.noticed = shot.noticed
        page.context.clear_cookies()
        page.goto(origin + subject.path, wait_until="load")
        if subject.act:
            subject.act(page)
        for width in WIDTHS:
            path = folder / f"{subject.name}-{width}-{self.scheme}.jpg"
            page.set_viewport_size({"width": width, "height": HEIGHT})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.notice(f"{wide} pixels wide in a window of {width}")
            photograph(page, self.scheme, width, path)
            shot.pictures[width, self.scheme] = path
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})


def missing(answer: Response) -> list[str]:
    """A file of the page that the server does not have; the page itself may be one that is not found."""
    is_bad = answer.status >= 400 and answer.request.resource_type != "document"
    return [f"{answer.url} answers {answer.status}"] if is_bad else []


def photograph(page: Page, scheme: str, width: int, path: Path) -> None:
    """The page from its top, as deep as it goes or as ``TALLEST`` says.

    Raises:
        WrongGroundError: it was drawn in the other scheme.
    """
    page.evaluate(WHOLE)
    deep = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": deep}
    page.screenshot(path=path, type="jpeg", quality=QUALITY, full_page=True, clip=clip)  # type: ignore[arg-type]
    check_ground(path, scheme, page.evaluate(HEADER_TOP))


def check_ground(path: Path, scheme: str, top: float) -> None:
    """Look whether the picture at ``path`` was drawn in ``scheme``; its header begins at ``top``.

    Raises:
        WrongGroundError: it was drawn in the other one.
    """
    left, above, right, below = GROUND
    piece = Image.open(path).crop((left, round(top) + above, right, round(top) + below))
    lightness = ImageStat.Stat(piece.convert("L")).mean[0]
    if round(lightness) not in LIGHTNESS[scheme]:
        raise WrongGroundError(f"{path.name} has a ground of {lightness:.0f}, which is not {scheme}.")
