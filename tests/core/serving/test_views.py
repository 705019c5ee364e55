"""Uploaded files: pictures for everybody, documents only by their own address."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from core.publishing.models import DocumentFile, Picture
from tests.factories import UserFactory


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for what is uploaded."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path / "private")
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def picture(media: Path, db: None) -> Picture:
    """A red square."""
    file = ContentFile(b"", name="hall.png")
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    file.seek(0)
    return Picture.objects.create(title="A hall", description="A red hall", file=file, credit="Photo: Ona")


@pytest.fixture
def document(media: Path, db: None, settings: Any) -> DocumentFile:
    """Slides that everyone may have."""
    storage = DocumentFile._meta.get_field("file").storage
    storage.__dict__.pop("base_location", None)
    return DocumentFile.objects.create(title="Slides", file=ContentFile(b"slides", name="slides.pdf"))


def test_a_rendition_is_given_out_for_a_year(client: Client, picture: Picture) -> None:
    rendition = picture.get_rendition("max-4x4|format-webp")
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"
    assert "Cache-Status" not in response.headers
    assert not response.cookies
    again = client.get(rendition.url, headers={"if-modified-since": response.headers["Last-Modified"]})
    assert again.status_code == 304


def test_a_rendition_of_another_file_has_another_address(picture: Picture, media: Path) -> None:
    """An address that may be kept for a year must never show something else."""
    first = picture.get_rendition("max-4x4").url
    name = picture.file.name
    picture.file.storage.delete(name)
    picture.renditions.all().delete()
    file = ContentFile(b"", name="hall.png")
    Image.new("RGB", (8, 8), "blue").save(file, "PNG")
    file.seek(0)
    picture.file = file
    picture._set_image_file_metadata()
    picture.save()
    assert picture.file.name == name
    assert picture.get_rendition("max-4x4").url != first


@pytest.mark.parametrize(
    "path",
    [
        "images/",
        "images/../original_images/hall.png",
        "images/%2e%2e/original_images/hall.png",
        "images/..%2foriginal_images%2fhall.png",
        "original_images/hall.png",
        "documents/slides.pdf",
        "images/notes.txt",
        "images/page.html",
        "images/drawing.svg",
        "images/missing.png",
        "images/a\0.png",
        "images/link.png",
        "",
    ],
)
def test_nothing_else_is_given_out(
    client: Client, picture: Picture, document: DocumentFile, media: Path, path: str
) -> None:
    (media / "images").mkdir(exist_ok=True)
    for name in ("notes.txt", "page.html", "drawing.svg"):
        (media / "images" / name).write_text("<script>alert(1)</script>")
    (media / "documents").mkdir()
    (media / "documents" / "slides.pdf").write_text("slides")
    (media / "images" / "link.png").symlink_to(media / "original_images" / "hall.png")
    assert client.get(f"/media/{path}").status_code == 404


def test_a_public_document_may_be_kept_by_shared_caches(client: Client, document: DocumentFile) -> None:
    response = client.get(document.url)
    assert b"".join(response.streaming_content) == b"slides"
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert not response.cookies


def test_a_document_is_private_for_somebody_signed_in(client: Client, document: DocumentFile) -> None:
    client.force_login(UserFactory())
    assert client.get(document.url).headers["Cache-Control"] == "private, no-store"


def test_a_document_of_a_closed_collection_is_not_given_to_anybody(
    client: Client, document: DocumentFile
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document.collection = collection
    document.save()
    refused = client.get(document.url)
    assert refused.status_code == 302
    assert refused.headers["Cache-Control"] == "private, no-store"
    client.force_login(UserFactory())
    given = client.get(document.url)
    assert b"".join(given.streaming_content) == b"slides"
    assert given.headers["Cache-Control"] == "private, no-store"


def test_a_document_lies_outside_of_the_media_folder(document: DocumentFile, media: Path) -> None:
    assert not Path(document.file.path).is_relative_to(media)
