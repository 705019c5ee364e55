"""Public pages are answered from the cache, and fall out of it when what they show changes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import PageViewRestriction, Site

from cooperation.editions.models import Edition
from cooperation.network.models import NetworkSettings
from core.serving.caching import mark_public
from core.serving.content_version import content_changed, read_version
from core.serving.response_cache import ResponseCacheMiddleware
from home.models import HomePage, StandardPage
from tests.core.serving.asking import asked, status
from tests.factories import UserFactory

PUBLIC = "public, max-age=0, s-maxage=60, must-revalidate"


@pytest.fixture
def page(home_page: HomePage) -> StandardPage:
    for settings_model in settings_registry:  # reading them for the first time makes their rows
        settings_model.for_site(Site.objects.get())
    return home_page.add_child(instance=StandardPage(title="About us", slug="about"))


def test_the_first_visitor_fills_the_cache_and_the_second_gets_the_same(
    client: Client, page: StandardPage
) -> None:
    first, second = client.get("/about/"), client.get("/about/")

    assert (first.status_code, status(first)) == (200, "fwd=miss; stored")
    assert (second.status_code, status(second)) == (200, "hit")
    assert second.content == first.content
    for response in (first, second):
        assert response.headers["Cache-Control"] == PUBLIC
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.headers["ETag"]
        assert "Content-Security-Policy" in response.headers
        assert not response.cookies
    assert second.headers["Age"] == "0"


def test_a_page_from_the_cache_costs_one_query(
    client: Client, page: StandardPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.get("/about/")
    with django_assert_num_queries(1):
        client.get("/about/")


def test_who_has_the_page_already_gets_304_from_cache_and_from_afresh(
    client: Client, page: StandardPage
) -> None:
    etag = client.get("/about/").headers["ETag"]

    again = client.get("/about/", headers={"if-none-match": etag})
    caches["responses"].clear()
    afresh = client.get("/about/", headers={"if-none-match": etag})
    later = client.get("/about/", headers={"if-none-match": '"another"'})

    assert (again.status_code, status(again), again.content) == (304, "hit", b"")
    assert (afresh.status_code, status(afresh)) == (304, "fwd=miss; stored")
    assert (later.status_code, status(later)) == (200, "hit")
    assert again.headers["Cache-Control"] == PUBLIC


def test_compressed_and_plain_answers_do_not_mix(client: Client, page: StandardPage) -> None:
    plain = client.get("/about/")
    smallest = client.get("/about/", headers={"accept-encoding": "br, gzip"})
    packed = client.get("/about/", headers={"accept-encoding": "gzip"})
    packed_again = client.get("/about/", headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert smallest.headers["Content-Encoding"] == "br"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert status(packed) == "fwd=miss; stored"
    assert (status(packed_again), packed_again.headers["Content-Encoding"]) == ("hit", "gzip")


def test_head_is_answered_from_the_entry_of_get(client: Client, page: StandardPage) -> None:
    body = client.get("/about/").content
    head = client.head("/about/")
    assert (status(head), head.content, head.headers["Content-Length"]) == ("hit", b"", str(len(body)))


def test_an_entry_lives_for_the_set_time(client: Client, page: StandardPage, settings: Any) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.get("/about/")
        clock.shift(timedelta(seconds=59))
        assert status(client.get("/about/")) == "hit"
        clock.shift(timedelta(seconds=1))
        assert status(client.get("/about/")) == "fwd=miss; stored"


def test_zero_seconds_switch_the_cache_off(client: Client, page: StandardPage, settings: Any) -> None:
    settings.RESPONSE_CACHE_SECONDS = 0
    client.get("/about/")
    response = client.get("/about/")
    assert "Cache-Status" not in response.headers
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_hosts_do_not_share_pages(client: Client, page: StandardPage) -> None:
    client.get("/about/")
    assert status(client.get("/about/", headers={"host": "localhost"})) == "fwd=miss; stored"


def test_what_counts_clicks_is_taken_out_of_the_query(client: Client, page: StandardPage) -> None:
    client.get("/about/")
    assert status(client.get("/about/?utm_source=letter&fbclid=x1")) == "hit"
    assert status(client.get("/about/?day=2")) == "fwd=miss; stored"
    assert status(client.get("/about/?day=2&utm_source=letter")) == "hit"


@pytest.mark.skipif(
    bool(django_settings.REDIS_URL), reason="Redis has one limit for all, drawn in its own settings"
)
def test_invented_queries_push_out_no_page(client: Client, page: StandardPage) -> None:
    client.get("/about/")
    limit = caches["query_responses"]._max_entries
    for number in range(limit + 20):
        client.get(f"/about/?x={number}")
    assert len(caches["query_responses"]._cache) <= limit
    assert status(client.get("/about/")) == "hit"


def test_somebody_signed_in_gets_a_page_of_their_own(client: Client, page: StandardPage) -> None:
    anonymous = client.get("/about/")
    client.force_login(UserFactory())

    response = client.get("/about/")

    assert "Cache-Status" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-store"
    assert anonymous.headers["Cache-Control"] == PUBLIC
    assert status(Client().get("/about/")) == "hit"


def test_a_request_with_credentials_is_neither_answered_from_the_cache_nor_kept(
    client: Client, page: StandardPage
) -> None:
    client.get("/about/")
    response = client.get("/about/", headers={"authorization": "Bearer x"})
    assert "Cache-Status" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/nowhere/", "/account/login/", "/admin/", "/healthz"])
def test_errors_and_private_addresses_are_never_kept(client: Client, db: None, address: str) -> None:
    for _time in (1, 2):
        response = client.get(address)
        assert "stored" not in response.headers.get("Cache-Status", "")
        assert "public" not in response.headers["Cache-Control"]


def test_a_page_that_asks_for_a_password_is_not_kept(client: Client, page: StandardPage) -> None:
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="let-me-in"
    )
    for _time in (1, 2):
        response = client.get("/about/")
        assert "no-store" in response.headers["Cache-Control"]
        assert status(response) == "fwd=miss"


def test_a_preview_of_a_draft_neither_comes_from_the_cache_nor_goes_into_it(
    client: Client, page: StandardPage
) -> None:
    client.get("/about/")
    page.title = "A draft that nobody may see"

    preview = page.make_preview_request()

    assert b"A draft that nobody may see" in preview.content
    assert "public" not in preview.headers["Cache-Control"]
    assert b"A draft that nobody may see" not in client.get("/about/").content


# --- Changes -------------------------------------------------------------------------------------


def test_an_answer_that_a_change_overtook_is_not_given_to_the_next(db: None) -> None:
    """While the first answer is made, the content changes; its old text must not be kept."""
    texts = ["old", "new"]

    def view(_request: HttpRequest) -> HttpResponse:
        text = texts.pop(0)
        if text == "old":
            content_changed()
        return mark_public(HttpResponse(text))

    assert asked(view).content == b"old"
    after = asked(view)
    assert (after.content, status(after)) == (b"new", "fwd=miss; stored")


def test_counting_the_answer_to_the_version_after_it_would_give_it_to_the_next(db: None) -> None:
    """The control of the test above: the order of reading is what protects."""

    class ReadsTooLate(ResponseCacheMiddleware):
        def _fresh(self, request: HttpRequest, key: str, version: int | None, store: Any) -> HttpResponse:
            response = super()._fresh(request, key, version, store)
            store.set(key, store.get(key)._replace(version=read_version()))
            return response

    texts = ["old", "new"]

    def view(_request: HttpRequest) -> HttpResponse:
        text = texts.pop(0)
        if text == "old":
            content_changed()
        return mark_public(HttpResponse(text))

    late = ReadsTooLate(view)
    assert [late(RequestFactory().get("/x/")).content for _time in (1, 2)] == [b"old", b"old"]


def change_page(page: StandardPage) -> None:
    page.introduction = "We have moved."
    page.save_revision().publish()


def unpublish_page(page: StandardPage) -> None:
    page.unpublish()


def move_page(page: StandardPage) -> None:
    page.move(page.get_parent(), pos="first-child")


def change_network(page: StandardPage) -> None:
    network = NetworkSettings.for_site(Site.objects.get())
    network.name = "Another network"
    network.save()


def redirect_away(page: StandardPage) -> None:
    Redirect.objects.create(old_path="/elsewhere", redirect_page=page)


@pytest.mark.parametrize("change", [change_page, unpublish_page, move_page, change_network, redirect_away])
def test_a_change_drops_what_was_kept(
    client: Client, page: StandardPage, change: Callable[[StandardPage], None]
) -> None:
    client.get("/about/")
    assert status(client.get("/about/")) == "hit"
    change(page)
    assert not status(client.get("/about/")).startswith("hit")


def test_saving_a_draft_drops_nothing(client: Client, page: StandardPage, edition: Edition) -> None:
    client.get("/about/")
    page.introduction = "Not finished"
    page.save_revision()
    response = client.get("/about/")
    assert status(response) == "hit"
    assert b"Not finished" not in response.content
