"""The host says how people register: what is written, what is refused, and who may."""

from datetime import UTC, datetime
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from cooperation.editions.models import Edition
from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.arriving import put_legal_pages
from tests.workshops.registration.desk_posts import QUESTION, address, organiser_of, rows, said, settings
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration.enums import Participation, RegistrationState
from workshops.registration.models import (
    Delegation,
    Extra,
    ExtraChoice,
    Question,
    Registration,
    RegistrationDesk,
    RoleQuota,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return EditionFactory(ready_for_registration=True, registration_opens_at=OPENED)


def test_the_first_time_makes_a_delegation_for_every_current_member(edition: Edition) -> None:
    stays, left = MemberFactory(), MemberFactory(left_on="2020-12-31")
    answer = organiser_of(edition).post(address(edition), settings(total_places=200, places_per_member=4))
    assert answer.status_code == 302
    desk = RegistrationDesk.objects.get(edition=edition)
    assert (desk.total_places, desk.places_per_member, desk.is_open, desk.by_delegation) == (
        200,
        4,
        True,
        False,
    )
    members = set(Delegation.objects.filter(edition=edition).values_list("member", flat=True))
    assert members == {stays.pk, edition.host_id}
    assert left.pk not in members
    assert ModelLogEntry.objects.filter(action="registration.change_desk").count() == 1


def test_the_page_before_and_after(edition: Edition) -> None:
    client = organiser_of(edition)
    assert "Nobody has said how people register for this edition yet" in said(
        client.get(address(edition, ""))
    )
    desk = make_desk(edition, total_places=10)
    register_one(desk)
    assert "1 of 10" in said(client.get(address(edition, "")))
    assert client.get("/admin/registration/").headers["Location"] == address(edition, "")


def test_what_is_missing_for_registration_is_said() -> None:
    bare = EditionFactory(registration_opens_at=OPENED)
    client = organiser_of(bare)
    for page in ("", "settings/"):
        assert "the supervisory authority for data protection" in said(client.get(address(bare, page)))
    ready = EditionFactory(year=2028, ready_for_registration=True)
    assert "supervisory authority" not in said(organiser_of(ready).get(address(ready)))


def test_what_nobody_can_read_of_the_website_is_said() -> None:
    desk = make_desk()
    client = organiser_of(desk.edition)
    privacy, _accessibility = put_legal_pages()
    privacy.unpublish()
    for page in ("", "settings/"):
        told = said(client.get(address(desk, page)))
        assert "the website's privacy notice, published by the secretariat" in told
        assert "accessibility statement" not in told
    privacy.save_revision().publish()
    assert "Nobody can register for now" not in said(client.get(address(desk, "")))


def test_times_are_those_of_the_venue(edition: Edition) -> None:
    quota = rows("quotas", {"role": "speaker", "places": "", "opens_at": "2027-01-10 09:00"})
    client = organiser_of(edition)
    sent = settings(quota, unused_places_return_at="2027-03-01 12:00", seat_mode="ranked")
    assert client.post(address(edition), sent | {"ranking_closes_at": "2027-04-01 10:00"}).status_code == 302
    desk = RegistrationDesk.objects.get()
    assert desk.unused_places_return_at == datetime(2027, 3, 1, 10, tzinfo=UTC)
    assert desk.ranking_closes_at == datetime(2027, 4, 1, 7, tzinfo=UTC)
    assert RoleQuota.objects.get().opens_at == datetime(2027, 1, 10, 7, tzinfo=UTC)
    page = said(client.get(address(edition)))
    assert 'value="2027-03-01 12:00"' in page
    assert 'value="2027-01-10 09:00"' in page


CONDITION = {"label": "Which?", "asked_if": "parking", "asked_if_answer": "yes"}
PARKING = {"label": "Do you need a parking space?", "key": "parking", "kind": "consent"}


def test_questions_keep_their_order_and_get_keys_of_their_words(edition: Edition) -> None:
    asked = rows(
        "questions",
        QUESTION | CONDITION | {"ORDER": 2},
        QUESTION | PARKING | {"ORDER": 1},
        QUESTION | {"label": "Πότε φτάνετε;", "ORDER": 3},
        QUESTION | {"label": "Πώς έρχεστε;", "ORDER": 4, "kind": "multiple", "choices": "τρένο\nπλοίο"},
    )
    assert organiser_of(edition).post(address(edition), settings(asked)).status_code == 302
    keys = list(Question.objects.values_list("key", flat=True))
    assert keys[:2] == ["parking", "which"]
    assert len(set(keys)) == 4
    assert Question.objects.get(key="which").asked_if == "parking"


@pytest.mark.parametrize(
    ("first", "second", "complaint"),
    [
        ({"kind": "choice", "choices": "one"}, {}, "Write what can be chosen, one on each line."),
        ({"kind": "multiple", "choices": ""}, {}, "Write what can be chosen, one on each line."),
        ({"kind": "choice", "choices": "one\none"}, {}, "Two lines are alike."),
        ({"purpose": ""}, {}, "This field is required."),
        (CONDITION, PARKING, "No earlier question has this key."),
        (PARKING, CONDITION | {"asked_if_answer": ""}, "Say with which answer this question is asked."),
        (PARKING, CONDITION | {"asked_if_answer": "no"}, "A consent is answered with “yes”."),
        (PARKING, {"asked_if_answer": "yes"}, "Say which earlier question has to be answered like this."),
        (PARKING, PARKING, "An earlier question has this key."),
        (
            PARKING | {"kind": "choice", "choices": "car\nbus"},
            CONDITION,
            "This is none of the choices of the earlier question.",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_and_nothing_is_lost(
    edition: Edition, first: dict[str, str], second: dict[str, str], complaint: str
) -> None:
    asked = rows("questions", QUESTION | first, QUESTION | {"label": "Second of two"} | second)
    answer = organiser_of(edition).post(address(edition), settings(asked, total_places=77))
    assert answer.status_code == 400
    assert complaint in said(answer)
    assert 'value="77"' in said(answer)
    assert not RegistrationDesk.objects.exists()


def test_the_same_questions_are_asked_once_nothing_is_wrong(edition: Edition) -> None:
    asked = rows("questions", QUESTION | PARKING, QUESTION | CONDITION)
    assert organiser_of(edition).post(address(edition), settings(asked)).status_code == 302
    assert Question.objects.count() == 2


def standing(question: Question, **changed: str) -> dict[str, str]:
    values = {name: getattr(question, name) for name in QUESTION}
    return values | {"id": str(question.pk)} | changed


@pytest.fixture
def answered() -> Question:
    desk = make_desk()
    question = Question.objects.create(desk=desk, key="arrival", label="When?", purpose="Coffee")
    register_one(desk, answers={"arrival": "Tuesday"})
    return question


@pytest.mark.parametrize("changed", [{"key": "coming"}, {"kind": "long_text"}, {"DELETE": "on"}])
def test_a_question_that_was_answered_keeps_its_key_and_kind(
    answered: Question, changed: dict[str, str]
) -> None:
    desk = answered.desk
    client = organiser_of(desk.edition)
    sent = settings(rows("questions", standing(answered, **changed), standing=1))
    answer = client.post(address(desk), sent)
    assert answer.status_code == 409
    assert "1 person answered “When?”" in said(answer)
    assert Question.objects.values_list("key", "kind").get() == ("arrival", "text")
    Registration.objects.update(answers={})
    assert client.post(address(desk), sent).status_code == 302


def test_the_words_of_an_answered_question_may_change(answered: Question) -> None:
    desk = answered.desk
    sent = settings(rows("questions", standing(answered, label="When do you come?"), standing=1))
    assert organiser_of(desk.edition).post(address(desk), sent).status_code == 302
    assert Question.objects.get().label == "When do you come?"


@pytest.mark.parametrize(("change", "is_refused"), [("1", True), ("2", False), ("", False), (None, True)])
def test_an_extra_keeps_the_places_that_are_taken(change: str | None, is_refused: bool) -> None:
    desk = make_desk()
    dinner = Extra.objects.create(desk=desk, title="Dinner", places=40)
    for name in ("ona", "jonas"):
        ExtraChoice.objects.create(extra=dinner, registration=register_one(desk, f"{name}@example.org"))
    row = {"id": dinner.pk, "title": "Dinner", "description": "", "places": change or ""}
    row |= {"DELETE": "on"} if change is None else {}
    answer = organiser_of(desk.edition).post(address(desk), settings(rows("extras", row, standing=1)))
    assert answer.status_code == (409 if is_refused else 302)
    assert ("2 people have chosen “Dinner”" in said(answer)) is is_refused
    assert Extra.objects.get().places == (40 if is_refused else int(change) if change else None)


@pytest.mark.parametrize(("total", "status"), [(1, 409), (2, 302)])
def test_there_are_never_fewer_places_than_people(total: int, status: int) -> None:
    desk = make_desk(total_places=5)
    for name in ("ona", "jonas"):
        register_one(desk, f"{name}@example.org")
    answer = organiser_of(desk.edition).post(address(desk), settings(total_places=total))
    assert answer.status_code == status
    assert ("2 people are confirmed already" in said(answer)) is (status == 409)
    desk.refresh_from_db()
    assert desk.total_places == (5 if status == 409 else 2)


def test_a_role_keeps_the_places_that_are_taken() -> None:
    desk = make_desk()
    register_one(desk, role=Participation.SPEAKER)
    quota = RoleQuota.objects.create(desk=desk, role="speaker", places=3)
    row = {"id": quota.pk, "role": "speaker", "places": "0", "opens_at": ""}
    client = organiser_of(desk.edition)
    answer = client.post(address(desk), settings(rows("quotas", row, standing=1)))
    assert answer.status_code == 409
    assert "1 person is confirmed already" in said(answer)
    assert (
        client.post(address(desk), settings(rows("quotas", row | {"places": "1"}, standing=1))).status_code
        == 302
    )


def test_more_places_let_those_who_wait_move_up(mailoutbox: list[Any]) -> None:
    desk = make_desk(total_places=1)
    for name in ("ona", "jonas", "rasa"):
        register_one(desk, f"{name}@example.org")
    mailoutbox.clear()
    answer = organiser_of(desk.edition).post(address(desk), settings(total_places=2), follow=True)
    assert "1 person moved up from the waiting list" in said(answer)
    states = list(Registration.objects.values_list("state", flat=True))
    assert states == [RegistrationState.CONFIRMED, RegistrationState.CONFIRMED, RegistrationState.WAITING]
    assert [mail.to for mail in mailoutbox] == [["jonas@example.org"]]


def test_places_that_would_shut_everybody_out_are_refused() -> None:
    desk = make_desk()
    for _number in range(3):
        Delegation.objects.create(edition=desk.edition, member=MemberFactory())
    client = organiser_of(desk.edition)
    answer = client.post(address(desk), settings(total_places=11, places_per_member=4))
    assert answer.status_code == 409
    assert "12 places are kept for the members together" in said(answer)
    assert client.post(address(desk), settings(total_places=12, places_per_member=4)).status_code == 302
