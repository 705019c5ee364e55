"""Feedback: set up, asked for, given once, counted and told without telling whose it is."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.workshops.afterwards.answering import answers_to, posted
from tests.workshops.afterwards.samples import AFTER, register_many
from workshops.afterwards.actions import feedback
from workshops.afterwards.enums import About, AnswerKind
from workshops.afterwards.models import FeedbackMark, FeedbackTally, FeedbackTarget, FeedbackText
from workshops.afterwards.refusals import (
    AnsweredBefore,
    DatesOutOfOrder,
    EditionClosed,
    KindIsFixed,
    NothingAnswered,
    NotOpenNow,
)
from workshops.registration.models import Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


def test_it_begins_with_five_questions_about_the_meeting_and_five_about_each_workshop(form: Any) -> None:
    assert [form.questions.filter(about=about).count() for about in About] == [5, 5]
    assert form.targets.count() == 2
    assert feedback.set_up(form.edition, by=None) == form
    assert form.questions.count() == 10


def test_somebody_answers_by_their_ticket_once(desk: RegistrationDesk, target: FeedbackTarget) -> None:
    person = register_many(desk, 1)[0]
    address = reverse("ticket_answer", args=[person.ticket, target.pk])
    client = Client()
    assert client.get(reverse("ticket_feedback", args=[person.ticket])).content.decode().count(address) == 1
    assert client.get(address).status_code == 200
    first = client.post(address, posted(target, text="More exercises"))
    assert first.status_code == 303
    again = client.post(address, posted(target, "1"))
    assert again.status_code == 409
    assert "already" in again.content.decode()
    target.refresh_from_db()
    assert target.answers == 1
    assert set(FeedbackTally.objects.values_list("value", "count")) == {("4", 1)}
    assert FeedbackText.objects.get().text == "More exercises"


def test_nothing_that_is_kept_leads_from_an_answer_to_a_person(
    desk: RegistrationDesk, target: FeedbackTarget
) -> None:
    people = register_many(desk, 2)
    feedback.answer(target, answers_to(target, "5", "Thanks"), people[0])
    for model in (FeedbackTally, FeedbackText):
        names = {field.name for field in model._meta.get_fields()}
        assert names.isdisjoint({"registration", "mark", "user", "created_at", "at"})
    assert {field.name for field in FeedbackMark._meta.get_fields()} == {"id", "target", "registration"}


def test_marks_go_with_the_registration_and_counts_stay(
    desk: RegistrationDesk, target: FeedbackTarget
) -> None:
    person = register_many(desk, 1)[0]
    feedback.answer(target, answers_to(target), person)
    person.delete()
    target.refresh_from_db()
    assert (FeedbackMark.objects.count(), target.answers) == (0, 1)


def test_who_has_no_seat_judges_the_meeting_alone(desk: RegistrationDesk, target: FeedbackTarget) -> None:
    person = Registration.objects.create(edition=desk.edition, email="no-seat@example.org")
    address = reverse("ticket_answer", args=[person.ticket, target.pk])
    assert Client().get(address).status_code == 404
    assert Client().post(address, posted(target)).status_code == 404
    page = Client().get(reverse("ticket_feedback", args=[person.ticket])).content.decode()
    assert "The meeting in all" in page
    assert str(target) not in page


def test_a_target_of_another_edition_is_not_there(desk: RegistrationDesk, target: FeedbackTarget) -> None:
    from tests.workshops.afterwards.samples import make_past_desk

    other = make_past_desk(year=2028)
    foreign = feedback.set_up(other.edition, by=None).targets.first()
    person = register_many(desk, 1)[0]
    assert Client().get(reverse("ticket_answer", args=[person.ticket, foreign.pk])).status_code == 404


def test_whoever_reads_the_slide_answers_by_its_code(target: FeedbackTarget) -> None:
    client = Client()
    found = client.get(reverse("feedback_code"), {"code": f" {target.code.lower()} "})
    assert found["Location"] == reverse("feedback", args=[target.code])
    page = client.get(found["Location"]).content.decode()
    key = re.search(r'name="form_key" value="([0-9a-f-]{36})"', page)[1]
    sent = posted(target) | {"form_key": key}
    for _time in range(2):  # a form that is sent twice counts once
        assert client.post(found["Location"], sent)["Location"].endswith("/thanks/")
    target.refresh_from_db()
    assert target.answers == 1
    assert client.get(reverse("feedback_thanks", args=[target.code])).status_code == 200


@pytest.mark.parametrize("code", ["", "nothing", "ÄÖÜ²³a", "A" * 300, "'; --", "\x00"])
def test_a_wrong_code_is_answered_kindly(target: FeedbackTarget, code: str) -> None:
    answer = Client().get(reverse("feedback_code"), {"code": code})
    assert answer.status_code == 400
    assert "There is no such code" in answer.content.decode()
    assert Client().get("/feedback/ZZZZZZ/").status_code == 404
    assert Client().get(f"/feedback/{target.code}X/").status_code == 404


def test_many_answers_from_one_place_are_slowed(target: FeedbackTarget, monkeypatch: Any) -> None:
    from workshops.afterwards.views import feedback as views

    monkeypatch.setattr(views, "FROM_ONE_PLACE", 2)
    address = reverse("feedback", args=[target.code])
    answers = [Client().post(address, posted(target)).status_code for _time in range(3)]
    assert answers == [303, 303, 429]


@pytest.mark.parametrize("value", ["6", "0", "x", "1; drop"])
def test_what_is_no_choice_is_refused_beside_the_question(target: FeedbackTarget, value: str) -> None:
    answer = Client().post(reverse("feedback", args=[target.code]), posted(target, value, "kept words"))
    assert answer.status_code == 400
    assert "kept words" in answer.content.decode()
    assert not FeedbackTally.objects.exists()


def test_an_empty_form_is_refused(target: FeedbackTarget) -> None:
    assert Client().post(reverse("feedback", args=[target.code]), {}).status_code == 409
    with pytest.raises(NothingAnswered):
        feedback.answer(target, {})


def test_it_opens_and_closes_by_its_dates_and_by_hand(target: FeedbackTarget, clock: Any) -> None:
    form = target.form
    clock.move_to(form.closes_at)
    with pytest.raises(NotOpenNow):
        feedback.answer(target, answers_to(target))
    feedback.open_now(form, by=None)
    current = FeedbackTarget.objects.select_related("form__edition", "session__slot").get(pk=target.pk)
    feedback.answer(current, answers_to(current))
    feedback.close_now(form, by=None)
    current = FeedbackTarget.objects.select_related("form__edition", "session__slot").get(pk=target.pk)
    with pytest.raises(NotOpenNow):
        feedback.answer(current, answers_to(current))


def test_nobody_judges_a_session_that_has_not_begun(target: FeedbackTarget, clock: Any) -> None:
    session = target.session
    clock.move_to(session.slot.starts_at.replace(hour=0))
    feedback.open_now(target.form, by=None)
    current = FeedbackTarget.objects.select_related("form__edition", "session__slot").get(pk=target.pk)
    with pytest.raises(NotOpenNow):
        feedback.answer(current, answers_to(current))
    assert "Answers are not taken" in Client().get(f"/feedback/{target.code}/").content.decode()


def test_an_archived_edition_takes_nothing(target: FeedbackTarget) -> None:
    edition = target.form.edition
    edition.archived_at = AFTER
    edition.save()
    with pytest.raises(NotOpenNow):
        feedback.answer(target, answers_to(target))
    for change in (feedback.open_now, feedback.close_now):
        with pytest.raises(EditionClosed):
            change(target.form, by=None)


def test_a_person_answers_once_though_two_forms_are_sent(
    desk: RegistrationDesk, target: FeedbackTarget
) -> None:
    person = register_many(desk, 1)[0]
    feedback.answer(target, answers_to(target), person)
    with pytest.raises(AnsweredBefore):
        feedback.answer(target, answers_to(target, "1"), person)
    target.refresh_from_db()
    assert target.answers == 1


def test_what_was_answered_stays_what_it_asked(target: FeedbackTarget) -> None:
    feedback.answer(target, answers_to(target))
    form, question = target.form, target.form.questions.filter(about=About.SESSION).first()
    question.kind = AnswerKind.TEXT
    with pytest.raises(KindIsFixed):
        feedback.change(form, [question], [], by=None)
    question.refresh_from_db()
    with pytest.raises(KindIsFixed):
        feedback.change(form, [], [question], by=None)
    question.label = "How did you like it?"
    feedback.change(form, [question], [], by=None)
    form.closes_at = form.opens_at
    with pytest.raises(DatesOutOfOrder):
        feedback.change(form, [], [], by=None)
