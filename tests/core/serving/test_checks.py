"""One site has one address, whoever asks for it."""

from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from wagtail.models import Site

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    messages = run_checks(tags=[Tags.database], databases=["default"])
    return [message.msg for message in messages if message.id == "serving.W001"]


def test_equal_addresses_are_well() -> None:
    assert Site.objects.get().root_url == "http://testserver"
    assert found() == []


def test_another_address_in_the_settings_is_told(settings: Any) -> None:
    settings.SITE_ORIGIN = "https://meeting.example"
    assert found() == [
        "Wagtail's default site is http://testserver, and SITE_ORIGIN is https://meeting.example."
    ]


def test_without_a_site_nothing_is_said(settings: Any) -> None:
    settings.SITE_ORIGIN = "https://meeting.example"
    Site.objects.all().delete()
    assert found() == []


def test_without_a_database_nothing_is_asked(settings: Any, django_assert_num_queries: Any) -> None:
    settings.SITE_ORIGIN = "https://meeting.example"
    with django_assert_num_queries(0, connection=connection):
        run_checks()
