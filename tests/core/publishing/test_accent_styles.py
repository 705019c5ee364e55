"""The style sheet with an edition's colour."""

import pytest
from django.template import Context, Template
from django.test import Client

from core.publishing import colours


def url_of(colour: str) -> str:
    return Template("{% load publishing_tags %}{% accent_url colour %}").render(Context({"colour": colour}))


@pytest.mark.django_db
def test_browsers_keep_it_for_good(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):  # the content's version, as for every address
        answer = client.get(url_of("#0A6B4F"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text == colours.style_sheet("#0a6b4f")
    assert "--accent-fill: #0a6b4f;" in answer.text
    assert not answer.cookies


@pytest.mark.django_db
def test_an_address_of_other_content_is_not_found(client: Client) -> None:
    assert client.get("/accents/0a6b4f-00000000.css").status_code == 404


def test_what_is_no_colour_has_no_style_sheet() -> None:
    assert url_of("green") == ""
