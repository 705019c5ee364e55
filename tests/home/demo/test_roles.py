"""The demo's bar: whom it makes of the visitor, and that it lets nobody else do so."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, reverse

from core.accounts.models import User
from home.models import HomePage

from .conftest import SAME_ORIGIN, become

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def marked_role(page: bytes) -> list[str]:
    return re.findall(r'value="(\w+)"\s+aria-current="true"', page.decode())


@pytest.mark.parametrize(("role", "admin"), [("attendee", 403), ("organiser", 200), ("secretariat", 200)])
def test_one_click_makes_the_visitor_that_person(
    client: Client, people: dict[str, User], home_page: HomePage, role: str, admin: int
) -> None:
    answer = become(client, role)
    assert (answer.status_code, answer.url) == (302, "/")
    assert int(client.session["_auth_user_id"]) == people[role].pk
    page = client.get("/")
    assert marked_role(page.content) == [role]
    assert "private" in page["Cache-Control"] or "no-store" in page["Cache-Control"]
    answer = client.get("/admin/")
    assert answer.status_code == admin
    assert marked_role(answer.content) == [role]
    assert (b'href="/admin/">Admin' in page.content) is (admin == 200)


def test_the_public_leaves_every_session_behind(
    client: Client, people: dict[str, User], home_page: HomePage
) -> None:
    become(client, "secretariat")
    key = client.session.session_key
    answer = become(client, "public")
    assert answer.url == "/"
    assert client.cookies["sessionid"].value == ""
    assert not client.session.exists(key)
    assert client.get("/admin/").url.startswith("/account/login/")


def test_changing_role_begins_a_new_session(client: Client, people: dict[str, User]) -> None:
    become(client, "attendee")
    before = client.session.session_key
    become(client, "secretariat")
    assert client.session.session_key != before


def test_public_pages_are_the_same_for_everybody_and_set_no_cookie(
    client: Client, people: dict[str, User], home_page: HomePage
) -> None:
    first = Client().get("/")
    become(client, "secretariat")
    client.get("/")
    second = Client().get("/")
    assert marked_role(first.content) == marked_role(second.content) == ["public"]
    assert first.content == second.content
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in first.content


def test_the_bar_stands_on_account_error_and_sign_in_pages(client: Client, home_page: HomePage) -> None:
    for path, status in (("/account/login/", 200), ("/not-there/", 404), ("/demo/mails/", 200)):
        page = client.get(path)
        assert page.status_code == status
        assert page.content.count(b'class="demo-bar"') == 1
        assert page.content.count(b"css/demo.css") == 1


def test_the_bar_stands_in_no_frame(client: Client, home_page: HomePage) -> None:
    page = client.get("/", headers={"Sec-Fetch-Dest": "iframe"})
    assert b"demo-bar" not in page.content


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_no_other_site_changes_the_role(
    client: Client, people: dict[str, User], headers: dict[str, str]
) -> None:
    answer = client.post("/demo/role/", {"role": "secretariat"}, headers=headers)
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


def test_browsers_without_fetch_metadata_are_known_by_origin(client: Client, people: dict[str, User]) -> None:
    answer = client.post("/demo/role/", {"role": "attendee"}, headers={"Origin": "http://testserver"})
    assert answer.status_code == 302


def test_the_role_does_not_change_by_get(client: Client) -> None:
    assert client.get("/demo/role/?role=secretariat", headers=SAME_ORIGIN).status_code == 405


def test_roles_that_do_not_exist_are_refused(client: Client) -> None:
    for role in ("", "root", "secretariat@demo.example"):
        assert become(client, role).status_code == 400


def test_a_person_who_is_missing_is_said_to_be(client: Client, home_page: HomePage) -> None:
    answer = become(client, "organiser")
    assert answer.status_code == 409
    assert "organiser@demo.example" in answer.content.decode()
    assert "load_demo" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "page", "goes_to"),
    [
        ("attendee", "/2027/agenda/", "/2027/agenda/"),
        ("organiser", "/admin/pages/", "/admin/pages/"),
        ("attendee", "/admin/pages/", "/"),
        ("public", "/admin/", "/"),
        ("secretariat", "//evil.example/", "/"),
        ("secretariat", "https://evil.example/", "/"),
        ("secretariat", "/\\evil.example", "/"),
        ("secretariat", "/demo/role/", "/"),
        ("secretariat", "", "/"),
    ],
)
def test_the_visitor_stays_on_the_page_where_that_makes_sense(
    client: Client, people: dict[str, User], role: str, page: str, goes_to: str
) -> None:
    assert become(client, role, page).url == goes_to


def test_without_the_demo_its_addresses_and_its_sessions_are_nothing(
    client: Client, people: dict[str, User], home_page: HomePage, settings: Any
) -> None:
    become(client, "secretariat")
    settings.DEMO, settings.ROOT_URLCONF = False, "config.urls"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "demo" not in name]
    clear_url_caches()
    visitor = Client()
    visitor.cookies = client.cookies
    assert visitor.get("/admin/").url.startswith("/account/second-factor/")
    assert visitor.get("/demo/mails/").status_code == 404
    assert visitor.post("/demo/role/", {"role": "secretariat"}, headers=SAME_ORIGIN).status_code == 404
    assert b"demo-bar" not in visitor.get("/").content
    with pytest.raises(NoReverseMatch):
        reverse("demo_role")


@pytest.mark.processes
def test_production_knows_nothing_of_the_demo() -> None:
    program = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.urls import get_resolver\n"
        "import sys\n"
        "get_resolver().url_patterns\n"
        "assert settings.DEMO is False and settings.DEBUG is False\n"
        "assert not [name for name in settings.MIDDLEWARE if 'demo' in name]\n"
        "assert settings.CACHES['default']['BACKEND'].endswith(('DatabaseCache', 'RedisCache'))\n"
        "for name in ('SESSION', 'CSRF'):\n"
        "    assert getattr(settings, f'{name}_COOKIE_SECURE')\n"
        "    assert getattr(settings, f'{name}_COOKIE_HTTPONLY')\n"
        "    assert getattr(settings, f'{name}_COOKIE_NAME').startswith('__Host-')\n"
        "assert not [name for name in sys.modules if name.startswith('home.demo')]\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "example.org",
        "SITE_ORIGIN": "https://example.org",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
