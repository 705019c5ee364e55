"""Slides and outcomes: asked for by a link, looked into, reviewed, published or sent back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cooperation.editions.enums import Role
from core.publishing.models import DocumentFile
from tests.core.formats.inspection.test_inspection import HOSTILE
from tests.workshops.afterwards.handing_in import WORDS, handed_in, slides
from tests.workshops.afterwards.samples import AFTER, make_past_desk, signed_in
from workshops.afterwards.actions import uploads
from workshops.afterwards.models import Submission, UploadLink
from workshops.afterwards.refusals import (
    EditionClosed,
    LinkIsShut,
    NothingHandedIn,
    TooManyWaiting,
)
from workshops.afterwards.rules import MOST_WAITING, Handed
from workshops.pages.models import WorkshopPage
from workshops.registration.models import RegistrationDesk

pytestmark = pytest.mark.django_db


def test_a_facilitator_is_asked_by_mail_and_hands_in_without_an_account(
    desk: RegistrationDesk, page: WorkshopPage, mailoutbox: list[Any]
) -> None:
    client, _user = signed_in(desk.edition, Role.PROGRAMME)
    address = reverse("afterwards:material", args=[desk.edition.pk])
    assert client.get(address).status_code == 200
    day = (AFTER + timedelta(days=20)).date().isoformat()
    wrong = client.post(address, {"page": page.pk, "email": "nobody", "good_until": "2020-01-01"})
    assert wrong.status_code == 400
    sent = client.post(address, {"page": page.pk, "email": "fac@example.org", "good_until": day})
    assert sent.status_code == 302
    link = UploadLink.objects.get()
    mail = mailoutbox[-1]
    assert mail.to == ["fac@example.org"]
    assert reverse("upload", args=[link.key]) in mail.body
    shown = Client().get(reverse("upload", args=[link.key]))
    assert shown.status_code == 200
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown["Cache-Control"]
    submission = handed_in(link, outcomes="It went well", title="Slides")
    assert (submission.title, submission.outcomes, submission.state) == ("Slides", "It went well", "waiting")
    assert submission.document.collection == desk.edition.collection or desk.edition.collection is None
    assert "Waits for review" in Client().get(reverse("upload", args=[link.key])).content.decode()


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_file_is_kept(link: UploadLink, name: str) -> None:
    called, content = HOSTILE[name]
    file = SimpleUploadedFile(called, content)
    answer = Client().post(reverse("upload", args=[link.key]), {"file": file, "outcomes": "Kept words"})
    assert answer.status_code in (400, 413)
    assert not DocumentFile.objects.exists()
    assert not Submission.objects.exists()
    if answer.status_code == 400:
        assert "Kept words" in answer.content.decode()


def test_a_body_that_is_too_large_is_not_read(link: UploadLink) -> None:
    answer = Client().post(
        reverse("upload", args=[link.key]), {"outcomes": "x"}, CONTENT_LENGTH=str(30 * 1024 * 1024)
    )
    assert answer.status_code == 413
    assert "larger than 20 MB" in answer.content.decode()


def test_nothing_is_no_submission(link: UploadLink) -> None:
    assert Client().post(reverse("upload", args=[link.key]), {"title": "x"}).status_code == 400
    with pytest.raises(NothingHandedIn):
        uploads.hand_in(link, "", None, Handed())


@pytest.mark.parametrize("key", ["x", "A" * 32, "A" * 3000, "%00", "..%2f"])
def test_a_wrong_key_opens_nothing(link: UploadLink, key: str) -> None:
    assert Client().get(f"/upload/{key}/").status_code == 404
    assert Client().post(f"/upload/{key}/", {"file": slides()}).status_code == 404


def test_a_link_shuts_by_hand_by_its_day_and_with_the_archive(link: UploadLink, clock: Any) -> None:
    address = reverse("upload", args=[link.key])
    client, _user = signed_in(link.edition)
    revoke = reverse("afterwards:revoke_link", args=[link.edition_id, link.pk])
    assert client.post(revoke).status_code == 302
    assert Client().get(address).status_code == 410
    assert Client().post(address, {"file": slides()}).status_code == 410
    UploadLink.objects.update(revoked_at=None)
    assert Client().get(address).status_code == 200
    clock.move_to(link.expires_at)
    assert Client().get(address).status_code == 410
    UploadLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    link.edition.archived_at = timezone.now()
    link.edition.save()
    assert Client().get(address).status_code == 410
    with pytest.raises(LinkIsShut):
        uploads.hand_in(link, "", None, WORDS)
    with pytest.raises(EditionClosed):
        uploads.revoke(UploadLink.objects.get(), by=None)
    with pytest.raises(EditionClosed):
        uploads.make_link(link.edition, link.page, "a@example.org", link.expires_at, by=None)


def test_no_flood_waits_for_review(link: UploadLink) -> None:
    for _time in range(MOST_WAITING):
        uploads.hand_in(link, "", None, WORDS)
    with pytest.raises(TooManyWaiting):
        uploads.hand_in(link, "", None, WORDS)


def download(document: DocumentFile, client: Client) -> Any:
    return client.get(reverse("wagtaildocs_serve", args=[document.pk, document.filename]))


def test_before_its_review_the_team_alone_gets_the_file(desk: RegistrationDesk, link: UploadLink) -> None:
    document = handed_in(link).document
    attendee, _user = signed_in(desk.edition, Role.ATTENDEE)
    helper, _user = signed_in(desk.edition, Role.CHECKIN_HELPER)
    other, _user = signed_in(make_past_desk(year=2028).edition)
    for client in (Client(), attendee, helper, other):
        assert download(document, client).status_code == 404
    lead, _user = signed_in(desk.edition)
    answer = download(document, lead)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    file = lead.get(reverse("afterwards:submitted_file", args=[desk.edition.pk, link.submissions.get().pk]))
    assert file.status_code == 200
    assert file["Content-Disposition"].startswith("attachment")
