"""The public privacy notice says what registration keeps, why, and until when."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.editions.models import Edition
from home.models import PrivacyPage
from tests.factories import EditionFactory, SlotFactory
from tests.workshops.registration.desk_posts import address, organiser_of
from tests.workshops.registration.desk_posts import settings as desk_form
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions.capacity import add_session
from workshops.registration.models import Question, RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _notice(home_page: Any, settings: Any) -> None:
    settings.RESPONSE_CACHE_SECONDS = 0
    words = dict.fromkeys(("introduction", "purposes", "recipients", "rights"), "<p>Little.</p>")
    page = PrivacyPage(title="Privacy", slug="privacy", reviewed_on=date(2026, 11, 1), **words)
    home_page.add_child(instance=page)


def text(client: Client) -> str:
    return " ".join(client.get("/privacy/").content.decode().split())


def test_it_says_what_is_asked_why_and_until_when(client: Client) -> None:
    desk = make_desk(asks_pictures=False)
    make_session(desk)
    Question.objects.create(desk=desk, key="arrival", label="When do you arrive?", purpose="To send a bus.")
    register_one(desk, "ona@example.org", badge_name="Ona Example")
    page = text(client)
    assert "What Cooperation Day 2027 asks people who register, and why" in page
    assert "When do you arrive? To send a bus." in page
    assert "Seats in workshops" in page
    assert "Beside the workshops" not in page
    assert "Whether you may be in pictures" not in page
    assert page.count("Erased on 13 June 2027.") == 1
    assert page.count("All else is erased on 13 August 2027.") == 1
    assert "Ona Example" not in page


def test_it_is_silent_of_editions_that_nobody_registers_for(client: Client) -> None:
    EditionFactory(ready_for_registration=True)
    assert "asks people who register" not in text(client)


def test_without_days_it_says_that_they_settle_it(client: Client) -> None:
    make_desk()
    Edition.objects.update(starts_on=None, ends_on=None)
    page = text(client)
    assert "they settle on which day it is erased" in page
    assert "rased on" not in page.replace("it is erased", "")


def test_it_costs_the_same_for_many_editions(client: Client) -> None:
    costs = []
    for years in (range(2027, 2028), range(2028, 2034)):
        for year in years:
            desk = make_desk(EditionFactory(year=year, ready_for_registration=True))
            Question.objects.create(desk=desk, key="bus", label="A bus?", purpose="To order one.")
        text(client)
        with CaptureQueriesContext(connection) as queries:
            text(client)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_what_the_host_asks_is_told_at_once(client: Client, settings: Any) -> None:
    settings.RESPONSE_CACHE_SECONDS = 60
    desk = make_desk(asks_pictures=False)
    host = organiser_of(desk.edition)
    pictures = "Whether you may be in pictures"

    def told(*, is_kept: bool) -> str:
        answer = client.get("/privacy/")
        assert ("hit" in answer.headers["Cache-Status"]) is is_kept
        return answer.text

    client.get("/privacy/")  # makes the network's settings, which every page shows
    told(is_kept=False)
    assert pictures not in told(is_kept=True)
    RegistrationDesk.objects.update(asks_pictures=True)  # as nothing of the site does it
    assert pictures not in told(is_kept=True)
    assert host.post(address(desk), desk_form(asks_pictures="on")).status_code == 302
    assert pictures in told(is_kept=False)
    assert "Seats in workshops" not in told(is_kept=True)
    add_session(Session(slot=SlotFactory(edition=desk.edition), seats=9), [], by=None)
    assert "Seats in workshops" in told(is_kept=False)
