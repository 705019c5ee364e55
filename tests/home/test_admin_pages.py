"""Pages in the admin: which belong where, their previews, pictures, and what an archive keeps closed."""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, get_page_models

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from cooperation.pages.models import AgendaPage, EditionPage, NewsIndexPage, PracticalPage, SpeakerPage
from core.publishing.models import Picture
from home.models import HomePage, StandardPage
from tests.factories import EditionFactory, SlotFactory, SpeakerFactory, UserFactory
from workshops.pages.models import WorkshopIndexPage

pytestmark = pytest.mark.django_db

BELOW = {
    "wagtailcore.Page": {"home.HomePage"},
    "home.HomePage": {
        "cooperation_pages.EditionIndexPage",
        "cooperation_pages.EditionPage",
        "cooperation_pages.HostsPage",
        "cooperation_pages.NetworkPage",
        "cooperation_pages.NewsIndexPage",
        "home.AccessibilityPage",
        "home.PrivacyPage",
        "home.StandardPage",
    },
    "home.StandardPage": {"home.StandardPage"},
    "cooperation_pages.EditionPage": {
        "cooperation_pages.AgendaPage",
        "cooperation_pages.ExhibitionPage",
        "cooperation_pages.LookBackPage",
        "cooperation_pages.PracticalPage",
        "home.StandardPage",
        "workshop_pages.RegistrationPage",
        "workshop_pages.WorkshopIndexPage",
    },
    "cooperation_pages.AgendaPage": {"cooperation_pages.SpeakerPage"},
    "cooperation_pages.NewsIndexPage": {"cooperation_pages.NewsPage"},
    "workshop_pages.WorkshopIndexPage": {"workshop_pages.WorkshopPage"},
}
"""Every page type that may have pages below it, and which."""


def label(model: type[Page]) -> str:
    return model._meta.label


def test_page_types_are_offered_only_where_they_belong() -> None:
    found = {
        label(model): {label(below) for below in model.allowed_subpage_models() if below.is_creatable}
        for model in get_page_models()
    }
    assert {name: below for name, below in found.items() if below} == BELOW


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def parent_of(model: type[Page], home_page: HomePage, edition_page: EditionPage) -> Page:
    """A saved page below which ``model`` may be made."""
    parents = model.allowed_parent_page_models()
    if HomePage in parents:
        return home_page
    if EditionPage in parents:
        return edition_page
    if AgendaPage in parents:
        return edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    if NewsIndexPage in parents:
        return home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))
    if WorkshopIndexPage in parents:
        return edition_page.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    raise AssertionError(f"{model} has a parent that this test does not know")


PREVIEWED = sorted((model for model in get_page_models() if model not in (Page, HomePage)), key=label)


@pytest.mark.parametrize("model", PREVIEWED, ids=label)
def test_a_page_is_previewed_before_it_is_saved(
    model: type[Page], home_page: HomePage, edition_page: EditionPage, edition: Edition
) -> None:
    parent = parent_of(model, home_page, edition_page)
    page = model(title="Not saved yet", slug="not-saved-yet", locale=parent.locale)
    if model is EditionPage:
        page.edition = EditionFactory(year=2030, title="Meeting of 2030")
    if model is SpeakerPage:
        page.speaker = SpeakerFactory(edition=edition)
    page.path = Page._get_children_path_interval(parent.path)[1]
    page.depth = parent.depth + 1
    page.set_url_path(parent)
    for mode, _name in page.preview_modes:
        assert page.make_preview_request(preview_mode=mode).status_code == 200


def test_the_draft_is_previewed_by_those_who_organise(
    boss: Client, edition: Edition, edition_page: EditionPage
) -> None:
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    SlotFactory(edition=edition, title="Only in the draft")
    answer = boss.get(f"/admin/agenda/{edition.pk}/preview/")
    assert answer.status_code == 200
    assert "Only in the draft" in answer.content.decode()


CLOSED = ("edit", "delete", "copy")


@pytest.mark.parametrize("verb", CLOSED)
def test_pages_of_an_archived_edition_are_closed_even_to_superusers(
    boss: Client, edition_page: EditionPage, verb: str
) -> None:
    page = edition_page.add_child(instance=PracticalPage(title="Practical", slug="practical"))
    url = f"/admin/pages/{page.pk}/{verb}/"
    assert boss.get(url).status_code == 200
    Edition.objects.update(archived_at=timezone.now())
    for answer in (boss.get(url), boss.post(url, {"title": "Changed", "slug": "practical"})):
        assert answer.status_code == 302
        assert answer["Location"] == f"/admin/pages/{edition_page.pk}/"
    page.refresh_from_db()
    assert (page.title, page.live) == ("Practical", True)


def test_nothing_is_added_to_an_archived_edition(boss: Client, edition_page: EditionPage) -> None:
    url = f"/admin/pages/add/cooperation_pages/practicalpage/{edition_page.pk}/"
    assert boss.get(url).status_code == 200
    Edition.objects.update(archived_at=timezone.now())
    assert boss.get(url).status_code == 302
    assert boss.post(url, {"title": "New", "slug": "new"}).status_code == 302
    assert not PracticalPage.objects.exists()


