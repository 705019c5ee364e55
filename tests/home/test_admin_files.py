"""Pictures and documents: an organiser's own edition and no other, and what an archive keeps closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from cooperation.pages.models import EditionPage, PracticalPage
from core.publishing.models import DocumentFile, Picture
from home.models import HomePage, StandardPage
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = settings.PRIVATE_MEDIA_ROOT = str(tmp_path)


@dataclass
class Side:
    edition: Edition
    client: Client
    picture: Picture
    document: DocumentFile


def side(year: int, name: str) -> Side:
    edition, organiser, client = EditionFactory(year=year), UserFactory(), Client()
    give_role(edition, organiser, Role.HOST_LEAD, by=None)
    edition.refresh_from_db()
    client.force_login(organiser)
    picture = Picture.objects.create(
        title=f"{name} picture",
        description="A hall",
        credit="Photo: Ona Example",
        collection=edition.collection,
        file=get_test_image_file(),
    )
    document = DocumentFile.objects.create(
        title=f"{name} document",
        audience="attendees",
        collection=edition.collection,
        file=ContentFile(b"slides", "slides.pdf"),
    )
    return Side(edition, client, picture, document)


@pytest.fixture
def own(home_page: HomePage) -> Side:
    return side(2027, "Own")


@pytest.fixture
def foreign(home_page: HomePage) -> Side:
    return side(2028, "Foreign")


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("hall.png", get_test_image_file().file.getvalue(), "image/png")


def picture_data(**changed: Any) -> dict[str, Any]:
    return {
        "title": "New",
        "file": upload(),
        "description": "A hall",
        "credit": "Photo: Ona Example",
        "licence": "all-rights-reserved",
    } | changed


def document_data(**changed: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("talk.pdf", b"slides", "application/pdf")
    return {"title": "New", "file": file, "audience": "attendees"} | changed


def test_an_organiser_uploads_into_their_own_collection(own: Side, foreign: Side) -> None:
    theirs = foreign.edition.collection_id
    own.client.post("/admin/images/add/", picture_data(collection=theirs))
    own.client.post("/admin/documents/add/", document_data(collection=theirs))
    assert Picture.objects.get(title="New").collection == own.edition.collection
    assert DocumentFile.objects.get(title="New").collection == own.edition.collection


@pytest.mark.usefixtures("indexes")
@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/admin/images/", "picture"),
        ("/admin/images/?q=picture", "picture"),
        ("/admin/images/results/?q=picture", "picture"),
        ("/admin/images/chooser/", "picture"),
        ("/admin/images/chooser/results/?q=picture", "picture"),
        ("/admin/documents/", "document"),
        ("/admin/documents/results/?q=document", "document"),
        ("/admin/documents/chooser/", "document"),
        ("/admin/documents/chooser/results/?q=document", "document"),
    ],
)
def test_lists_choosers_and_searches_show_the_own_ones(
    own: Side, foreign: Side, address: str, kind: str
) -> None:
    page = own.client.get(address).content.decode()
    assert f"Own {kind}" in page
    assert f"Foreign {kind}" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/admin/images/{picture}/",
        "/admin/images/{picture}/delete/",
        "/admin/images/usage/{picture}/",
        "/admin/images/chooser/chosen/{picture}/",
        "/admin/images/{picture}/preview/original/",
        "/admin/documents/edit/{document}/",
        "/admin/documents/delete/{document}/",
        "/admin/documents/usage/{document}/",
        "/admin/documents/chooser/chosen/{document}/",
        "/documents/{document}/{name}",
    ],
)
def test_foreign_files_are_closed_at_every_address(own: Side, foreign: Side, address: str) -> None:
    def answer(client: Client) -> int:
        document = foreign.document
        keys = {"picture": foreign.picture.pk, "document": document.pk, "name": document.filename}
        return client.get(address.format(**keys)).status_code

    assert answer(foreign.client) == 200
    assert answer(own.client) in (302, 403, 404)


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_interface_that_tells_of_all_files_is_the_secretariats(
    own: Side, foreign: Side, kind: str
) -> None:
    key = foreign.picture.pk if kind == "images" else foreign.document.pk
    keeper = Client()
    keeper.force_login(UserFactory(is_superuser=True, is_staff=True))
    for url in (f"/admin/api/main/{kind}/", f"/admin/api/main/{kind}/{key}/"):
        assert own.client.get(url).status_code == 404
        assert "Foreign" in keeper.get(url).content.decode()


def changes(own: Side) -> dict[str, Callable[[], Any]]:
    """Every way in which a file of the own edition is changed, removed or added."""
    xhr = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    client, picture, document = own.client, own.picture.pk, own.document.pk
    changed = picture_data(title="Changed")
    return {
        "edit picture": lambda: client.post(f"/admin/images/{picture}/", changed),
        "edit document": lambda: client.post(
            f"/admin/documents/edit/{document}/", document_data(title="Changed")
        ),
        "add picture": lambda: client.post("/admin/images/add/", picture_data()),
        "add document": lambda: client.post("/admin/documents/add/", document_data()),
        "delete picture": lambda: client.post(f"/admin/images/{picture}/delete/"),
        "delete document": lambda: client.post(f"/admin/documents/delete/{document}/"),
        "delete picture by script": lambda: client.post(
            f"/admin/images/multiple/{picture}/delete/", {}, **xhr
        ),
        "delete document by script": lambda: client.post(
            f"/admin/documents/multiple/{document}/delete/", {}, **xhr
        ),
        "delete many pictures": lambda: client.post(
            f"/admin/bulk/publishing/picture/delete/?id={picture}&next=/admin/"
        ),
        "delete many documents": lambda: client.post(
            f"/admin/bulk/publishing/documentfile/delete/?id={document}&next=/admin/"
        ),
    }


def kept(own: Side) -> list[list[dict[str, Any]]]:
    """All that is recorded of files, but for what Wagtail counts when it shows one first."""
    fields = ("pk", "title", "file", "collection_id")
    return [list(model.objects.order_by("pk").values(*fields)) for model in (Picture, DocumentFile)]


NAMES = (
    "edit picture",
    "edit document",
    "add picture",
    "add document",
    "delete picture",
    "delete document",
    "delete picture by script",
    "delete document by script",
    "delete many pictures",
    "delete many documents",
)


@pytest.mark.parametrize("name", NAMES)
def test_files_of_an_archived_edition_stay(own: Side, name: str) -> None:
    Edition.objects.update(archived_at=timezone.now())
    before = kept(own)
    answer = changes(own)[name]()
    assert answer.status_code in (200, 302, 403)
    assert kept(own) == before


@pytest.mark.parametrize("name", NAMES)
def test_files_of_an_open_edition_change(own: Side, name: str) -> None:
    before = kept(own)
    changes(own)[name]()
    assert kept(own) != before


def test_a_superuser_moves_nothing_into_or_out_of_an_archive(own: Side, foreign: Side) -> None:
    Edition.objects.filter(pk=own.edition.pk).update(archived_at=timezone.now())
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    archive, elsewhere = own.edition.collection_id, foreign.edition.collection_id
    before = kept(own)
    client.post(f"/admin/images/{own.picture.pk}/", picture_data(collection=elsewhere))
    page = client.post(f"/admin/images/{foreign.picture.pk}/", picture_data(collection=archive))
    assert "archived editions do not change" in page.content.decode()
    client.post(
        f"/admin/bulk/publishing/picture/add_to_collection/?id={foreign.picture.pk}&next=/admin/",
        {"collection": archive},
    )
    assert kept(own) == before


@pytest.mark.parametrize("collection", ["²", "9" * 23, "x", ""])
def test_many_files_move_into_no_collection_that_cannot_be(own: Side, collection: str) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    before = kept(own)
    url = f"/admin/bulk/publishing/picture/add_to_collection/?id={own.picture.pk}&next=/admin/"
    assert client.post(url, {"collection": collection}).status_code < 500
    assert kept(own) == before


def test_pages_of_an_archived_edition_keep_their_order(home_page: HomePage) -> None:
    edition = EditionFactory()
    start = home_page.add_child(instance=EditionPage(title="2027", slug="2027", edition=edition))
    start.add_child(instance=PracticalPage(title="Practical", slug="practical"))
    last = start.add_child(instance=StandardPage(title="More", slug="more"))
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    url = f"/admin/pages/{last.pk}/set_position/?position=0"

    def order() -> list[str]:
        return list(start.get_children().values_list("slug", flat=True))

    Edition.objects.update(archived_at=timezone.now())
    assert client.post(url).status_code == 302
    assert client.post(url, HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 403
    assert order() == ["practical", "more"]
    Edition.objects.update(archived_at=None)
    assert client.post(url).status_code == 200
    assert order() == ["more", "practical"]


def test_an_empty_document_is_told_once() -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    sent = {"title": "Slides", "audience": "public", "file": SimpleUploadedFile("slides.pdf", b"")}
    answer = client.post("/admin/documents/add/", sent)
    assert answer.context["form"].errors["file"] == ["The submitted file is empty."]
    assert not DocumentFile.objects.exists()
