"""Every kind of public page as people and checkers meet it."""

import json
import os
import re
import subprocess
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.demo_site import DemoServer
from tests.journeys import checkers, every_kind
from tests.shots.pages import send_a_broken_address

pytestmark = pytest.mark.browser

BESIDE_THE_SITEMAP = [
    "/search/",
    "/search/?q=workshop",
    "/search/?q=nothing-is-called-like-this",
    f"/search/?q={201 * 'x'}",
    "/editions/?country=FI",
    "/no-such-page/",
    "/account/login/",
    "/2027/agenda/releases/",
]
ALIKE = [r"/network/[\w-]+/", r"/\d{4}/agenda/[\w-]+/"]
ALIKE_TO_LOOK_AT = 2
SNIFFED = 1280
"""The width at which HTML_CodeSniffer looks as well."""
ERROR_PAGES = ["400", "403", "404", "429", "500", "503"]


@pytest.fixture(scope="module", autouse=True)
def every_kind_of_page(demo_server: DemoServer) -> None:
    """What the demo has no example of: each state of an edition, each block, long words."""
    demo_server.call(f"{every_kind.__name__}.put_everything")


@pytest.fixture(scope="module")
def error_pages(demo_server: DemoServer) -> dict[str, str]:
    """The page that people see with each status."""
    code = (
        "import json; from django.template.loader import render_to_string as written; "
        "from django.test import RequestFactory; "
        "request = RequestFactory(SERVER_NAME='localhost').get('/'); "
        f"pages = {{name: written(f'{{name}}.html', request=request) for name in {ERROR_PAGES}}}; "
        "print('<!-- -->' + json.dumps(pages))"
    )
    pages: dict[str, str] = json.loads(demo_server.manage("shell", "-c", code).partition("<!-- -->")[2])
    return {name: html.strip() for name, html in pages.items()}


def answer_with(html: str, route: Route) -> None:
    """Give the browser ``html`` in place of what lies at the address."""
    route.fulfill(body=html, content_type="text/html")


def addresses(server: DemoServer) -> list[str]:
    """The public pages; of the members and of the speakers, which are all alike, only the first ones."""
    with urllib.request.urlopen(f"{server.url}/sitemap.xml") as answer:
        listed = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", answer.read().decode())
    for pattern in ALIKE:
        alike = [path for path in listed if re.fullmatch(pattern, path)]
        listed = [path for path in listed if path not in alike[ALIKE_TO_LOOK_AT:]]
    return [*listed, *BESIDE_THE_SITEMAP]


def test_the_sitemap_lists_every_kind_of_page(demo_server: DemoServer) -> None:
    found = addresses(demo_server)
    for expected in [
        "/",
        "/2027/",
        "/2027/agenda/",
        "/2027/workshops/",
        "/2027/exhibition/",
        "/2027/practical/",
        "/2024/look-back/",
        "/editions/",
        "/hosts/",
        "/news/",
        "/network/",
        "/privacy/",
        "/accessibility/",
    ]:
        assert expected in found


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule_of_accessibility(
    demo_server: DemoServer, chromium: Browser, error_pages: dict[str, str], width: int
) -> None:
    """320 pixels are also what a window of 1280 has at a zoom of 400 %."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    sniff = width == SNIFFED
    broken = {}
    for path in addresses(demo_server):
        page.goto(demo_server.url + path)
        broken[path] = checkers.everything(page, sniff=sniff)
    page.goto(f"{demo_server.url}/account/login/")
    send_a_broken_address(page)
    broken["sign-in with an error"] = checkers.everything(page, sniff=sniff)
    for name, html in error_pages.items():
        page.unroute_all()
        page.route("**/an-error/", partial(answer_with, html))
        page.goto(f"{demo_server.url}/an-error/")
        broken[f"error page {name}"] = checkers.everything(page, sniff=sniff)
    page.close()
    assert {path: found for path, found in broken.items() if found} == {}


@pytest.mark.parametrize("width", [640, 1280])
def test_letters_may_be_twice_as_large(demo_server: DemoServer, chromium: Browser, width: int) -> None:
    """By the size of letters alone (1280), and in half of the window as well (640: a zoom of 200 %)."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    broken = {}
    for path in addresses(demo_server):
        page.goto(demo_server.url + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        broken[path] = [*checkers.sideways(page), *checkers.clipped(page)]
    context.close()
    assert {path: found for path, found in broken.items() if found} == {}


def test_pages_keep_to_themselves(demo_server: DemoServer, tab: Page) -> None:
    """No cookie, no request to anybody else, nothing that the content security policy has to stop."""
    foreign: list[str] = []
    tab.on("request", lambda request: foreign.append(request.url))
    for path in addresses(demo_server):
        if path.startswith("/account/"):
            continue
        tab.goto(demo_server.url + path)
    assert [url for url in foreign if not url.startswith((demo_server.url, "data:"))] == []
    assert tab.context.cookies() == []


ADDRESSES = "all => all.map(one => new URL(one.getAttribute('href'), document.baseURI).href)"
"""Whole addresses, also of the links inside of drawings."""


def test_every_link_leads_somewhere(demo_server: DemoServer, tab: Page) -> None:
    links: dict[str, str] = {}
    for path in addresses(demo_server):
        tab.goto(demo_server.url + path)
        for target in tab.eval_on_selector_all("a[href]", ADDRESSES):
            address = target.split("#")[0]
            if address.startswith(demo_server.url):
                links.setdefault(address, path)
    dead = {}
    for address, where in links.items():
        try:
            urllib.request.urlopen(address).close()
        except urllib.error.HTTPError as error:
            if address != demo_server.url + where:  # an error page's link to its own content
                dead[address] = (error.code, where)
    assert dead == {}


def test_the_markup_is_valid(demo_server: DemoServer, error_pages: dict[str, str], tmp_path: Path) -> None:
    """vnu, the checker that the W3C runs, has nothing to say, not even a warning."""
    jar = os.environ.get("VNU_JAR", "")
    assert jar, "set VNU_JAR to the vnu.jar of npm's package vnu-jar"
    names = {}
    for number, path in enumerate(addresses(demo_server)):
        try:
            answer = urllib.request.urlopen(demo_server.url + path)
        except urllib.error.HTTPError as error:
            answer = error  # an error page is a page, too
        name = f"{number:03}.html"
        (tmp_path / name).write_bytes(answer.read())
        names[name] = path
    for status, html in error_pages.items():
        (tmp_path / f"error-{status}.html").write_text(html)
        names[f"error-{status}.html"] = status
    checked = subprocess.run(
        ["java", "-jar", jar, "--Werror", "--format", "json", "--skip-non-html", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [
        (names[message["url"].rsplit("/", 1)[-1]], message["message"], message.get("extract", "")[:120])
        for message in json.loads(checked.stderr)["messages"]
    ]
    assert complaints == []
    assert checked.returncode == 0
