"""Mails to many in the admin: nothing leaves before the organiser saw to whom, how, and how many."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.mail.models import OutgoingMail
from tests.factories import UserFactory
from tests.workshops.registration.samples import make_desk, register_one
from workshops.registration.actions import mailing as actions
from workshops.registration.models import Mailing, MailingRecipient, Registration, RegistrationDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]

WORDS = {"subject": "The bus", "text": "Dear {name}", "states": ["confirmed"]}


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def organiser(client: Client, desk: RegistrationDesk) -> Client:
    user = UserFactory(email="host@example.org")
    give_role(desk.edition, user, Role.HOST_LEAD, by=None)
    client.force_login(user)
    return client


def base(desk: RegistrationDesk) -> str:
    return f"/admin/registration/{desk.edition_id}/mailings/"


def draft(organiser: Client, desk: RegistrationDesk, **words: Any) -> str:
    answer = organiser.post(base(desk) + "new/", {**WORDS, **words})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def shown_numbers(text: str) -> dict[str, str]:
    return dict(re.findall(r'name="(count|fingerprint)"\s+value="(\w+)"', text))


def test_from_a_draft_to_the_log(organiser: Client, desk: RegistrationDesk) -> None:
    for name in ("ona", "jonas", "rasa", "petras"):
        register_one(desk, f"{name}@example.org")
    address = draft(organiser, desk)
    text = organiser.get(address).content.decode()
    assert "4 people get it" in text
    for name in ("Ona", "Jonas", "Rasa", "Petras"):
        assert name in text
    assert text.count("<iframe") == 3
    assert "Dear Ona" in text
    assert "Send it to 4 people" in text
    answer = organiser.post(address, {"confirm": "", **shown_numbers(text)}, follow=True)
    assert "It goes to 4 people now." in answer.content.decode()
    assert "0 of 4 mails written" in answer.content.decode()
    actions.write_batches()
    OutgoingMail.objects.filter(recipients=["ona@example.org"], about__startswith="reg").update(state="sent")
    failed = OutgoingMail.objects.get(message_id__startswith="<mailing-", recipients=["jonas@example.org"])
    OutgoingMail.objects.filter(pk=failed.pk).update(state="failed", last_error="550 No such person")
    text = organiser.get(address).content.decode()
    for part in ("4 of 4 mails written", "Sent", "Waiting", "Given up", "550 No such person", "Send again"):
        assert part in text
    organiser.post(f"/admin/registration/{desk.edition_id}/mails/{failed.pk}/again/")
    failed.refresh_from_db()
    assert failed.state == "waiting"


def test_a_number_that_changed_meanwhile_is_refused_and_told(
    organiser: Client, desk: RegistrationDesk
) -> None:
    register_one(desk)
    address = draft(organiser, desk)
    seen = shown_numbers(organiser.get(address).content.decode())
    register_one(desk, "late@example.org")
    answer = organiser.post(address, {"confirm": "", **seen})
    assert answer.status_code == 409
    assert "they are 2 people now" in answer.content.decode()
    assert "Send it to 2 people" in answer.content.decode()
    assert not MailingRecipient.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"count": "x"}, {"count": "1" * 99}, {"count": "1", "fingerprint": "x"}]
)
def test_a_confirmation_without_the_number_that_was_shown_is_refused(
    organiser: Client, desk: RegistrationDesk, sent: dict[str, str]
) -> None:
    register_one(desk)
    assert organiser.post(draft(organiser, desk), {"confirm": "", **sent}).status_code == 409
    assert not MailingRecipient.objects.exists()


def test_confirming_twice_sends_once(organiser: Client, desk: RegistrationDesk) -> None:
    register_one(desk)
    address = draft(organiser, desk)
    seen = shown_numbers(organiser.get(address).content.decode())
    answers = [organiser.post(address, {"confirm": "", **seen}).status_code for _time in (1, 2)]
    assert answers == [302, 409]
    actions.write_batches()
    assert OutgoingMail.objects.filter(message_id__startswith="<mailing-").count() == 1


def test_times_are_those_of_the_clocks_at_the_venue(organiser: Client, desk: RegistrationDesk) -> None:
    Edition.objects.filter(pk=desk.edition_id).update(time_zone="Europe/Vilnius")
    register_one(desk)
    address = draft(organiser, desk)
    at = datetime(2027, 1, 31, 22, 5, tzinfo=UTC)
    Mailing.objects.update(confirmed_at=at)
    assert "1 February 2027, 00:05" in organiser.get(base(desk)).content.decode()
    assert "1 February 2027, 00:05" in organiser.get(address).content.decode()


def test_a_test_goes_to_who_asks(organiser: Client, desk: RegistrationDesk) -> None:
    register_one(desk)
    answer = organiser.post(draft(organiser, desk), {"test": ""}, follow=True)
    assert "A test is on its way to host@example.org" in answer.content.decode()
    assert OutgoingMail.objects.latest("pk").recipients == ["host@example.org"]


def test_a_draft_is_changed_copied_and_thrown_away(organiser: Client, desk: RegistrationDesk) -> None:
    register_one(desk)
    address = draft(organiser, desk)
    text = organiser.get(address + "change/").content.decode()
    assert "Dear {name}" in text
    assert organiser.post(address + "change/", {**WORDS, "subject": "The train"}).status_code == 302
    assert Mailing.objects.get().subject == "The train"
    assert organiser.post(address, {"copy": ""}).status_code == 302
    assert organiser.post(address, {"discard": ""}, follow=True).status_code == 200
    assert Mailing.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"text": "Dear {nmae}"}, "is no placeholder here"),
        ({"text": "{{ name }} {% x %}"}, "is no placeholder here"),
        ({"subject": "{address}"}, "is no placeholder here"),
        ({"subject": ""}, "This field is required"),
        ({"states": []}, "Choose one at least"),
        ({"states": ["evil"]}, "Select a valid choice"),
        ({"roles": ["evil"]}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_nothing_typed_is_lost(
    organiser: Client, desk: RegistrationDesk, words: dict[str, Any], told: str
) -> None:
    answer = organiser.post(base(desk) + "new/", {**WORDS, "text": "Typed with care", **words})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert told in text
    assert words.get("text", "Typed with care") in text
    assert not Mailing.objects.exists()


def test_another_editions_mailing_is_not_there(organiser: Client, desk: RegistrationDesk) -> None:
    other = make_desk()
    user = UserFactory()
    foreign = actions.save_draft(other.edition, "Secret", "x", actions.Audience(), user)
    person = register_one(other)
    own = draft(organiser, desk)
    for address in (
        base(other),
        f"{base(other)}new/",
        f"{base(other)}{foreign.pk}/",
        f"{base(desk)}{foreign.pk}/",
        f"{base(desk)}{foreign.pk}/change/",
        f"{own}html/{person.pk}/",
    ):
        assert organiser.get(address).status_code == 404, address
        assert organiser.post(address, {"confirm": "", "count": "1"}).status_code in (404, 405)


def test_the_frame_stands_alone(organiser: Client, desk: RegistrationDesk) -> None:
    ona = register_one(desk, badge_name="<script>alert(1)</script>")
    answer = organiser.get(f"{draft(organiser, desk)}html/{ona.pk}/")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    assert "<script" not in answer.content.decode()
    assert ona.ticket not in answer.content.decode()


def test_nothing_leaves_for_an_archived_edition(organiser: Client, desk: RegistrationDesk) -> None:
    register_one(desk)
    address = draft(organiser, desk)
    seen = shown_numbers(organiser.get(address).content.decode())
    desk.edition.archived_at = datetime(2028, 1, 1, tzinfo=UTC)
    desk.edition.save()
    assert organiser.post(address, {"confirm": "", **seen}).status_code in (302, 403)
    assert "Send it to" not in organiser.get(address).content.decode()
    assert not MailingRecipient.objects.exists()


def test_the_pages_cost_the_same_for_few_and_for_many(organiser: Client, desk: RegistrationDesk) -> None:
    for number in range(3):
        register_one(desk, f"person{number}@example.org")
    address = draft(organiser, desk)
    pages = [base(desk), address, f"/admin/registration/{desk.edition_id}/mails/"]

    def costs() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                organiser.get(page)
            found.append(len(asked))
        return found

    costs()
    few = costs()
    for number in range(3, 15):
        register_one(desk, f"person{number}@example.org")
    draft(organiser, desk)
    assert costs() == few
    assert Registration.objects.count() == 15
