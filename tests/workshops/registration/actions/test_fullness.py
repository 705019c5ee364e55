"""The public learns when places run out and when they come back, and only then."""

import pytest
from django.test import Client
from wagtail.models import Site

from cooperation.editions.queries import legal_pages
from cooperation.network.models import NetworkSettings
from core.serving.content_version import read_version
from tests.workshops.registration.arriving import put_pages
from tests.workshops.registration.samples import make_desk, register_one
from workshops.registration.actions.ending import cancel
from workshops.registration.models import RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _network() -> None:
    """The network's settings, which mails read: the first who does makes them, and that is a change."""
    NetworkSettings.for_site(Site.objects.get())


def test_it_is_told_at_the_last_place_alone() -> None:
    desk = make_desk(total_places=3)
    told = []
    for person in ("a", "b", "c", "d"):
        before = read_version()
        register_one(desk, f"{person}@example.org")
        told.append(read_version() > before)
    assert told == [False, False, True, False]


def test_a_place_that_comes_back_is_told() -> None:
    desk = make_desk(total_places=1)
    registration = register_one(desk)
    before = read_version()
    cancel(registration)
    assert read_version() > before
    assert not RegistrationDesk.objects.get().is_full


def test_a_place_that_goes_to_the_next_in_line_is_not() -> None:
    desk = make_desk(total_places=1)
    registration = register_one(desk)
    register_one(desk, "jonas@example.org")
    before = read_version()
    cancel(registration)
    assert read_version() == before
    assert RegistrationDesk.objects.get().is_full


def test_without_a_limit_nothing_is_ever_full() -> None:
    desk = make_desk()
    before = read_version()
    register_one(desk)
    assert read_version() == before


def test_the_start_page_and_the_home_page_say_so_at_once(client: Client) -> None:
    desk = make_desk(total_places=1)
    put_pages(desk.edition)
    for address in ("/2027/", "/"):
        assert 'href="/2027/register/">Register</a>' in client.get(address).text
    registration = register_one(desk)
    for address in ("/2027/", "/"):
        answer = client.get(address).text
        assert 'href="/2027/register/">Join the waiting list</a>' in answer
        assert "All places are taken." in answer
    cancel(registration)
    assert ">Register</a>" in client.get("/2027/").text


def test_the_same_pages_send_nobody_to_a_form_that_makes_a_pause(client: Client) -> None:
    put_pages(make_desk().edition)
    privacy = legal_pages()["privacy"].specific
    privacy.unpublish()
    for address in ("/2027/", "/"):
        answer = client.get(address).text
        assert ">Register</a>" not in answer
        assert "Registration makes a pause." in answer
    privacy.save_revision().publish()
    for address in ("/2027/", "/"):
        assert 'href="/2027/register/">Register</a>' in client.get(address).text
