"""The day of a piece of news: preset where the edition takes place, and never ahead of its readers."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from cooperation.pages.models import NewsIndexPage, NewsPage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)
"""Half past midnight of 2 June in Brussels, and half past one in Vilnius."""


@pytest.fixture
def boss() -> Client:
    with time_machine.travel(LATE, tick=False):
        client = Client()
        client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def publish(boss: Client, index: NewsIndexPage, **changed: Any) -> Any:
    sent = {
        "title": "We meet",
        "slug": "we-meet",
        "published_on": "2026-06-02",
        "edition": "",
        "body": streamfield([("paragraph", rich_text("<p>Welcome</p>"))]),
        "tags": "",
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    address = f"/admin/pages/add/cooperation_pages/newspage/{index.pk}/"
    with time_machine.travel(LATE, tick=False):
        return boss.post(address, nested_form_data(sent | changed))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"published_on": "2026-06-03"}, "This day has not come yet"),
        ({"published_on": "2026-06-03", "embargo_until": "2026-06-02 10:00"}, "This day has not come yet"),
        ({"published_on": "abc"}, "Enter a valid date."),
        ({"published_on": ""}, "This field is required."),
    ],
)
def test_a_wrong_day_is_told_beside_it(
    boss: Client, news_index: NewsIndexPage, changed: dict[str, str], words: str
) -> None:
    answer = publish(boss, news_index, **changed)
    assert answer.status_code == 200
    assert answer.context["form"].errors["published_on"][0].startswith(words)
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"published_on": "2026-06-03", "embargo_until": "2026-06-03 08:00"},
        {"published_on": "2026-06-03", "go_live_at": "2026-06-03 08:00"},
    ],
)
def test_today_and_a_day_until_which_it_is_held_back_are_taken(
    boss: Client, news_index: NewsIndexPage, changed: dict[str, str]
) -> None:
    assert publish(boss, news_index, **changed).status_code == 302
    assert NewsPage.objects.exists()


@pytest.mark.parametrize(("zone", "day"), [("Europe/Vilnius", 2), ("Atlantic/Reykjavik", 1)])
def test_an_organiser_starts_with_the_day_at_the_venue(
    edition: Edition, news_index: NewsIndexPage, zone: str, day: int
) -> None:
    Edition.objects.update(time_zone=zone)
    with time_machine.travel(LATE, tick=False):
        organiser, client = UserFactory(), Client()
        give_role(edition, organiser, Role.HOST_LEAD, by=None)
        client.force_login(organiser)
        answer = client.get(f"/admin/pages/add/cooperation_pages/newspage/{news_index.pk}/")
    assert answer.context["form"]["published_on"].value() == date(2026, 6, day)
