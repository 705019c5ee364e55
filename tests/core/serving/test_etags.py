"""ETags: public answers have one, HEAD has that of GET, and private answers have none."""

from typing import Any

import pytest
from django.test import Client

from home.models import HomePage


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_head_has_the_headers_of_get(client: Client, home_page: HomePage, encoding: str) -> None:
    accepted = {"accept-encoding": encoding}
    head = client.head("/?a=1", headers=accepted)
    get = client.get("/?a=1", headers=accepted)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Cache-Status"] == "cooperation-day; fwd=miss"
    assert head.headers["ETag"]
    for name in ("ETag", "Content-Type", "Cache-Control", "Vary"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("seconds", [0, 60])
def test_head_is_answered_304_for_who_has_the_page(
    client: Client, home_page: HomePage, settings: Any, seconds: int
) -> None:
    settings.RESPONSE_CACHE_SECONDS = seconds
    etag = client.head("/").headers["ETag"]
    assert client.head("/", headers={"if-none-match": etag}).status_code == 304
    assert client.head("/", headers={"if-none-match": '"another"'}).status_code == 200


def test_private_answers_have_no_etag(client: Client, db: None) -> None:
    assert "ETag" not in client.head("/healthz").headers
    assert "ETag" not in client.head("/account/login/").headers
