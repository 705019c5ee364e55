"""Takes the pictures of the README from a running demo: ``python -m tests.pictures [ADDRESS]``.

ADDRESS is that of a demo with fresh data (``./run demo``), by default http://localhost:8000. Needs Chromium
and poppler's ``pdftoppm``.
"""

import re
import subprocess
import sys
import urllib.request
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.demo_site import CHROMIUM_ARGUMENTS, ROOT, chromium_path

FOLDER = ROOT / "docs" / "pictures"
COLOURS = 128
"""Enough for type and flat drawings, and small enough for a README."""
DAY = re.compile(r"/admin/agenda/\d+/\d{4}-\d\d-\d\d/")
GAP = 40
BACKGROUND = (232, 235, 242)


def save(picture: Image.Image, name: str) -> None:
    """Write ``picture`` with few colours."""
    few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    few.save(path, optimize=True)
    size = f"{picture.width} × {picture.height}, {path.stat().st_size // 1024} KB"
    sys.stdout.write(f"{path.relative_to(ROOT)}: {size}\n")


def screen(browser: Browser, url: str, width: int, height: int, *, down_to: str = "") -> Image.Image:
    """A public page in a window of that size: its top, or what the selector ``down_to`` begins."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url, wait_until="networkidle")
    if down_to:
        page.eval_on_selector(down_to, "one => one.scrollIntoView()")
        page.wait_for_timeout(300)
    shown = Image.open(BytesIO(page.screenshot()))
    page.close()
    return shown


def beside(*pictures: Image.Image) -> Image.Image:
    """The pictures side by side on a quiet ground, each as tall as it is."""
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    height = max(picture.height for picture in pictures) + 2 * GAP
    ground = Image.new("RGB", (width, height), BACKGROUND)
    left = GAP
    for picture in pictures:
        ground.paste(picture, (left, GAP))
        left += picture.width + GAP
    return ground


def desk(browser: Browser, origin: str) -> Image.Image:
    """A day of the agenda's draft, as the host organiser finds it from the demo's bar."""
    page: Page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    page.goto(f"{origin}/")
    page.get_by_role("button", name="the host organiser").click()
    page.goto(f"{origin}/admin/agenda/", wait_until="networkidle")
    days = page.eval_on_selector_all("main a", "all => all.map(one => one.href)")
    page.goto(next(url for url in days if DAY.search(url)), wait_until="networkidle")
    shown = Image.open(BytesIO(page.screenshot()))
    page.close()
    return shown


def paper(url: str, width: int) -> Image.Image:
    """The first two pages of a PDF, each ``width`` pixels wide."""
    with urllib.request.urlopen(url) as answer:
        pdf = answer.read()
    pages = []
    for number in ("1", "2"):
        scale = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
        command = ["pdftoppm", "-png", "-f", number, "-l", number, *scale, "-"]
        made = subprocess.run(command, input=pdf, capture_output=True, check=True)
        pages.append(Image.open(BytesIO(made.stdout)))
    return beside(*pages)


def take(browser: Browser, origin: str) -> None:
    """Take all of them."""
    save(screen(browser, f"{origin}/2027/", 1440, 1000), "edition")
    agenda = f"{origin}/2027/agenda/"
    sizes = [(1280, 1200), (390, 1200)]
    save(beside(*(screen(browser, agenda, *size, down_to=".day") for size in sizes)), "agenda")
    save(desk(browser, origin), "desk")
    save(paper(f"{agenda}agenda.pdf", 640), "programme")
    save(paper(f"{agenda}agenda.pdf?format=pocket", 640), "pocket")


def main() -> None:
    """Open the browser and take the pictures."""
    origin = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000"
    chromium = chromium_path()
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        take(browser, origin)
        browser.close()


if __name__ == "__main__":
    main()