def test_an_archived_page_stays_where_it_is_and_visible(
    boss: Client, home_page: HomePage, edition_page: EditionPage
) -> None:
    page = edition_page.add_child(instance=StandardPage(title="More", slug="more"))
    Edition.objects.update(archived_at=timezone.now())
    assert boss.post(f"/admin/pages/{page.pk}/unpublish/").status_code == 302
    assert boss.post(f"/admin/pages/{page.pk}/move/{home_page.pk}/confirm/").status_code == 302
    page.refresh_from_db()
    assert (page.live, page.get_parent().pk) == (True, edition_page.pk)


def test_nothing_moves_into_an_archived_edition(
    boss: Client, home_page: HomePage, edition_page: EditionPage
) -> None:
    page = home_page.add_child(instance=StandardPage(title="About", slug="about"))
    Edition.objects.update(archived_at=timezone.now())
    assert boss.post(f"/admin/pages/{page.pk}/move/{edition_page.pk}/confirm/").status_code == 302
    page.refresh_from_db()
    assert page.get_parent().pk == home_page.pk


def test_many_pages_at_once_are_closed_too(boss: Client, edition_page: EditionPage) -> None:
    page = edition_page.add_child(instance=PracticalPage(title="Practical", slug="practical"))
    Edition.objects.update(archived_at=timezone.now())
    boss.post(f"/admin/bulk/wagtailcore/page/delete/?next=/admin/&id={page.pk}", {})
    assert PracticalPage.objects.filter(pk=page.pk).exists()


def test_an_organiser_links_to_public_and_own_pages_only(
    home_page: HomePage, edition_page: EditionPage
) -> None:
    foreign = home_page.add_child(
        instance=EditionPage(title="Foreign start", slug="2030", edition=EditionFactory(year=2030))
    )
    foreign.add_child(instance=StandardPage(title="Foreign draft", slug="draft", live=False))
    foreign.add_child(instance=StandardPage(title="Foreign and public", slug="public"))
    edition_page.add_child(instance=StandardPage(title="Own draft", slug="own", live=False))
    organiser, client = UserFactory(), Client()
    give_role(edition_page.edition, organiser, Role.HOST_LEAD, by=None)
    client.force_login(organiser)
    below_foreign = client.get(f"/admin/choose-page/{foreign.pk}/").content.decode()
    assert "Foreign and public" in below_foreign
    assert "Foreign draft" not in below_foreign
    assert "Own draft" in client.get(f"/admin/choose-page/{edition_page.pk}/").content.decode()
    for address in ("/admin/choose-page/search/?q=draft", "/admin/pages/search/?q=draft"):
        assert "Foreign draft" not in client.get(address).content.decode()
    assert "Foreign draft" not in client.get(f"/admin/pages/{foreign.pk}/", follow=True).content.decode()
    assert "Foreign draft" not in client.get("/admin/api/main/pages/?limit=50").content.decode()


def test_an_anonymous_page_has_no_trace_of_the_editors_tools(home_page: HomePage) -> None:
    page = Client().get("/").content.decode()
    assert "wagtail" not in page.lower()


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("hall.png", get_test_image_file().file.getvalue(), "image/png")


def picture_data(**changed: Any) -> dict[str, Any]:
    return {
        "title": "A hall",
        "file": upload(),
        "description": "An empty hall with rows of chairs",
        "credit": "Photo: Ona Example",
        "licence": "all-rights-reserved",
    } | changed


@pytest.mark.parametrize("missing", ["description", "credit"])
def test_a_picture_without_words_or_credit_is_refused(boss: Client, missing: str) -> None:
    answer = boss.post("/admin/images/add/", picture_data(**{missing: ""}))
    assert answer.status_code == 200
    assert "This field is required." in answer.content.decode()
    assert not Picture.objects.exists()


def test_a_picture_with_words_and_credit_is_taken(boss: Client) -> None:
    boss.post("/admin/images/add/", picture_data())
    assert Picture.objects.get().description == "An empty hall with rows of chairs"


@pytest.mark.parametrize("missing", ["description", "credit"])
def test_the_chooser_refuses_a_picture_without_words_or_credit(boss: Client, missing: str) -> None:
    data = {f"image-chooser-upload-{name}": value for name, value in picture_data(**{missing: ""}).items()}
    answer = boss.post("/admin/images/chooser/create/", data)
    assert "This field is required." in answer.json()["htmlFragment"]
    assert not Picture.objects.exists()


def test_many_pictures_at_once_wait_for_their_words_and_credit(boss: Client) -> None:
    xhr = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    uploaded = boss.post(
        "/admin/images/multiple/add/",
        {"files[]": upload(), "title": "A hall"},
        **xhr,
    ).json()
    assert uploaded["success"]
    assert not Picture.objects.exists()
    key = uploaded["uploaded_file_id"]
    url = f"/admin/images/multiple/create_from_uploaded_image/{key}/"
    data = {f"uploaded-image-{key}-{name}": value for name, value in picture_data().items() if name != "file"}
    refused = boss.post(url, data | {f"uploaded-image-{key}-description": ""}, **xhr).json()
    assert not refused["success"]
    assert not Picture.objects.exists()
    assert boss.post(url, data, **xhr).json()["success"]
    assert Picture.objects.get().credit == "Photo: Ona Example"


def test_every_page_model_of_ours_is_known_to_these_tests() -> None:
    ours = {label(model) for model in apps.get_models() if issubclass(model, Page)} - {"wagtailcore.Page"}
    assert ours == {label(model) for model in PREVIEWED} | {"home.HomePage"}
