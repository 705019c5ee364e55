"""Request ids, one log line per request, what happens while the database is away, and the policies."""

import json
import logging
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from config.settings.logging import LOGGING, PRE_CHAIN
from config.urls import urlpatterns as site_urlpatterns
from core.serving import content_version, response_cache
from core.serving.caching import mark_public
from core.serving.models import WorkerBeat
from core.serving.rules import is_outage, is_request_id, without_tracking
from home.models import HomePage, StandardPage
from tests.factories import UserFactory

NOWHERE = ConnectionHandler(
    {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/at/all.sqlite3"}}
)


def asks_a_database_that_is_away(_request: HttpRequest) -> HttpResponse:
    NOWHERE["default"].cursor()
    raise AssertionError("there is such a database")


def asks_for_a_table_that_does_not_exist(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table")
    raise AssertionError("there is such a table")


urlpatterns = [
    path("away/", asks_a_database_that_is_away),
    path("broken/", asks_for_a_table_that_does_not_exist),
    path("public/", lambda _request: mark_public(HttpResponse("hello"))),
    path("registrations/<ticket>/", lambda _request, ticket: HttpResponse("yours")),
    *site_urlpatterns,
]


@pytest.fixture
def forgiving(db: None) -> Client:
    """A visitor who gets the answer that a browser would get, instead of our exception."""
    return Client(raise_request_exception=False)


# --- Request ids and the log ---------------------------------------------------------------------


@pytest.fixture
def log_lines() -> Any:
    """What the program logs, as the production settings write it."""
    stream = StringIO()
    formatter = LOGGING["formatters"]["json"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        formatter["()"](foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"])
    )
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    access = logging.StreamHandler(stream)
    logging.getLogger("access").addHandler(access)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger("access").removeHandler(access)
    root.removeHandler(handler)
    root.setLevel(level)


def test_an_id_that_a_proxy_gave_comes_back_and_another_is_made(client: Client, db: None) -> None:
    given = client.get("/healthz", headers={"x-request-id": "proxy-0123456789"})
    made = client.get("/healthz")
    assert given.headers["X-Request-ID"] == "proxy-0123456789"
    assert is_request_id(made.headers["X-Request-ID"])
    assert made.headers["X-Request-ID"] != client.get("/healthz").headers["X-Request-ID"]


@pytest.mark.parametrize(
    "value", ["", "short", "x" * 129, 'with "quotes" in it', "two\nlines1234", "ümlaut-123"]
)
def test_what_is_no_id_is_not_taken_over(value: str) -> None:
    assert not is_request_id(value)


@override_settings(ROOT_URLCONF=__name__)
def test_each_request_writes_one_line_with_its_id(client: Client, db: None, log_lines: Any) -> None:
    client.get("/public/?token=s3cret", headers={"x-request-id": "proxy-0123456789"})
    [line] = [line for line in log_lines() if line["logger"] == "access"]
    assert (line["request_id"], line["method"], line["path"], line["status"]) == (
        "proxy-0123456789",
        "GET",
        "/public/",
        200,
    )
    assert line["ms"] >= 0
    assert "s3cret" not in json.dumps(log_lines())


@override_settings(ROOT_URLCONF=__name__)
def test_tickets_and_tokens_stand_in_no_log_line(client: Client, db: None, log_lines: Any) -> None:
    client.get("/registrations/t1cket-s3cret/")
    client.get("/registrations/t1cket-s3cret/nothing-there/?token=s3cret")
    logging.getLogger("other").warning("GET /my/agenda.ics?token=s3cret&x=1 by %s", "/registrations/s3cret/")
    try:
        raise ValueError("/registrations/s3cret/ failed")
    except ValueError:
        logging.getLogger("other").exception("failed")
    text = json.dumps(log_lines())
    assert "s3cret" not in text
    assert "/registrations/***/nothing-there/" in text
    assert "token=***&x=1" in text
    assert len(PRE_CHAIN) == 5


# --- The database is away ------------------------------------------------------------------------


@override_settings(ROOT_URLCONF=__name__)
def test_while_the_database_is_away_the_answer_is_503_and_says_when_to_come_again(forgiving: Client) -> None:
    response = forgiving.get("/away/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert b"Please try" in response.content
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@override_settings(ROOT_URLCONF=__name__)
def test_programs_are_told_in_json(forgiving: Client) -> None:
    response = forgiving.get("/away/", headers={"accept": "application/json"})
    assert (response.status_code, response.json()["database"]) == (503, "away")


@override_settings(ROOT_URLCONF=__name__)
def test_an_error_of_ours_stays_500(forgiving: Client) -> None:
    assert forgiving.get("/broken/").status_code == 500


def test_which_errors_are_outages(db: None) -> None:
    with pytest.raises(OperationalError) as caught:
        NOWHERE["default"].cursor()
    assert is_outage(caught.value)
    assert not is_outage(IntegrityError("twice"))
    assert not is_outage(ValueError("no"))


def test_pages_that_were_kept_are_given_while_the_database_is_away(
    home_page: HomePage, forgiving: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    home_page.add_child(instance=StandardPage(title="About us", slug="about"))
    for _time in (1, 2):
        kept = forgiving.get("/about/")
    monkeypatch.setattr(content_version, "connections", NOWHERE)

    with time_machine.travel(timezone.now() + timedelta(minutes=30), tick=False):
        response = forgiving.get("/about/")
        other = forgiving.get("/about/?never=asked")

    assert (response.status_code, response.content) == (200, kept.content)
    assert response.headers["Cache-Status"] == "cooperation-day; hit; detail=database-away"
    assert int(response.headers["Age"]) >= 1790
    assert "stored" not in other.headers.get("Cache-Status", "")


def test_pages_of_an_older_version_are_not_given_while_the_database_is_away(
    home_page: HomePage, forgiving: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken down stays down."""
    home_page.add_child(instance=StandardPage(title="About us", slug="about"))
    for _time in (1, 2):
        forgiving.get("/about/")
    content_version.content_changed()
    forgiving.get("/")  # the process sees the new version
    monkeypatch.setattr(content_version, "connections", NOWHERE)
    assert "hit" not in forgiving.get("/about/").headers.get("Cache-Status", "")


def test_a_database_that_was_away_is_not_asked_at_once_again(
    db: None, monkeypatch: pytest.MonkeyPatch, rf: Any
) -> None:
    asked = []

    def ask() -> int:
        asked.append(1)
        NOWHERE["default"].cursor()
        return 0

    monkeypatch.setattr(response_cache, "read_version", ask)
    middleware = response_cache.ResponseCacheMiddleware(lambda _request: mark_public(HttpResponse("hello")))
    for _time in range(3):
        response = middleware(rf.get("/"))
        assert response.content == b"hello"
        assert "stored" not in response.headers.get("Cache-Status", "")
    assert len(asked) == 1


# --- healthz -------------------------------------------------------------------------------------


def test_healthz_is_good_when_everything_works(client: Client, db: None) -> None:
    WorkerBeat.objects.create(pk=1, at=timezone.now() - timedelta(seconds=30))
    response = client.get("/healthz")
    content = response.json()
    assert response.status_code == 200
    assert (content["status"], content["database"], content["cache"]) == ("ok", "ok", "ok")
    assert content["worker"]["status"] == "ok"
    assert 30 <= content["worker"]["age_seconds"] <= 35
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies


@pytest.mark.parametrize("age", [None, 61])
def test_healthz_is_503_without_a_living_worker(client: Client, db: None, age: int | None) -> None:
    if age:
        WorkerBeat.objects.create(pk=1, at=timezone.now() - timedelta(seconds=age))
    response = client.get("/healthz")
    assert response.status_code == 503
    assert (response.json()["status"], response.json()["worker"]["status"]) == ("failing", "away")


def test_healthz_is_503_without_a_database(forgiving: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_version, "connections", NOWHERE)
    response = forgiving.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, "away")


def test_healthz_is_503_without_a_cache(client: Client, db: None, settings: Any, tmp_path: Path) -> None:
    WorkerBeat.objects.create(pk=1, at=timezone.now())
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = settings.CACHES | {"default": redis}
    response = client.get("/healthz")
    assert (response.status_code, response.json()["cache"]) == (503, "away")


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_REDIRECT_EXEMPT=[r"^healthz$"])
def test_healthz_answers_over_http(client: Client, db: None) -> None:
    assert client.get("/healthz").status_code == 503
    assert client.get("/account/").status_code == 301


# --- Content-Security-Policy ---------------------------------------------------------------------


def test_public_and_account_pages_allow_nothing_inline(client: Client, home_page: HomePage) -> None:
    for address in ("/", "/account/login/", "/nowhere/"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_the_admin_has_a_policy_of_its_own(client: Client, db: None) -> None:
    client.force_login(UserFactory(is_superuser=True))
    policy = client.get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "*" not in policy


def test_a_preview_inside_of_the_admin_brings_no_policy_that_would_forbid_its_frame(
    home_page: HomePage,
) -> None:
    assert "Content-Security-Policy" not in home_page.make_preview_request().headers


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("utm_source=letter", ""),
        ("q=a%20b&utm_medium=x&gclid=1", "q=a+b"),
        ("q=a%20b&page=2", "q=a%20b&page=2"),
        ("empty=", "empty="),
    ],
)
def test_tracking_is_taken_out_of_queries(query: str, kept: str) -> None:
    assert without_tracking(query) == kept
