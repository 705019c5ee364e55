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
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.demo_site import DemoServer
from tests.journeys import every_kind

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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
MEMBER_PAGES_TO_LOOK_AT = 2


ERROR_PAGES = ["400", "403", "404", "429", "500", "503"]
STYLE_SHEETS = ["tokens", "base", "components", "edition", "archive", "account", "demo"]


@pytest.fixture(scope="module", autouse=True)
def every_kind_of_page(demo_server: DemoServer) -> None:
    """What the demo has no example of: each state of an edition, each block, long words."""
    demo_server.call(f"{every_kind.__name__}.put_everything")


def error_page(server: DemoServer, name: str) -> str:
    """The page that people see with this status."""
    code = (
        "from django.template.loader import render_to_string; from django.test import RequestFactory; "
        "request = RequestFactory(SERVER_NAME='localhost').get('/'); "
        f"print('<!-- -->' + render_to_string('{name}.html', request=request))"
    )
    return server.manage("shell", "-c", code).partition("<!-- -->")[2].strip()


def answer_with(html: str, route: Route) -> None:
    """Give the browser ``html`` in place of what lies at the address."""
    route.fulfill(body=html, content_type="text/html")


def addresses(server: DemoServer) -> list[str]:
    """The site's public pages; of the members' pages, which are all alike, only the first ones."""
    with urllib.request.urlopen(f"{server.url}/sitemap.xml") as answer:
        listed = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", answer.read().decode())
    members = [path for path in listed if re.fullmatch(r"/network/[\w-]+/", path)]
    others = [path for path in listed if path not in members]
    return [*others, *members[:MEMBER_PAGES_TO_LOOK_AT], *BESIDE_THE_SITEMAP]


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule_of_accessibility(
    demo_server: DemoServer, chromium: Browser, width: int, scheme: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    axe = Axe()
    broken = {}
    for path in addresses(demo_server):
        page.goto(demo_server.url + path)
        results = axe.run(page, options=RULES)
        if results.violations_count:
            broken[path] = [
                (rule["id"], [node["html"][:160] for node in rule["nodes"][:3]])
                for rule in results.response["violations"]
            ]
    context.close()
    assert broken == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_error_pages_break_no_rule_of_accessibility(
    demo_server: DemoServer, chromium: Browser, width: int
) -> None:
    for scheme in ("light", "dark"):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for name in ERROR_PAGES:
            page.unroute_all()
            page.route("**/an-error/", partial(answer_with, error_page(demo_server, name)))
            page.goto(f"{demo_server.url}/an-error/")
            assert Axe().run(page, options=RULES).response["violations"] == [], name
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name
        context.close()


def test_no_page_scrolls_sideways_on_a_small_phone(demo_server: DemoServer, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    wide = []
    for path in addresses(demo_server):
        page.goto(demo_server.url + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    context.close()
    assert wide == []


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


def test_every_link_leads_somewhere(demo_server: DemoServer, tab: Page) -> None:
    links: dict[str, str] = {}
    for path in addresses(demo_server):
        tab.goto(demo_server.url + path)
        for target in tab.eval_on_selector_all("a[href]", "all => all.map(one => one.href)"):
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


def test_the_markup_is_valid(demo_server: DemoServer, tmp_path: Path) -> None:
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
    for status in ERROR_PAGES:
        (tmp_path / f"error-{status}.html").write_text(error_page(demo_server, status))
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
