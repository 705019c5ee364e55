"""Dates in English are written as Europe writes them, in the admin as on the site."""

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.utils import formats, translation

from tests.factories import EditionFactory, UserFactory


def shown(value: object, written: str) -> str:
    return Template("{{ value|" + written + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("value", "written", "words"),
    [
        (date(2027, 5, 12), "date", "12 May 2027"),
        (date(2027, 5, 12), 'date:"SHORT_DATE_FORMAT"', "12 May 2027"),
        (time(14, 30), "time", "14:30"),
        (datetime(2027, 5, 12, 14, 30, tzinfo=UTC), 'date:"DATETIME_FORMAT"', "12 May 2027, 14:30"),
    ],
)
def test_the_day_comes_first_and_the_day_has_24_hours(value: object, written: str, words: str) -> None:
    with translation.override("en"):
        assert shown(value, written) == words


def test_the_week_begins_on_monday() -> None:
    with translation.override("en"):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("sent", ["2027-05-06", "06/05/2027", "06.05.2027", "6 May 2027"])
def test_a_date_is_read_with_the_day_first(sent: str) -> None:
    with translation.override("en"):
        assert forms.DateField().clean(sent) == date(2027, 5, 6)


@pytest.mark.django_db
def test_lists_of_the_admin_agree() -> None:
    EditionFactory()
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    listed = client.get("/admin/editions/").content.decode()
    assert "12 May 2027" in listed
    assert "May 12, 2027" not in listed
