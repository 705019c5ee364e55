"""Pages that point to an edition, with the editions swapped: an organiser reaches what is theirs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role, make_secretariat_group
from cooperation.pages.models import EditionPage, NewsIndexPage, NewsPage
from home.models import HomePage
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db


@dataclass
class World:
    own: Edition
    foreign: Edition
    news: NewsIndexPage
    organiser: Client
    keeper: Client


@pytest.fixture
def world(home_page: HomePage) -> World:
    def start(year: int) -> Edition:
        edition = EditionFactory(year=year)
        home_page.add_child(instance=EditionPage(title=str(year), slug=str(year), edition=edition))
        return edition

    own, foreign = start(2027), start(2028)
    organiser, keeper = UserFactory(), UserFactory()
    give_role(own, organiser, Role.HOST_LEAD, by=None)
    keeper.groups.add(make_secretariat_group())
    clients = Client(), Client()
    clients[0].force_login(organiser)
    clients[1].force_login(keeper)
    news = home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))
    return World(own, foreign, news, *clients)


def story(edition: Edition | None, **changed: Any) -> dict[str, Any]:
    """What the form of news sends."""
    sent = {
        "title": "We meet",
        "slug": "we-meet",
        "published_on": "2026-02-01",
        "edition": edition.pk if edition else "",
        "body": streamfield([]),
        "tags": "",
        "comments": inline_formset([]),
    }
    return nested_form_data(sent | changed)


def written(world: World, edition: Edition | None, title: str, *, live: bool = False) -> NewsPage:
    page = NewsPage(title=title, slug=title.lower().replace(" ", "-"), edition=edition, live=live)
    world.news.add_child(instance=page)
    page.save_revision()
    return page


def add_address(world: World) -> str:
    return f"/admin/pages/add/cooperation_pages/newspage/{world.news.pk}/"


def with_text(edition: Edition, **changed: Any) -> dict[str, Any]:
    return story(edition, body=streamfield([("paragraph", rich_text("<p>Welcome</p>"))]), **changed)


def test_an_organiser_writes_and_publishes_news_of_their_edition(world: World) -> None:
    assert world.organiser.get(add_address(world)).status_code == 200
    sent = with_text(world.own, **{"action-publish": "1"})
    answer = world.organiser.post(add_address(world), sent)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/news/")
    page = NewsPage.objects.get()
    assert (page.edition, page.live) == (world.own, True)
    assert Client().get("/news/we-meet/").status_code == 200


@pytest.mark.parametrize("which", ["foreign", "none"])
def test_an_organiser_writes_no_news_of_another_edition_or_of_none(world: World, which: str) -> None:
    edition = world.foreign if which == "foreign" else None
    sent = with_text(edition, **{"action-publish": "1"})
    answer = world.organiser.post(add_address(world), sent)
    assert answer.status_code == 200
    assert not NewsPage.objects.exists()


def test_an_organiser_moves_their_news_to_no_other_edition(world: World) -> None:
    page = written(world, world.own, "Own")
    url = f"/admin/pages/{page.pk}/edit/"
    assert world.organiser.get(url).status_code == 200
    world.organiser.post(url, with_text(world.foreign, slug="own", **{"action-publish": "1"}))
    page.refresh_from_db()
    assert page.edition == world.own


def test_somebody_elses_news_of_the_own_edition_are_edited(world: World) -> None:
    page = written(world, world.own, "From the secretariat", live=True)
    url = f"/admin/pages/{page.pk}/edit/"
    world.organiser.post(url, with_text(world.own, title="Mended", **{"action-publish": "1"}))
    page.refresh_from_db()
    assert page.title == "Mended"


VERBS = ("edit", "delete", "unpublish", "copy", "view_draft", "history", "usage", "move", "privacy")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("which", ["foreign", "none"])
def test_news_of_others_are_closed_at_every_address(world: World, verb: str, which: str) -> None:
    page = written(world, world.foreign if which == "foreign" else None, "Secret plan", live=True)
    page.title = "Secret draft"
    page.save_revision()
    before = NewsPage.objects.values().get()
    url = f"/admin/pages/{page.pk}/{verb}/"
    for answer in (world.organiser.get(url), world.organiser.post(url, with_text(world.own))):
        assert answer.status_code in (302, 403, 404)
    assert NewsPage.objects.values().get() == before


@pytest.mark.parametrize(
    "address",
    [
        "/admin/news/",
        "/admin/news/results/?q=plan",
        "/admin/pages/search/?q=plan",
        "/admin/choose-page/search/?q=plan",
        "/admin/api/main/pages/?limit=50",
        "/admin/pages/{news}/",
        "/admin/choose-page/{news}/",
        "/admin/",
    ],
)
def test_drafts_of_others_are_in_no_list(world: World, address: str) -> None:
    written(world, world.own, "Own plan")
    written(world, world.foreign, "Foreign plan")
    written(world, None, "Plan of the network")
    page = world.organiser.get(address.format(news=world.news.pk), follow=True).content.decode()
    assert "Foreign plan" not in page
    assert "Plan of the network" not in page


def test_the_list_of_news_shows_each_what_is_theirs(world: World) -> None:
    written(world, world.own, "Own plan")
    written(world, world.foreign, "Foreign plan")
    written(world, None, "Plan of the network")
    own = world.organiser.get("/admin/news/").content.decode()
    assert "Own plan" in own
    assert add_address(world) in own
    everything = world.keeper.get("/admin/news/").content.decode()
    assert all(title in everything for title in ("Own plan", "Foreign plan", "Plan of the network"))


def test_news_of_an_archived_edition_are_the_secretariats(world: World) -> None:
    page = written(world, world.own, "Own plan")
    Edition.objects.filter(pk=world.own.pk).update(archived_at=timezone.now())
    assert world.organiser.get(f"/admin/pages/{page.pk}/edit/").status_code == 404
    assert world.organiser.get(add_address(world)).status_code == 404
    assert "Own plan" not in world.organiser.get("/admin/news/").content.decode()
    assert world.keeper.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_a_start_page_keeps_its_edition(world: World) -> None:
    page = world.own.page
    sent = nested_form_data(
        {
            "title": "Renamed",
            "slug": "2027",
            "edition": EditionFactory(year=2029).pk,
            "body": streamfield([]),
            "action-publish": "1",
        }
    )
    assert world.organiser.post(f"/admin/pages/{page.pk}/edit/", sent).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.edition) == ("Renamed", world.own)


def test_an_organiser_makes_no_start_page(world: World, home_page: HomePage) -> None:
    url = f"/admin/pages/add/cooperation_pages/editionpage/{home_page.pk}/"
    assert world.organiser.get(url).status_code == 302


def test_a_new_start_page_opens_to_those_who_organise_the_edition_already(
    world: World, home_page: HomePage
) -> None:
    edition, organiser = EditionFactory(year=2030), UserFactory()
    give_role(edition, organiser, Role.HOST_LEAD, by=None)
    sent = nested_form_data({"title": "2030", "slug": "2030", "edition": edition.pk, "body": streamfield([])})
    url = f"/admin/pages/add/cooperation_pages/editionpage/{home_page.pk}/"
    assert world.keeper.post(url, sent).status_code == 302
    client = Client()
    client.force_login(organiser)
    page = EditionPage.objects.get(edition=edition)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert world.organiser.get(f"/admin/pages/{page.pk}/edit/").status_code == 404


def test_a_start_page_of_an_edition_without_organisers_makes_no_group(
    world: World, home_page: HomePage
) -> None:
    groups, rights = Group.objects.count(), GroupPagePermission.objects.count()
    sent = nested_form_data(
        {
            "title": "2030",
            "slug": "2030",
            "edition": EditionFactory(year=2030).pk,
            "body": streamfield([]),
        }
    )
    world.keeper.post(f"/admin/pages/add/cooperation_pages/editionpage/{home_page.pk}/", sent)
    assert EditionPage.objects.filter(slug="2030").exists()
    assert (Group.objects.count(), GroupPagePermission.objects.count()) == (groups, rights)


def test_what_exists_once_is_not_copied(world: World) -> None:
    page = world.own.page
    sent = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": page.get_parent().pk,
        "copy_subpages": "on",
    }
    assert world.keeper.post(f"/admin/pages/{page.pk}/copy/", sent).status_code == 302
    assert not EditionPage.objects.filter(slug="copy").exists()


def test_an_embargo_stays_closed_to_other_organisers(world: World) -> None:
    page = written(world, world.foreign, "Foreign plan", live=True)
    NewsPage.objects.filter(pk=page.pk).update(embargo_until=datetime(2099, 1, 1, tzinfo=UTC))
    assert world.organiser.get("/news/foreign-plan/").status_code == 404
