"""What was handed in is reviewed: published on the workshop's page, or sent back with a word."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cooperation.editions.enums import Role
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile
from tests.core.formats.inspection.making import pptx
from tests.workshops.afterwards.handing_in import WORDS, handed_in, slides
from tests.workshops.afterwards.samples import make_past_desk, signed_in
from workshops.afterwards.actions import uploads
from workshops.afterwards.enums import SubmissionState
from workshops.afterwards.models import Submission, UploadLink
from workshops.afterwards.refusals import (
    DecidedBefore,
    PageIsGone,
)
from workshops.afterwards.rules import lines_of
from workshops.pages.models import WorkshopPage
from workshops.registration.models import RegistrationDesk

pytestmark = pytest.mark.django_db


def download(document: DocumentFile, client: Client) -> Any:
    return client.get(reverse("wagtaildocs_serve", args=[document.pk, document.filename]))


def publish(submission: Submission, **fields: Any) -> tuple[Any, Client]:
    client, _user = signed_in(submission.edition)
    address = reverse("afterwards:review", args=[submission.edition_id, submission.pk])
    assert client.get(address).status_code == 200
    sent = {"publish": "yes", "audience": "public", "outcomes": submission.outcomes, **fields}
    return client.post(address, sent), client


def test_what_was_reviewed_stands_on_the_workshops_page(
    link: UploadLink, page: WorkshopPage, mailoutbox: list[Any]
) -> None:
    submission = handed_in(
        link, outcomes=WORDS.outcomes, decisions=WORDS.decisions, actions=WORDS.actions, title="Slides"
    )
    answer, _client = publish(submission, decisions=WORDS.decisions, actions=WORDS.actions)
    assert answer.status_code == 302
    page.refresh_from_db()
    assert [row.title for row in page.materials.all()] == ["Slides"]
    assert [row.text for row in page.decisions.all()] == ["Use the script"]
    assert [row.text for row in page.action_items.all()] == ["Lithuania tests it"]
    shown = Client().get(page.url).content.decode()
    assert "It is short." in shown
    assert "Use the script" in shown
    document = submission.document
    public = download(document, Client())
    assert public.status_code == 200
    assert public["Content-Disposition"].startswith("attachment")
    assert "public" in public["Cache-Control"]
    assert mailoutbox[-1].to == ["fac@example.org"]
    assert "is published now" in mailoutbox[-1].body


def test_a_page_falls_out_of_the_cache_when_slides_come(link: UploadLink, page: WorkshopPage) -> None:
    before = Client().get(page.url).content.decode()
    assert "New slides" not in before
    publish(handed_in(link, title="New slides"))
    assert "New slides" in Client().get(page.url).content.decode()


def test_slides_for_attendees_are_for_attendees(
    desk: RegistrationDesk, link: UploadLink, page: WorkshopPage
) -> None:
    submission = handed_in(link)
    publish(submission, audience="attendees")
    document = DocumentFile.objects.get()
    assert document.audience == Audience.ATTENDEES
    assert download(document, Client()).status_code == 302
    attendee, _user = signed_in(desk.edition, Role.ATTENDEE)
    answer = download(document, attendee)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)


def test_what_an_editor_wrote_is_neither_lost_nor_published_by_it(
    link: UploadLink, page: WorkshopPage
) -> None:
    draft = page.get_latest_revision_as_object()
    draft.summary = "Not ready yet"
    draft.save_revision()
    answer, client = publish(handed_in(link, title="Slides"))
    assert "draft of the workshop" in client.get(answer["Location"]).content.decode()
    page.refresh_from_db()
    assert page.summary == "By phone"
    newest = page.get_latest_revision_as_object()
    assert newest.summary == "Not ready yet"
    assert [row.title for row in newest.materials.all()] == ["Slides"]


def test_hostile_words_are_words(link: UploadLink, page: WorkshopPage) -> None:
    evil = "<script>alert(1)</script> {{ 7*7 }} </p><img src=x onerror=alert(1)>"
    submission = handed_in(link, outcomes=evil, decisions=evil, title=evil[:150])
    publish(submission, decisions=evil, outcomes=evil)
    shown = Client().get(page.url).content.decode()
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;" in shown


def test_it_is_sent_back_with_a_word(link: UploadLink, mailoutbox: list[Any]) -> None:
    submission = handed_in(link)
    client, _user = signed_in(link.edition)
    address = reverse("afterwards:review", args=[link.edition_id, submission.pk])
    assert client.post(address, {"send_back": "yes", "word": ""}).status_code == 400
    assert client.post(address, {"send_back": "yes", "word": "Blur the faces"}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == SubmissionState.SENT_BACK
    assert "Blur the faces" in mailoutbox[-1].body
    assert "Blur the faces" in Client().get(reverse("upload", args=[link.key])).content.decode()
    assert client.post(address, {"publish": "yes"}).status_code == 409
    with pytest.raises(DecidedBefore):
        uploads.send_back(submission, "again", by=None)


def test_the_control_an_ordinary_document_is_served_as_before(desk: RegistrationDesk) -> None:
    from cooperation.editions.teams import own_collection

    document = DocumentFile(title="Menu", collection=own_collection(desk.edition))
    document.file.save("menu.pdf", slides())
    answer = download(document, Client())
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("inline")


def test_without_its_page_nothing_is_published(link: UploadLink, page: WorkshopPage) -> None:
    submission = handed_in(link)
    page.delete()
    with pytest.raises(PageIsGone):
        uploads.publish(submission, WORDS, Audience.PUBLIC, by=None)
    client, _user = signed_in(link.edition)
    address = reverse("afterwards:review", args=[link.edition_id, submission.pk])
    assert client.post(address, {"publish": "yes", "audience": "public"}).status_code == 409
    assert client.get(reverse("afterwards:material", args=[link.edition_id])).status_code == 200


def test_who_only_sees_changes_nothing(desk: RegistrationDesk, link: UploadLink) -> None:
    submission = handed_in(link)
    client, _user = signed_in(desk.edition, Role.COMMUNICATION)
    address = reverse("afterwards:review", args=[desk.edition.pk, submission.pk])
    assert client.get(address).status_code == 200
    for sent in ({"publish": "yes", "audience": "public"}, {"send_back": "yes", "word": "No"}):
        assert client.post(address, sent).status_code == 302
    submission.refresh_from_db()
    assert submission.state == SubmissionState.WAITING


def test_a_submission_of_another_edition_is_not_there(link: UploadLink) -> None:
    submission = handed_in(link)
    other = make_past_desk(year=2028).edition
    client, _user = signed_in(other)
    for name in ("review", "submitted_file"):
        assert client.get(reverse(f"afterwards:{name}", args=[other.pk, submission.pk])).status_code == 404
    assert client.post(reverse("afterwards:revoke_link", args=[other.pk, link.pk])).status_code == 404


def test_a_presentation_is_kept_under_a_tame_name(link: UploadLink) -> None:
    file = slides("../../Ünïcode \u202e name.pptx", pptx())
    answer = Client().post(reverse("upload", args=[link.key]), {"file": file})
    assert answer.status_code == 303
    name = DocumentFile.objects.get().file.name
    assert name.startswith("documents/")
    assert name.endswith(".pptx")
    assert name.isascii()


def test_lines_are_decisions() -> None:
    assert lines_of(" - one\n\n• two \n*three\n –\n") == ["one", "two", "three"]
