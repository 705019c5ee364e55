"""Documents for attendees reach attendees only, and no cache keeps them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role, own_collection
from core.accounts.models import User
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_folder(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path)


def make_document(collection: Collection, audience: Audience = Audience.ATTENDEES) -> DocumentFile:
    document = DocumentFile(title="Cases", audience=audience, collection=collection)
    document.file.save("cases.txt", ContentFile(b"Five cases."), save=True)
    return document


@pytest.fixture
def document(edition: Edition) -> DocumentFile:
    return make_document(own_collection(edition))


def ask(document: DocumentFile, user: User | None = None) -> Any:
    client = Client()
    if user:
        client.force_login(user)
    return client.get(document.url)


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_anonymous_are_sent_to_sign_in(document: DocumentFile) -> None:
    response = ask(document)
    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next={document.url}"
    assert response["Cache-Control"] == "private, no-store"


def test_somebody_else_finds_nothing(document: DocumentFile) -> None:
    assert ask(document, UserFactory()).status_code == 404


def test_an_attendee_of_another_edition_finds_nothing(document: DocumentFile) -> None:
    other, user = EditionFactory(year=2028, starts_on=None, ends_on=None), UserFactory()
    give_role(other, user, Role.ATTENDEE, by=None)
    assert ask(document, user).status_code == 404


@pytest.mark.parametrize("role", [Role.ATTENDEE, Role.HOST_LEAD])
def test_who_belongs_to_the_edition_gets_it_and_no_cache_does(
    document: DocumentFile, edition: Edition, role: Role
) -> None:
    user = UserFactory()
    give_role(edition, user, role, by=None)
    response = ask(document, user)
    if role == Role.HOST_LEAD:
        # Whoever may enter the admin needs a second factor first, for this as for anything else.
        assert response.status_code in (200, 302)
        return
    assert response.status_code == 200
    assert content(response) == b"Five cases."
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_collection_below_the_editions_own_counts_as_its_own(edition: Edition) -> None:
    user = UserFactory()
    give_role(edition, user, Role.ATTENDEE, by=None)
    below = own_collection(edition).add_child(name="Slides")
    assert ask(make_document(below), user).status_code == 200


def test_of_nested_editions_the_innermost_decides(edition: Edition) -> None:
    user = UserFactory()
    give_role(edition, user, Role.ATTENDEE, by=None)
    below = own_collection(edition).add_child(name="Another edition")
    EditionFactory(year=2028, starts_on=None, ends_on=None, collection=below)
    assert ask(make_document(below), user).status_code == 404


def test_outside_of_every_edition_an_attendee_gets_nothing(edition: Edition) -> None:
    user = UserFactory()
    give_role(edition, user, Role.ATTENDEE, by=None)
    assert ask(make_document(Collection.objects.get(depth=1)), user).status_code == 404


def test_a_public_document_is_for_everyone(edition: Edition) -> None:
    document = make_document(own_collection(edition), Audience.PUBLIC)
    assert ask(document).status_code == 200


def test_a_public_document_is_known_again_by_its_hash(edition: Edition) -> None:
    document = DocumentFile.objects.create(
        title="Cases", file=ContentFile(b"Five cases.", "cases.txt"), collection=own_collection(edition)
    )
    assert (document.file_size, len(document.file_hash)) == (11, 40)
    response = ask(document)
    assert (response["ETag"], content(response)) == (f'"{document.file_hash}"', b"Five cases.")
    known = Client().get(document.url, headers={"if-none-match": response["ETag"]})
    assert known.status_code == 304
    first = document.file_hash
    document.file = ContentFile(b"Six cases.", "cases.txt")
    document.save()
    assert document.file_hash != first


def test_a_document_without_a_hash_sends_no_etag(edition: Edition) -> None:
    document = make_document(own_collection(edition), Audience.PUBLIC)
    DocumentFile.objects.update(file_hash="")
    assert "ETag" not in ask(document)
    # What a browser kept under the empty one is not taken for the document.
    assert Client().get(document.url, headers={"if-none-match": '""'}).status_code == 200


def test_a_file_that_is_gone_is_not_found(document: DocumentFile, edition: Edition) -> None:
    user = UserFactory()
    give_role(edition, user, Role.ATTENDEE, by=None)
    Path(document.file.path).unlink()
    assert ask(document, user).status_code == 404
