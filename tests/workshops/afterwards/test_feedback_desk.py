"""Feedback in the admin: what is told of it and to whom, its questions, its files, the mail to all."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.editions.enums import Role
from tests.workshops.afterwards.answering import answers_to
from tests.workshops.afterwards.samples import register_many, session_of, signed_in
from workshops.afterwards.actions import feedback
from workshops.afterwards.models import FeedbackTarget
from workshops.registration.models import Mailing, RegistrationDesk

pytestmark = pytest.mark.django_db


def page_of(desk: RegistrationDesk, role: Role = Role.HOST_LEAD) -> str:
    client, _user = signed_in(desk.edition, role)
    return client.get(reverse("afterwards:feedback", args=[desk.edition.pk])).content.decode()


def test_fewer_than_five_answers_are_told_as_a_number_alone(
    desk: RegistrationDesk, target: FeedbackTarget
) -> None:
    for number in range(5):
        if number == 4:
            assert "Too few to tell more" in page_of(desk)
            assert "Secret" not in page_of(desk)
        feedback.answer(target, answers_to(target, "2", f"Secret {number}"), form_key=str(number))
    page = page_of(desk)
    assert "Too few to tell more" not in page
    assert "Secret 3" in page
    assert "<strong>2.0</strong> of 5" in page


def test_words_are_read_by_those_who_lead_and_programme_alone(
    desk: RegistrationDesk, target: FeedbackTarget
) -> None:
    for number in range(5):
        feedback.answer(target, answers_to(target, "2", f"Secret {number}"), form_key=str(number))
    for role in (Role.HOST_LEAD, Role.PROGRAMME):
        assert "Secret 1" in page_of(desk, role)
    for role in (Role.REGISTRATION_DESK, Role.COMMUNICATION):
        client, _user = signed_in(desk.edition, role)
        assert "Secret 1" not in page_of(desk, role)
        file = client.get(reverse("afterwards:feedback_xlsx", args=[desk.edition.pk]))
        assert file.status_code == 200
        assert b"Secret" not in unzipped(file.content)


def unzipped(content: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_files_hold_what_may_be_told_and_no_formula(desk: RegistrationDesk, target: FeedbackTarget) -> None:
    slot = target.session.slot
    slot.title = "=cmd|' /C calc'!A0"
    slot.save()
    client, _user = signed_in(desk.edition)
    for number in range(5):
        feedback.answer(target, answers_to(target, "3", "=1+1 @SUM(A1)"), form_key=str(number))
        text = client.get(reverse("afterwards:feedback_csv", args=[desk.edition.pk])).content.decode()
        assert text.count("too few answers") == (2 if number < 4 else 1)
    assert "'=cmd" in text
    assert not re.search(r'(?:^|,|")=cmd', text, re.MULTILINE)
    file = unzipped(client.get(reverse("afterwards:feedback_xlsx", args=[desk.edition.pk])).content)
    assert b"<f>" not in file
    assert b"=1+1 @SUM(A1)" in file


def test_the_page_costs_the_same_for_few_and_many(desk: RegistrationDesk, target: FeedbackTarget) -> None:
    client, _user = signed_in(desk.edition)
    address = reverse("afterwards:feedback", args=[desk.edition.pk])

    def cost(first: int, last: int) -> int:
        for number in range(first, last):
            feedback.answer(target, answers_to(target, "3", f"Words {number}"), form_key=str(number))
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    assert cost(0, 5) == cost(5, 60)


def test_the_questions_are_changed_in_the_admin(desk: RegistrationDesk, form: Any) -> None:
    client, _user = signed_in(desk.edition)
    address = reverse("afterwards:questions", args=[desk.edition.pk])
    page = client.get(address)
    assert page.status_code == 200
    assert 'value="2027-05-12T09:00"' in page.content.decode()
    questions = list(form.questions.all())
    sent = {
        "opens_at": "2027-05-12T10:30",
        "closes_at": "2027-06-01T00:00",
        "introduction": "Dear all",
        "questions-TOTAL_FORMS": str(len(questions) + 1),
        "questions-INITIAL_FORMS": str(len(questions)),
    }
    for place, one in enumerate(questions):
        sent |= {
            f"questions-{place}-id": str(one.pk),
            f"questions-{place}-about": one.about,
            f"questions-{place}-sort_order": str(one.sort_order),
            f"questions-{place}-label": one.label,
            f"questions-{place}-kind": one.kind,
            f"questions-{place}-choices": one.choices,
        }
    last = f"questions-{len(questions)}"
    sent |= {f"{last}-about": "edition", f"{last}-label": "Lunch?", f"{last}-kind": "choice"}
    sent |= {f"{last}-choices": "Good", f"{last}-sort_order": "9"}
    refused = client.post(address, sent)
    assert refused.status_code == 400
    assert "Write two choices at least" in refused.content.decode()
    sent[f"{last}-choices"] = "Good\nBad"
    assert client.post(address, sent).status_code == 302
    form.refresh_from_db()
    assert form.questions.get(label="Lunch?").options == ["Good", "Bad"]
    assert form.opens_at.astimezone(desk.edition.zone).hour == 10
    sent |= {"closes_at": "2027-05-01T00:00", "questions-TOTAL_FORMS": "0", "questions-INITIAL_FORMS": "0"}
    assert client.post(address, sent).status_code == 409


def test_a_mail_to_all_is_prepared_and_not_sent(
    desk: RegistrationDesk, form: Any, mailoutbox: list[Any]
) -> None:
    register_many(desk, 2)
    client, _user = signed_in(desk.edition)
    answer = client.post(reverse("afterwards:feedback_mail", args=[desk.edition.pk]))
    mailing = Mailing.objects.get()
    assert answer["Location"] == reverse("registration:mailing_change", args=[desk.edition.pk, mailing.pk])
    assert "{address}feedback/" in mailing.text
    assert client.get(answer["Location"]).status_code == 200
    assert mailoutbox == []
    others, _user = signed_in(desk.edition, Role.PROGRAMME)
    refused = others.post(reverse("afterwards:feedback_mail", args=[desk.edition.pk]))
    assert refused.status_code == 302
    assert Mailing.objects.count() == 1
    for role, status in ((Role.HOST_LEAD, 405), (Role.COMMUNICATION, 302), (Role.REGISTRATION_DESK, 302)):
        looking, _user = signed_in(desk.edition, role)
        address = reverse("afterwards:feedback_mail", args=[desk.edition.pk])
        assert looking.get(address).status_code == status


def test_the_slide_shows_code_and_address(desk: RegistrationDesk, target: FeedbackTarget) -> None:
    client, _user = signed_in(desk.edition)
    page = client.get(reverse("afterwards:slide", args=[desk.edition.pk, target.pk])).content.decode()
    assert target.code in page
    assert "<svg" in page
    assert client.get(reverse("afterwards:slide", args=[desk.edition.pk, 10**9])).status_code == 404


def test_it_is_set_up_opened_and_closed_in_the_admin(desk: RegistrationDesk) -> None:
    client, _user = signed_in(desk.edition)
    address = reverse("afterwards:feedback", args=[desk.edition.pk])
    assert "Begin with the usual questions" in client.get(address).content.decode()
    assert client.post(address, {"set_up": "yes"}).status_code == 302
    assert "Close it now" in client.get(address).content.decode()
    assert client.post(address, {"close": "yes"}).status_code == 302
    assert "Open it now" in client.get(address).content.decode()
    assert client.post(address, {"open": "yes"}).status_code == 302
    assert session_of(desk).feedback_targets.count() == 1


def test_nothing_is_asked_where_nobody_set_it_up(desk: RegistrationDesk) -> None:
    person = register_many(desk, 1)[0]
    page = Client().get(reverse("ticket_feedback", args=[person.ticket]))
    assert "have not asked for feedback yet" in page.content.decode()
    client, _user = signed_in(desk.edition)
    assert client.get(reverse("afterwards:feedback_csv", args=[desk.edition.pk])).status_code == 404
