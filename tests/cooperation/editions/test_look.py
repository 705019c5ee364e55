"""The admin says and shows what becomes of a colour."""

from typing import Any

import pytest
from django.test import Client

from cooperation.editions.enums import Role
from cooperation.editions.look import accent_in_words, surfaces
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.publishing.colours import accent, contrast, custom_properties, style_sheet
from tests.factories import EditionFactory, UserFactory

ADDRESS = "/admin/editions/accent/"


def test_a_readable_colour_is_shown_as_it_is() -> None:
    assert "Pages show #0a6b4f on light ground" in accent_in_words("#0a6b4f")


def test_a_pale_colour_is_corrected_and_the_host_hears_of_it() -> None:
    words = accent_in_words("#ffcc00")
    assert "#ffcc00 is too pale to be read on white" in words
    assert "#ffcc00 on dark ground" in words
    assert f"The cover is {accent('#ffcc00').cover}." in words


def test_what_is_no_colour_yet_is_told_how_one_looks() -> None:
    assert accent_in_words("blue").startswith("Write a colour as #")


@pytest.mark.parametrize("picked", ["#ffcc00", "#ffffff", "#000000", "#00ff66"])
def test_every_place_that_is_shown_can_be_read(picked: str) -> None:
    for surface in surfaces(accent(picked)):
        assert contrast(surface.text, surface.ground) >= 4.5, surface.name
        assert float(surface.contrast.split(" ")[0]) >= 4.5


@pytest.fixture
def organiser(edition: Edition) -> Client:
    user = UserFactory()
    give_role(edition, user, Role.HOST_LEAD, by=None)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def secretariat(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def test_the_form_tells_it_below_the_field(secretariat: Client) -> None:
    edition = EditionFactory(accent_colour="#ffcc00")
    page = secretariat.get(f"/admin/editions/edit/{edition.pk}/").content.decode()
    assert "#ffcc00 is too pale to be read on white" in page
    assert f'data-accent="{ADDRESS}"' in page
    assert 'js/accent.js" type="module"' in page


def test_a_wrong_colour_comes_back_with_its_objection(secretariat: Client, edition: Edition) -> None:
    page = secretariat.post(f"/admin/editions/edit/{edition.pk}/", {"accent_colour": "blue<"})
    assert 'value="blue&lt;"' in page.content.decode()
    assert "Write a colour as #" in page.content.decode()


def test_the_answer_says_what_pages_are_drawn_with(secretariat: Client) -> None:
    answer = secretariat.get(ADDRESS, {"colour": "#FFCC00"}).json()
    assert answer["properties"] == custom_properties("#ffcc00")
    assert all(f"{name}: {value};" in style_sheet("#ffcc00") for name, value in answer["properties"].items())
    assert answer["surfaces"]["cover"]["ground"] == accent("#ffcc00").cover
    assert "too pale" in answer["words"]


@pytest.mark.parametrize("colour", ["", "blue", "#12345", "#gggggg", "#1234567"])
def test_what_is_no_colour_is_answered_in_words(secretariat: Client, colour: str) -> None:
    answer = secretariat.get(ADDRESS, {"colour": colour})
    assert answer.status_code == 400
    assert set(answer.json()) == {"words"}


def test_it_answers_those_who_may_pick_a_colour(client: Client, organiser: Any, home_page: Any) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(UserFactory())
    assert client.get(ADDRESS, {"colour": "#ffcc00"}).status_code == 403
    assert organiser.get(ADDRESS, {"colour": "#ffcc00"}).status_code == 200
    assert organiser.post(ADDRESS).status_code == 405
