"""Uploading a document in the admin: who may download it is said, never assumed."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.publishing.models import DocumentFile
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def document_data(**changed: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("talk.pdf", b"slides", "application/pdf")
    return {"title": "New", "file": file, "collection": 1} | changed


UPLOADS = ("/admin/documents/add/", "/admin/documents/chooser/create/")


@pytest.mark.parametrize("address", UPLOADS)
def test_who_may_download_a_document_is_asked(boss: Client, address: str) -> None:
    """Nothing becomes public because somebody overlooked a list."""
    answer = boss.post(address, document_data(audience="") | chooser_data(audience=""))
    assert "Choose who may download this document." in answer.content.decode()
    assert not DocumentFile.objects.filter(title="New").exists()
    boss.post(address, document_data(audience="public") | chooser_data(audience="public"))
    assert DocumentFile.objects.get(title="New").audience == "public"


def chooser_data(**changed: Any) -> dict[str, Any]:
    """The same document as the upload form beside the chooser sends it."""
    sent = document_data(**changed)
    return {f"document-chooser-upload-{name}": value for name, value in sent.items()}


@pytest.mark.parametrize("address", ["/admin/documents/add/", "/admin/documents/chooser/"])
def test_no_audience_is_chosen_beforehand(boss: Client, address: str) -> None:
    answer = boss.get(address)
    page = answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()
    assert '<option value="" selected>Choose …</option>' in page
    assert '<option value="public" selected' not in page


def test_documents_that_are_dropped_in_wait_for_their_audience(boss: Client) -> None:
    xhr = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    file = SimpleUploadedFile("talk.pdf", b"slides", "application/pdf")
    program = SimpleUploadedFile("talk.exe", b"MZ", "application/pdf")
    told = boss.post("/admin/documents/multiple/add/", {"files[]": program}, **xhr).json()
    assert "not allowed" in told["error_message"]
    told = boss.post("/admin/documents/multiple/add/", {"files[]": file}, **xhr).json()
    assert '<option value="" selected>Choose …</option>' in told["form"]
    assert not DocumentFile.objects.exists()
    address = f"/admin/documents/multiple/create_from_uploaded_document/{told['uploaded_file_id']}/"
    prefix = f"uploaded-document-{told['uploaded_file_id']}"
    sent = {f"{prefix}-title": "New", f"{prefix}-audience": "", f"{prefix}-collection": 1}
    assert "Choose who may download this document." in boss.post(address, sent, **xhr).json()["form"]
    sent[f"{prefix}-audience"] = "attendees"
    assert boss.post(address, sent, **xhr).json()["success"]
    assert DocumentFile.objects.get(title="New").audience == "attendees"


def test_an_audience_that_was_chosen_stays_chosen(boss: Client) -> None:
    file = ContentFile(b"slides", "slides.pdf")
    document = DocumentFile.objects.create(title="Slides", audience="attendees", file=file)
    page = boss.get(f"/admin/documents/edit/{document.pk}/").content.decode()
    assert '<option value="attendees" selected>' in page
    assert "Choose …" not in page
