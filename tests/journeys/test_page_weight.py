"""How much a browser has to fetch before a page stands, as the site runs in production."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Response

from tests.demo_site import DemoServer
from tests.shots.addresses import FORM, TICKET

pytestmark = pytest.mark.browser

FIRST_VIEW, NEXT_PAGE = 90_000, 20_000
"""Bytes at most, as they go over the line: HTML, styles, scripts and fonts. Pictures come beside them."""
COUNTED = {"Document", "Stylesheet", "Script", "Font"}
PAGES = {
    "home": "/",
    "edition": "/2027/",
    "agenda": "/2027/agenda/",
    "workshop": "/2027/workshops/parcels/",
    "news": "/news/",
    "archive": "/editions/",
    "hosts": "/hosts/",
    "exhibition": "/2027/exhibition/",
    "look-back": "/2024/look-back/",
    "300 slots": "/2036/agenda/",
    "registration": "/2027/register/",
    "form": FORM,
    "ticket": TICKET,
}


@pytest.fixture(scope="module", autouse=True)
def _300_slots_and_registrations(production: DemoServer) -> None:
    production.call("tests.bench.large_edition.load")
    production.call("tests.shots.registrations.put_addresses")


class Scales:
    """Weighs what a tab fetches; what it has in its cache weighs nothing."""

    def __init__(self, tab: Page) -> None:
        self.requests: dict[str, tuple[str, str]] = {}
        self.fetched: list[tuple[int, str]] = []
        self.session: CDPSession = tab.context.new_cdp_session(tab)
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", self._note)
        self.session.on("Network.loadingFinished", self._weigh)

    def _note(self, event: dict[str, object]) -> None:
        request: dict[str, str] = event["request"]  # type: ignore[assignment]
        self.requests[str(event["requestId"])] = (str(event.get("type")), request["url"])

    def _weigh(self, event: dict[str, object]) -> None:
        kind, url = self.requests.get(str(event["requestId"]), ("", ""))
        if kind in COUNTED:
            self.fetched.append((round(event["encodedDataLength"]), url))  # type: ignore[call-overload]

    def take(self) -> list[tuple[int, str]]:
        """What was fetched since the last time, heaviest first, each with its bytes."""
        taken, self.fetched = sorted(self.fetched, reverse=True), []
        return taken


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A phone that has never been here. It takes what browsers take over https."""
    accepted = {"accept-encoding": "gzip, deflate, br"}
    context = chromium.new_context(viewport={"width": 390, "height": 844}, extra_http_headers=accepted)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_first_view_is_light_and_the_next_page_much_lighter(
    production: DemoServer, tab: Page, path: str
) -> None:
    scales = Scales(tab)
    tab.goto(production.url + path, wait_until="networkidle")
    first = scales.take()
    assert {url.partition("?")[0] for _bytes, url in first} >= {production.url + path}
    assert any(url.endswith(".woff2") for _bytes, url in first)
    assert sum(weight for weight, _url in first) <= FIRST_VIEW, first

    others = [other for other in PAGES.values() if other != path]
    tab.goto(production.url + others[0], wait_until="networkidle")
    following = scales.take()
    assert following
    assert sum(weight for weight, _url in following) <= NEXT_PAGE, following


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path != "/"])
def test_a_page_after_the_home_page_is_light(production: DemoServer, tab: Page, path: str) -> None:
    scales = Scales(tab)
    tab.goto(production.url, wait_until="networkidle")
    scales.take()
    tab.goto(production.url + path, wait_until="networkidle")
    following = scales.take()
    assert sum(weight for weight, _url in following) <= NEXT_PAGE, following


def test_joined_scripts_do_what_they_did_apart(production: DemoServer, tab: Page) -> None:
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(production.url + PAGES["300 slots"], wait_until="networkidle")
    tab.locator(".slot__mine").first.click()
    tab.get_by_label("Only mine").check()
    assert tab.locator(".slot:visible").count() == 1
    assert tab.url.endswith("#mine")
    assert errors == []


def test_texts_are_compressed_and_kept_by_browsers(production: DemoServer, tab: Page) -> None:
    answers: list[Response] = []
    tab.on("response", lambda answer: answers.append(answer))
    tab.goto(production.url + PAGES["agenda"], wait_until="networkidle")
    texts = [answer for answer in answers if answer.url.partition("?")[0].endswith((".css", ".js", "/"))]
    assert len(texts) >= 3
    small = {answer.url for answer in texts if len(answer.body()) < 1000}
    plain = [answer.url for answer in texts if answer.headers.get("content-encoding") != "br"]
    assert set(plain) - small == set()
    files = [answer for answer in answers if "/static/" in answer.url]
    assert files
    assert [one.url for one in files if "immutable" not in one.headers.get("cache-control", "")] == []


def test_one_shared_sheet_is_all_that_pages_have_in_common(production: DemoServer, tab: Page) -> None:
    """Each sheet that blocks a page is a wait of its own on a slow line."""
    for path in PAGES.values():
        tab.goto(production.url + path)
        sheets = tab.eval_on_selector_all("link[rel=stylesheet]", "all => all.map(one => one.href)")
        assert "/static/css/site." in sheets[0]
        assert len(sheets) <= 4, (path, sheets)
