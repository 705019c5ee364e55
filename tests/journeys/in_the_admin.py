"""The admin in a browser: signed in without the sign-in, and judged by our own part of each page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.journeys.checkers import RULES, sideways
from tests.journeys.conftest import Visit

WIDE, PHONE = 1440, 360


def admin(client: Client, visit: Visit, path: str = "/admin/", width: int = WIDE, **options: Any) -> Page:
    """A page of the admin in a browser that is signed in as ``client`` is."""
    page, name = visit("/robots.txt", width, **options), settings.SESSION_COOKIE_NAME
    origin = page.url.removesuffix("/robots.txt")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": origin}])
    page.goto(f"{origin}{path}")
    return page


def wrong_with(page: Page, part: str = "main") -> list[str]:
    """What axe finds in ``part`` of the page, and what has to be moved sideways."""
    found = Axe().run(page, context=part, options=RULES).response["violations"]
    told = [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
    return told + sideways(page)


def looks_well(page: Page, part: str = "main") -> None:
    """``part`` of the page holds WCAG 2.2 AA and needs no scrolling sideways, on a phone and wide."""
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert wrong_with(page, part) == []
