"""What people wrote afterwards ends with the rest of their data; what was published and counted stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from core.publishing.models import DocumentFile
from tests.core.formats.inspection.making import pdf
from tests.workshops.afterwards.samples import register_many, signed_in
from workshops.afterwards.actions import erasing, feedback, uploads
from workshops.afterwards.enums import SubmissionState
from workshops.afterwards.models import (
    FeedbackTally,
    FeedbackTarget,
    FeedbackText,
    IssuedCode,
    Submission,
    UploadLink,
)
from workshops.afterwards.rules import Handed
from workshops.registration.actions import erasing as of_registration
from workshops.registration.actions.exporting import export_data
from workshops.registration.kept import kept_now
from workshops.registration.models import Registration, RegistrationDesk
from workshops.registration.retention import end_dates

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(desk: RegistrationDesk) -> Registration:
    return register_many(desk, 1)[0]


@pytest.fixture
def kept(desk: RegistrationDesk, person: Registration, home_page: Any) -> None:
    """Words of the feedback, and two files by a link to the person: one published, one not."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = feedback.set_up(desk.edition, by=None)
    target = FeedbackTarget.objects.select_related("form__edition", "session__slot").get(
        form=form, session=None
    )
    rating, text = (
        form.questions.filter(about="edition").first(),
        form.questions.get(kind="text", about="edition"),
    )
    feedback.answer(target, {rating.pk: "4", text.pk: "Words about Ona"}, person)
    until = timezone.now() + timedelta(days=30)
    link = uploads.make_link(desk.edition, home_page, person.email, until, by=None)
    for name in ("published.pdf", "waiting.pdf"):
        uploads.hand_in(link, "", SimpleUploadedFile(name, pdf()), Handed("Words"))
    Submission.objects.filter(title="published").update(state=SubmissionState.PUBLISHED)


def files() -> dict[str, FieldFile]:
    """The files of all documents, by their titles."""
    return {document.title: document.file for document in DocumentFile.objects.all()}


def is_there(file: FieldFile) -> bool:
    return bool(file.name) and file.storage.exists(file.name)


def test_nothing_goes_before_its_time(kept: None) -> None:
    assert erasing.erase_due() == 0
    assert (FeedbackText.objects.count(), Submission.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("indexes")
def test_all_goes_by_the_clock(desk: RegistrationDesk, kept: None, clock: Any) -> None:
    handed_in = files()
    assert [is_there(file) for file in handed_in.values()] == [True, True]
    clock.move_to(end_dates(desk.edition).rest.isoformat())
    assert erasing.erase_due() == 1
    assert erasing.erase_due() == 0
    assert not FeedbackText.objects.exists()
    assert not UploadLink.objects.exists()
    assert not Submission.objects.exists()
    assert {title: is_there(file) for title, file in handed_in.items()} == {
        "published": True,
        "waiting": False,
    }
    assert DocumentFile.objects.get().title == "published"
    assert set(FeedbackTally.objects.values_list("value", "count")) == {("4", 1)}


def test_all_goes_when_the_host_erased_by_hand(desk: RegistrationDesk, kept: None) -> None:
    of_registration.erase_edition(desk.edition)
    assert erasing.erase_due() == 1
    assert not FeedbackText.objects.exists()
    form = desk.edition.feedback
    form.refresh_from_db()
    assert form.texts_erased_at
    client, _user = signed_in(desk.edition)
    address = reverse("afterwards:feedback", args=[desk.edition.pk])
    assert client.post(address, {"open": "yes"}).status_code == 409


def test_a_person_takes_their_links_along(desk: RegistrationDesk, person: Registration, kept: None) -> None:
    report = of_registration.erase_person(person)
    assert report.counts["erased"]["upload_links"] == 1
    assert not UploadLink.objects.exists()
    assert list(Submission.objects.values_list("title", "link")) == [("published", None)]
    client, _user = signed_in(desk.edition)
    address = reverse("afterwards:review", args=[desk.edition.pk, Submission.objects.get().pk])
    assert client.get(address).status_code == 200


def test_it_is_counted_as_kept_and_told_to_its_owner(
    desk: RegistrationDesk, person: Registration, kept: None
) -> None:
    counted = kept_now(desk.edition)
    assert (counted["upload_links"], counted["feedback_texts"], counted["certificates"]) == (1, 1, 0)
    data = export_data(person)["afterwards"]
    assert (data["answered_feedback_forms"], len(data["upload_links"])) == (1, 1)
    assert "Words about Ona" not in str(data)


def test_an_issued_code_tells_of_nobody() -> None:
    assert {field.name for field in IssuedCode._meta.get_fields()} == {"id", "edition", "digest", "number"}
