"""An edition's pages, made at once, and the addresses that never change."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from cooperation.pages.models import AgendaPage, EditionPage
from home.actions import make_edition_pages
from home.models import HomePage, StandardPage
from home.rules import CannotMakePages
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db

BELOW = ["agenda", "exhibition", "look-back", "practical", "register", "workshops"]


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def boss() -> Client:
    return signed_in(UserFactory(is_superuser=True, is_staff=True))


def slugs(page: Page) -> list[str]:
    return sorted(page.get_children().values_list("slug", flat=True))


def test_all_pages_are_made_as_drafts(edition: Edition, home_page: HomePage) -> None:
    page = make_edition_pages(edition, by=None)
    assert (page.slug, slugs(page)) == ("2027", BELOW)
    assert not page.get_descendants(inclusive=True).live().exists()
    assert all(made.latest_revision_id for made in page.get_descendants(inclusive=True))
    assert Edition.objects.get().collection is not None


def test_a_second_time_nothing_is_made(edition: Edition) -> None:
    make_edition_pages(edition, by=None)
    make_edition_pages(edition, by=None)
    assert Page.objects.filter(depth__gte=3).count() == 7
    assert ModelLogEntry.objects.filter(action="home.make_edition_pages").count() == 1


def test_what_is_missing_is_added_to_what_stands(edition: Edition, edition_page: EditionPage) -> None:
    edition_page.add_child(instance=AgendaPage(title="Programme", slug="agenda"))
    make_edition_pages(edition, by=None)
    assert slugs(edition_page) == BELOW
    assert AgendaPage.objects.get().title == "Programme"


def test_a_page_in_the_way_is_named_and_nothing_is_made(edition: Edition, home_page: HomePage) -> None:
    home_page.add_child(instance=StandardPage(title="Plans", slug="2027"))
    with pytest.raises(CannotMakePages, match="Plans"):
        make_edition_pages(edition, by=None)
    assert not EditionPage.objects.exists()


@pytest.mark.parametrize("changed", [{"archived_at": "2026-01-01T00:00Z"}, {"year": None}])
def test_an_archive_and_an_edition_without_a_year_get_none(changed: dict[str, Any]) -> None:
    edition = EditionFactory()
    Edition.objects.update(**changed)
    with pytest.raises(CannotMakePages):
        make_edition_pages(edition, by=None)


def test_an_organiser_makes_and_edits_them(edition: Edition) -> None:
    organiser = UserFactory()
    give_role(edition, organiser, Role.HOST_LEAD, by=None)
    client = signed_in(organiser)
    address = f"/admin/editions/{edition.pk}/pages/"
    assert "look-back" in client.get(address).content.decode()
    assert not EditionPage.objects.exists()
    answer = client.post(address)
    page = EditionPage.objects.get()
    assert answer.headers["Location"] == f"/admin/pages/{page.pk}/"
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert client.get("/2027/").status_code == 404


def test_nobody_makes_another_editions_pages(edition: Edition) -> None:
    organiser = UserFactory()
    give_role(EditionFactory(year=2028), organiser, Role.HOST_LEAD, by=None)
    assert signed_in(organiser).post(f"/admin/editions/{edition.pk}/pages/").status_code == 404
    assert not EditionPage.objects.exists()


def add_start_page(boss: Client, home_page: HomePage, edition: Edition, slug: str) -> Any:
    sent = nested_form_data(
        {
            "title": "Cooperation Day 2027",
            "slug": slug,
            "edition": edition.pk,
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    return boss.post(f"/admin/pages/add/cooperation_pages/editionpage/{home_page.pk}/", sent)


@pytest.mark.parametrize("slug", ["2027", "cooperation-day-2027"])
def test_a_start_page_lies_at_its_year(
    boss: Client, home_page: HomePage, edition: Edition, slug: str
) -> None:
    assert add_start_page(boss, home_page, edition, slug).status_code == 302
    assert EditionPage.objects.get().slug == "2027"


def test_another_address_is_refused_beside_it(boss: Client, home_page: HomePage, edition: Edition) -> None:
    answer = add_start_page(boss, home_page, edition, "our-day")
    assert answer.context["form"].errors["slug"] == ["The address of this page is fixed. Write “2027” here."]
    assert not EditionPage.objects.exists()


def test_the_address_of_a_page_below_is_preset(boss: Client, edition_page: EditionPage) -> None:
    answer = boss.get(f"/admin/pages/add/cooperation_pages/agendapage/{edition_page.pk}/")
    assert answer.context["form"]["slug"].value() == "agenda"


def test_what_was_published_keeps_its_address(boss: Client, home_page: HomePage, edition: Edition) -> None:
    page = home_page.add_child(instance=EditionPage(title="Day", slug="old", edition=edition))
    page.save_revision().publish()
    sent = nested_form_data(
        {
            "title": "Day",
            "slug": "old",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    assert boss.post(f"/admin/pages/{page.pk}/edit/", sent).status_code == 302
