"""Pages that stand in for others say what happened and lead on."""

from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.mark.parametrize("number", ["400", "500", "503"])
def test_they_need_neither_database_nor_request(number: str) -> None:
    """Without the mark for it, a query fails the test."""
    page = render_to_string(f"{number}.html")
    assert f"{number}\n" in page
    assert '<span class="site-name__event">Cooperation Day</span>' in page
    assert 'href="/"' in page
    assert "<title>" in page
    assert "style=" not in page


def test_an_outage_offers_to_try_again() -> None:
    assert '<a class="button" href="">Try again</a>' in render_to_string("503.html")


def test_who_may_not_see_a_page_is_led_to_the_sign_in() -> None:
    assert 'href="/account/login/"' in render_to_string("403.html")


def test_a_missing_page_offers_the_search_and_the_current_edition(client: Client, edition_page: Any) -> None:
    answer = client.get("/nowhere/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'action="/search/"' in page
    assert f'<a href="{edition_page.url}">{edition_page.title}</a>' in page


@pytest.mark.django_db
def test_a_missing_page_stands_without_any_edition(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert 'action="/search/"' in answer.content.decode()


def test_a_missing_page_is_cheap(client: Client, edition_page: Any) -> None:
    client.get("/nowhere/")  # makes what is made once, such as the settings
    caches["default"].clear()
    with CaptureQueriesContext(connection) as counted:
        client.get("/nowhere/")
    assert len(counted) <= 12
    with CaptureQueriesContext(connection) as counted:
        client.get("/nowhere-else/")
    assert len(counted) <= 6
